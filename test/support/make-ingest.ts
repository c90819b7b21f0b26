import type { ReadingBatch } from '../../models/protocol/reading.ts'
import type { Register } from '../../models/register.ts'
import { buildRegister } from '../../models/register.ts'
import type { Subsystem } from '../../models/subsystem.ts'
import type { IngestLimits } from '../../server/ingest/accept.ts'
import { createIngest } from '../../server/ingest/accept.ts'
import type { Quarantined } from '../../server/journal/fact.ts'
import type { Journal } from '../../server/journal/journal.ts'
import { createBus } from '../../server/platform/bus.ts'
import { restoreState } from '../../server/state/restore-state.ts'
import { liveCommunity, liveSubsystems } from './live-register.ts'
import { createMemoryJournal } from './memory-journal.ts'
import { createSilentLog } from './silent-log.ts'

const text = { zh: '超限', en: 'over the limit' }

/** The sample declaration with an alarm for life and limb on `power`. */
const subsystems: readonly Subsystem[] = liveSubsystems.map((subsystem) => ({
  ...subsystem,
  devices: Object.fromEntries(
    Object.entries(subsystem.devices).map(([id, type]) => [
      id,
      {
        ...type,
        alarms: {
          over: {
            name: text,
            class: 'lifeSafety',
            when: { test: 'any', of: [{ test: 'above', point: 'power', limit: 90, deadband: 1 }] },
            onDelaySeconds: 0,
            offDelaySeconds: 0,
            latch: true,
            cause: text,
            consequence: text,
            response: text,
          },
        },
      },
    ]),
  ),
}))

export const ingestRegister = (devices: number): Register => buildRegister(liveCommunity(devices), subsystems)

/** A settable clock. */
export function createTestClock(now: number) {
  const clock = { time: now, now: () => clock.time, monotonic: () => clock.time }
  return clock
}

/** Ingest on a journal (in memory unless given), with what it told on the bus. */
export async function makeIngest(options: {
  readonly now: number
  readonly journal?: Journal
  readonly register?: Register
  readonly limits?: IngestLimits
  readonly times?: Parameters<typeof createIngest>[0]['times']
  readonly directory: string
}) {
  const memory = createMemoryJournal()
  const journal = options.journal ?? memory
  const register = options.register ?? ingestRegister(3)
  const clock = createTestClock(options.now)
  const log = createSilentLog()
  const errors: unknown[] = []
  const bus = createBus((error) => errors.push(error))
  const told = {
    readings: new Array<{ sequence: number; batch: ReadingBatch }>(),
    quarantined: new Array<Quarantined>(),
    unrecorded: new Array<ReadingBatch>(),
    names: new Array<string>(),
  }
  bus.on('readings', (event) => told.readings.push(event))
  bus.on('quarantined', ({ items }) => told.quarantined.push(...items))
  bus.on('unrecorded', ({ batch }) => told.unrecorded.push(batch))
  bus.on('journalRefused', () => told.names.push('journalRefused'))
  bus.on('journalRecovered', () => told.names.push('journalRecovered'))
  const state = await restoreState({ directory: options.directory, journal, size: register.series.length, log })
  const ingest = createIngest({
    register: () => register,
    journal,
    state,
    bus,
    clock,
    ...(options.limits && { limits: options.limits }),
    ...(options.times && { times: options.times }),
  })
  const seriesOf = (device: string, point: string): number => register.devices.get(device)?.points.get(point)?.series ?? -1
  return { ingest, journal, memory, register, clock, bus, told, state, log, errors, seriesOf }
}
