import { join } from 'node:path'
import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import type { Community } from '../../models/site/community.ts'
import { createAlarms } from '../../server/alarms/alarms.ts'
import { numberRegister } from '../../server/compose/number-register.ts'
import { createIngest } from '../../server/ingest/accept.ts'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createBus } from '../../server/platform/bus.ts'
import { openRecords } from '../../server/platform/records-db.ts'
import { restoreState } from '../../server/state/restore-state.ts'
import { createHistoryProjection } from '../../server/timeseries/history-projection.ts'
import { openTimeSeries } from '../../server/timeseries/open-time-series.ts'
import type { createTestClock } from './make-ingest.ts'
import { createSilentLog } from './silent-log.ts'

/**
 * The server's own parts on a folder, as its composition joins them, without HTTP and by a clock that the test sets:
 * journal, ingest, state, alarms, and history in DuckDB. Opened again on the same folder it is what a restart is.
 */
export async function openSmallWorld(directory: string, community: Community, clock: ReturnType<typeof createTestClock>) {
  const log = createSilentLog()
  const errors: unknown[] = []
  const journal = await openJournal({ directory: join(directory, 'journal'), log, clock, reserveBytes: 0 })
  const register = await numberRegister(community, journal)
  const bus = createBus((error) => errors.push(error))
  const state = await restoreState({ directory: join(directory, 'state'), journal, size: register.series.length, log })
  const ingest = createIngest({ register: () => register, journal, state, bus, clock })
  const history = await openTimeSeries({ kind: 'duckdb', directory: join(directory, 'history') }, { register: () => register, log })
  const projection = createHistoryProjection({ journal, history, log, onRefused: (refused) => void errors.push(...refused), paceMs: 0 })
  const records = openRecords({ directory, log, now: clock.now() })
  const alarms = await createAlarms({ register, journal, state, records, bus, clock, utcOffsetMinutes: 480, report: (error) => errors.push(error) })
  const told: AlarmTransition[] = []
  bus.on('alarm', ({ transition }) => told.push(transition))
  alarms.start()
  projection.start()
  const entryOf = (device: string, point: string) => {
    const entry = register.devices.get(device)?.points.get(point)
    if (!entry) throw new Error(`${device} has no ${point}`)
    return entry
  }
  return {
    journal,
    register,
    state,
    ingest,
    history,
    alarms,
    told,
    errors,
    entryOf,
    /** Everything accepted is in history too. */
    settled: () => projection.caughtUp(journal.head, 20_000),
    close: async (): Promise<void> => {
      alarms.stop()
      await projection.stop()
      await history.close()
      await journal.close()
      records.close()
    },
  }
}
