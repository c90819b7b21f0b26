import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { connect } from './connect.ts'
import { Mapping } from './recordings/mapping.ts'
import type { ReplayReport } from './recordings/replay.ts'
import { replay } from './recordings/replay.ts'
import { createSend, ServerUnreachable } from './send.ts'
import { usageError } from './usage-error.ts'

// npm runs scripts in the project's folder and keeps in INIT_CWD where the person stands.
const here = process.env.INIT_CWD ?? process.cwd()
const shipped = join(process.cwd(), 'simulators/recordings')

/** `npm run replay -- RECORDING --map MAPPING --speed N --to URL`: tells a recorded file through the public ingest as if it were happening. */
async function main(): Promise<void> {
  const names = readdirSync(shipped)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', ''))
  const program = new Command('npm run replay --')
    .argument('<recording>', 'a text file with delimited columns')
    .requiredOption('--map <mapping>', `a mapping file, or one of ${names.join(', ')}`)
    .option('--speed <n>', 'times real time', '1')
    .option('--to <url>', 'the server', 'http://127.0.0.1:8080')
    .option('--token <token>', 'a token of origin replayed')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  program.parse()
  const options = program.opts<{ map: string; speed: string; to: string; token?: string }>()
  const file = resolve(here, program.args[0] ?? '')
  if (!existsSync(file)) return usageError(`there is no recording ${file}: give the path of a file.`)
  const mapping = readMapping(names.includes(options.map) ? join(shipped, `${options.map}.json`) : resolve(here, options.map))
  const speed = Number(options.speed)
  if (!(speed > 0)) return usageError(`--speed ${options.speed} is not a number above 0.`)
  if (!URL.canParse(options.to)) return usageError(`--to ${options.to} is not an address like http://127.0.0.1:8080.`)

  const ending = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort())
  const target = await connect(options.to, 'replayed', options.token)
  const send = createSend(target, 30_000, ending.signal)
  print(await replay({ file, mapping, speed, send, clock: { now: () => Date.now() }, signal: ending.signal }))
}

function readMapping(file: string): Mapping {
  if (!existsSync(file)) return usageError(`there is no mapping ${file}: give a file, or a name from simulators/recordings.`)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return usageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = Mapping.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return usageError(`${file} is wrong at ${issue?.path.join('.')}: ${issue?.message}`)
}

function print({ rows, sent, flaws }: ReplayReport): void {
  process.stdout.write(`${rows} rows read; ${sent.accepted} readings accepted, ${sent.duplicates} duplicates, ${sent.quarantined} quarantined\n`)
  for (const [kind, { count, firstLine }] of flaws.counts) process.stdout.write(`  ${count} × ${kind} (first in line ${firstLine})\n`)
}

main().catch((error: unknown) => {
  if (error instanceof Error && error.name === 'AbortError') process.exit(0)
  if (error instanceof Error && error.name === 'CommanderError')
    return 'exitCode' in error && error.exitCode === 0 ? process.exit(0) : usageError(error.message)
  process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof ServerUnreachable ? 3 : 1)
})
