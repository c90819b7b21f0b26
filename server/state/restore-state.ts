import type { Journal } from '../journal/journal.ts'
import type { Logger } from '../platform/logger.ts'
import { readNewestCheckpoint } from './checkpoint.ts'
import type { DeviceState } from './device-state.ts'
import { createDeviceState } from './device-state.ts'

const pageOfFacts = 500

/** The state as of the journal's head: the newest good checkpoint and the fold of what came after it. */
export async function restoreState({
  directory,
  journal,
  size,
  log,
}: {
  readonly directory: string
  readonly journal: Journal
  readonly size: number
  readonly log: Logger
}): Promise<DeviceState> {
  const checkpoint = await readNewestCheckpoint(directory, journal.head, (file, why) =>
    log.warn({ file, why }, 'a checkpoint of the device state is passed over'),
  )
  const state = createDeviceState(size, checkpoint ?? undefined)
  const from = state.position
  if (checkpoint !== null && from + 1 < journal.tail)
    log.warn({ checkpoint: from, tail: journal.tail }, 'the journal no longer holds what came right after the checkpoint; the state goes on without it')
  let read = from
  while (read < journal.head) {
    const page = await journal.read(read, pageOfFacts)
    for (const { sequence, fact } of page) if (fact.kind === 'readings') state.apply(fact.readings, sequence)
    const last = page.at(-1)
    if (!last) break
    read = last.sequence
  }
  log.info({ checkpoint: from, facts: read - from }, 'device state restored')
  return state
}
