import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { errorFacts, type Logger } from '../platform/logger.ts'
import { writeDurably } from '../platform/write-durably.ts'
import { memoriesOf, recall } from './alarm-checkpoint.ts'
import type { AlarmPlan } from './alarm-plan.ts'
import type { AlarmWatch } from './alarm-watch.ts'

const File = z.strictObject({ form: z.literal(1), sequence: z.number().int().nonnegative(), memories: z.string(), newest: z.string(), checksum: z.number() })
const nameForm = /^alarms-(\d{4}-\d\d-\d\d)\.json$/

/** What the watch had seen at the head of each day, beside the state of the same moment: a start whose records were lost evaluates only what came after. */
export async function writeAlarmDay(directory: string, day: string, oldest: string, plan: AlarmPlan, watch: AlarmWatch, sequence: number): Promise<void> {
  const { memories, newest } = memoriesOf(plan, watch)
  const file = { form: 1, sequence, memories, newest: newest.toString('base64') } as const
  await mkdir(directory, { recursive: true })
  await writeDurably(join(directory, `alarms-${day}.json`), JSON.stringify({ ...file, checksum: checksumOf(file) }), 0o600)
  for (const name of await readdir(directory)) if ((nameForm.exec(name)?.[1] ?? oldest) < oldest) await rm(join(directory, name), { force: true })
}

/** Fills a fresh watch from the newest readable day not beyond `head`; gives the sequence it had seen, 0 where there is none. A damaged one is named and passed over. */
export async function readAlarmDay(directory: string, head: number, plan: AlarmPlan, watch: AlarmWatch, log: Pick<Logger, 'warn'>): Promise<number> {
  await mkdir(directory, { recursive: true })
  const names = (await readdir(directory)).filter((name) => nameForm.test(name)).sort()
  for (const name of names.reverse()) {
    const path = join(directory, name)
    try {
      const { checksum, ...file } = File.parse(JSON.parse(await readFile(path, 'utf8')))
      if (checksum !== checksumOf(file)) throw new Error('its checksum does not fit')
      if (file.sequence > head) throw new Error(`it is of fact ${file.sequence}, and the journal ends at ${head}`)
      recall(plan, watch, file.memories, Buffer.from(file.newest, 'base64'))
      return file.sequence
    } catch (error) {
      log.warn({ ...errorFacts(error), file: path }, 'a checkpoint of the alarms is passed over')
    }
  }
  return 0
}

const checksumOf = ({ sequence, memories, newest }: { readonly sequence: number; readonly memories: string; readonly newest: string }): number =>
  crc32(`${sequence} ${memories} ${newest}`)
