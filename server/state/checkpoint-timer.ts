import type { Logger } from '../platform/logger.ts'
import { writeCheckpoint } from './checkpoint.ts'
import type { DeviceState } from './device-state.ts'

const everyMs = 10 * 60_000

/** Writes the state down every 10 minutes and at the stop; a failed writing is logged and tried again, since the journal holds everything. */
export function createCheckpointTimer({ directory, state, log }: { readonly directory: string; readonly state: DeviceState; readonly log: Logger }) {
  let timer: NodeJS.Timeout | undefined
  let written = state.position
  const write = async (): Promise<void> => {
    const { position } = state
    if (position === written) return
    try {
      await writeCheckpoint(directory, state, position)
      written = position
    } catch (error) {
      log.error({ err: error, directory }, 'the checkpoint of the device state could not be written; the next start reads more of the journal')
    }
  }
  return {
    start: (): void => {
      timer = setInterval(() => void write(), everyMs)
      timer.unref()
    },
    stop: async (): Promise<void> => {
      clearInterval(timer)
      await write()
    },
  }
}
