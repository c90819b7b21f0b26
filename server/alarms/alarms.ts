import {
  acknowledgeAlarm,
  alarmId,
  clearAlarm,
  closeAlarm,
  type Raise,
  type Refusal,
  raiseAlarm,
  resetAlarm,
  type Seen,
} from '../../models/engines/alarm-life.ts'
import type { AlarmEvent, AlarmState, AlarmTransition } from '../../models/protocol/alarm.ts'
import { isCurrent } from '../../models/protocol/alarm.ts'
import { origins } from '../../models/protocol/reading.ts'
import type { Register } from '../../models/register.ts'
import type { Journal } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import type { Records } from '../platform/records-db.ts'
import type { DeviceState } from '../state/device-state.ts'
import { AlarmBook } from './alarm-book.ts'
import { checkpointTables, readAlarmCheckpoint, writeAlarmCheckpoint } from './alarm-checkpoint.ts'
import { readAlarmDay, writeAlarmDay } from './alarm-day-checkpoint.ts'
import type { AlarmFeed } from './alarm-feed.ts'
import { planAlarms } from './alarm-plan.ts'
import { alarmProjection, createAlarmRecorder } from './alarm-recorder.ts'
import { type AlarmQuery, AlarmStore, alarmTables } from './alarm-store.ts'
import { AlarmWatch } from './alarm-watch.ts'
import type { Finding } from './finding.ts'
import { isPast, type PastAlarm, PastWatch } from './past-watch.ts'
import { restoreAlarms } from './restore-alarms.ts'

export type AlarmParts = {
  readonly register: Register
  readonly journal: Journal
  /** Restored up to the journal's head. */
  readonly state: DeviceState
  readonly records: Records
  readonly bus: Bus
  readonly clock: Clock
  readonly utcOffsetMinutes: number
  readonly report: (error: unknown) => void
  /** Where what was seen at the head of each day is kept, for a start without records. */
  readonly days?: { readonly directory: string; readonly log: Pick<Logger, 'warn'> }
}

export type Act = Seen & { readonly by: string; readonly comment?: string; readonly commandId?: string }

export type Alarms = AlarmFeed & {
  find(query: AlarmQuery): readonly AlarmState[]
  /** What an alarm is now, the one on its way to the journal included. */
  get(id: string): AlarmState | undefined
  acknowledge(id: string, act: Act): Promise<AlarmState | Refusal | undefined>
  reset(id: string, act: Act): Promise<AlarmState | Refusal | undefined>
  /** What stood at a moment of the past, and the steps of a span of it. */
  currentAt(at: number): Promise<readonly AlarmState[]>
  transitionsBetween(from: number, to: number): Promise<readonly AlarmTransition[]>
  /** Writes down what was seen by the head of a day; drops those of days before `oldest`. */
  writeDay(day: string, oldest: string): Promise<void>
  start(): void
  stop(): void
}

const tickMs = 1000
const checkpointMs = 60_000
const pastEndsMs = 120_000

/** Evaluates, keeps and tells the alarms of one community. Restored before ingest opens: an alarm that stood still stands. */
export async function createAlarms({ register, journal, state, records, bus, clock, utcOffsetMinutes, report, days }: AlarmParts): Promise<Alarms> {
  records.migrate(alarmProjection, alarmTables)
  records.migrate('alarm-checkpoint', checkpointTables)
  const plan = planAlarms(register, utcOffsetMinutes)
  const store = new AlarmStore(records.database)
  const book = new AlarmBook()
  const watch = new AlarmWatch(plan, state)
  const past = new PastWatch(plan, state)
  const recorder = createAlarmRecorder({ journal, book, store, records, bus, clock, report })
  let evaluated = readAlarmCheckpoint(records.database, plan, watch)
  if (evaluated === 0 && days) evaluated = await readAlarmDay(days.directory, journal.head, plan, watch, days.log)
  let lastPast = Number.NEGATIVE_INFINITY

  const step = (event: AlarmEvent, after: AlarmState, at: number, by: string, through: number): AlarmTransition => ({ event, at, by, through, state: after })

  const recordFinding = (finding: Finding, through: number): void => {
    const { device, alarm, outcome } = finding
    const at = clock.now()
    const transitions: AlarmTransition[] = []
    let before = book.planned(alarmId(device.entry.id, alarm.id))
    let number = book.nextNumber(false)
    if (outcome !== 'clear') {
      before = raiseAlarm(before, raiseOf(finding, false), at, number)
      number += 1
      transitions.push(step('raised', before, at, 'system', through))
    }
    if (before && before.condition === 'active' && (outcome === 'clear' || outcome === 'raiseAndClear'))
      transitions.push(step('cleared', clearAlarm(before, at, number), at, 'system', through))
    recorder.recordFindings(transitions)
  }

  const recordPast = ({ raised, endedAt }: PastAlarm, through: number): void => {
    const number = book.nextNumber(true)
    const occurred = { ...raiseAlarm(undefined, raiseOf(raised, true), raised.time, number), ack: 'acked' as const, latched: false }
    recorder.recordFindings([
      step('raised', occurred, raised.time, 'system', through),
      step('cleared', clearAlarm(occurred, endedAt, number - 1), endedAt, 'system', through),
    ])
  }

  const act = async (
    id: string,
    event: AlarmEvent,
    { by, comment, commandId }: Act,
    change: (before: AlarmState, at: number, number: number) => AlarmState | Refusal,
  ) => {
    const before = book.planned(id)
    if (!before || !isCurrent(before)) return undefined
    const at = clock.now()
    const after = change(before, at, book.nextNumber(false))
    if ('refused' in after) return after
    const transition: AlarmTransition = {
      ...step(event, after, at, by, evaluated),
      ...(comment === undefined ? {} : { comment }),
      ...(commandId === undefined ? {} : { commandId }),
    }
    await recorder.recordAct(transition, () => book.undo(after, before))
    return after
  }

  await restoreAlarms({
    plan,
    journal,
    state,
    store,
    records,
    book,
    watch,
    from: evaluated,
    startedAt: clock.now(),
    recordFinding,
    recordPast: (alarm, through) => recordPast(alarm, through),
    past,
  })
  evaluated = journal.head
  // An alarm whose device or declaration is gone is closed, never dropped (alarms.md 1.2, transition 24).
  for (const state of book.current())
    if (!register.devices.get(state.device)?.type.alarms[state.alarm])
      recorder.recordFindings([step('ruleRemoved', closeAlarm(state, clock.now(), book.nextNumber(false)), clock.now(), 'system', evaluated)])

  const evaluate = (batch: Parameters<AlarmWatch['read']>[0], sequence: number): void => {
    watch.read(
      batch,
      (index) => !isPast(batch, index),
      (finding) => recordFinding(finding, sequence),
    )
    if (batch.count > 0 && isPast(batch, 0)) lastPast = clock.monotonic()
    past.read(batch, (alarm) => recordPast(alarm, sequence))
    evaluated = Math.max(evaluated, sequence)
  }
  const checkpoint = (): void => {
    recorder.save()
    records.together(() => writeAlarmCheckpoint(records.database, plan, watch, evaluated))
  }
  const timers: NodeJS.Timeout[] = []
  const leave: (() => void)[] = []
  const guarded = (work: () => void) => () => {
    try {
      work()
    } catch (error) {
      report(error)
    }
  }

  return {
    get newest() {
      return book.newest
    },
    current: () => book.current(),
    get: (id) => book.planned(id),
    find: (query) => {
      recorder.save()
      return store.find(query)
    },
    since: async (after, limit) => {
      recorder.save()
      return store.since(after, limit)
    },
    currentAt: async (at) => {
      recorder.save()
      return store.activeAt(at)
    },
    transitionsBetween: async (from, to) => {
      recorder.save()
      return store.between(from, to, 10_000)
    },
    acknowledge: (id, doing) => act(id, 'acknowledged', doing, (before, at, number) => acknowledgeAlarm(before, doing, doing.by, at, number)),
    reset: (id, doing) => act(id, 'reset', doing, (before, _at, number) => resetAlarm(before, doing, number)),
    writeDay: async (day, oldest) => {
      if (days) await writeAlarmDay(days.directory, day, oldest, plan, watch, evaluated)
    },
    start: () => {
      leave.push(
        bus.on('readings', ({ batch, sequence }) => evaluate(batch, sequence)),
        bus.on('unrecorded', ({ batch }) =>
          watch.read(
            batch,
            () => true,
            (finding) => recordFinding(finding, evaluated),
          ),
        ),
        bus.on('journalRecovered', () => void recorder.catchUp()),
      )
      timers.push(
        setInterval(
          guarded(() => {
            watch.tick(clock.now(), (finding) => recordFinding(finding, evaluated))
            if (clock.monotonic() - lastPast > pastEndsMs) {
              lastPast = Number.POSITIVE_INFINITY
              past.end((alarm) => recordPast(alarm, evaluated))
            }
          }),
          tickMs,
        ),
        setInterval(guarded(checkpoint), checkpointMs),
      )
    },
    stop: () => {
      for (const off of leave.splice(0)) off()
      for (const timer of timers.splice(0)) clearInterval(timer)
      checkpoint()
    },
  }
}

const raiseOf = ({ device, alarm, time, received, origin, point, value }: Finding, historic: boolean): Raise => ({
  device: device.entry.id,
  alarm: alarm.id,
  class: alarm.declared.class,
  latch: alarm.declared.latch,
  point,
  value,
  origin: origins[origin] ?? 'measured',
  deviceTime: time,
  lateBy: received - time > 600_000 ? received - time : 0,
  historic,
})
