import type { Fact } from '../../server/journal/fact.ts'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { batchOf } from './readings.ts'

/**
 * A process of its own that appends readings from four callers until it is killed. Each line it prints is
 * `sent N`, `acked N SEQUENCE`, `refused N CODE` or `ready`; N is the value and the millisecond of the reading, so that each can be told apart.
 * Arguments: directory, first N, readings a fact, `readings` or `acts`, how many facts (0: without end).
 */
const [directory = '', first = '0', size = '3', what = 'readings', wanted = '0'] = process.argv.slice(2)
const start = Date.UTC(2026, 10, 24, 23, 50)
const log = createLogger('silent', () => {})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const journal = await openJournal({
  directory,
  log,
  reserveBytes: Number(process.env.RESERVE_BYTES ?? 0),
  onFatal: () => {
    say('fatal')
    process.exit(70)
  },
})
const factOf = (n: number): Fact =>
  what === 'acts'
    ? { kind: 'command', id: String(n), state: 'sent', device: 'a', command: 'b', arguments: {}, by: 'c', reason: 'd' }
    : { kind: 'readings', readings: batchOf(Array.from({ length: Number(size) }, (_, series) => ({ series, time: start + n, value: n }))) }
let next = Number(first)
const end = Number(wanted) === 0 ? Number.POSITIVE_INFINITY : next + Number(wanted)
say('ready')

async function appendOn(): Promise<void> {
  while (next < end) {
    const n = next++
    say(`sent ${n}`)
    try {
      say(`acked ${n} ${await journal.append([factOf(n)], start + n * 10)}`)
    } catch (error) {
      say(`refused ${n} ${error instanceof Error ? String(Reflect.get(error, 'code')) : ''}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

await Promise.all([appendOn(), appendOn(), appendOn(), appendOn()])
await journal.close()
say('closed')
