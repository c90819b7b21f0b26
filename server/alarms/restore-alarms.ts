import { alarmId } from '../../models/engines/alarm-life.ts'
import { freshMemory } from '../../models/engines/evaluate-alarm.ts'
import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import { isCurrent } from '../../models/protocol/alarm.ts'
import type { Journal } from '../journal/journal.ts'
import type { Records } from '../platform/records-db.ts'
import type { DeviceState } from '../state/device-state.ts'
import type { AlarmBook } from './alarm-book.ts'
import type { AlarmPlan } from './alarm-plan.ts'
import { alarmProjection } from './alarm-recorder.ts'
import type { AlarmStore } from './alarm-store.ts'
import type { AlarmWatch } from './alarm-watch.ts'
import type { Finding } from './finding.ts'
import { isPast, type PastAlarm, type PastWatch } from './past-watch.ts'

type Parts = {
  readonly plan: AlarmPlan
  readonly journal: Journal
  readonly state: DeviceState
  readonly store: AlarmStore
  readonly records: Records
  readonly book: AlarmBook
  readonly watch: AlarmWatch
  readonly past: PastWatch
  /** Sequence up to which the watch has seen the readings. */
  readonly from: number
  readonly startedAt: number
  readonly recordFinding: (finding: Finding, through: number) => void
  readonly recordPast: (alarm: PastAlarm, through: number) => void
}

const page = 500

/**
 * Brings the list and the watch to the journal's head. Steps that are in the journal are taken as they are; readings that
 * were durable when the process ended, but not evaluated, are evaluated now, and only what no step tells of yet is raised.
 */
export async function restoreAlarms(parts: Parts): Promise<void> {
  const { journal, store, records, book, from } = parts
  const numbers = store.numbers()
  book.begin(numbers, store.current())
  const known = new Map<string, AlarmTransition>()
  const stored = records.position(alarmProjection)
  await eachFact(journal, Math.min(from, stored), (fact, sequence) => {
    if (fact.kind !== 'alarm') return
    const { transition } = fact
    if (sequence > stored) {
      store.save([transition], isCurrent)
      book.restore(transition)
    }
    if (sequence > from && !transition.state.historic) known.set(transition.state.id, transition)
  })
  records.savePosition(alarmProjection, Math.max(stored, journal.head))
  await evaluateTail(parts, known)
  silenceFromNow(parts)
}

async function evaluateTail(
  { plan, journal, store, watch, past, from, recordFinding, recordPast }: Parts,
  known: ReadonlyMap<string, AlarmTransition>,
): Promise<void> {
  const isTold = (finding: Finding, sequence: number) => (known.get(alarmId(finding.device.entry.id, finding.alarm.id))?.through ?? -1) >= sequence
  const head = journal.head
  const foundNow = new Set<number>()
  await eachFact(journal, from, (fact, sequence) => {
    if (fact.kind !== 'readings' || sequence > head) return
    watch.read(
      fact.readings,
      (index) => !isPast(fact.readings, index),
      (finding) => {
        if (isTold(finding, sequence)) return
        recordFinding(finding, sequence)
        foundNow.add(finding.device.first + finding.alarm.index)
      },
    )
    past.read(fact.readings, (alarm) => {
      if (!store.knowsPast(alarmId(alarm.raised.device.entry.id, alarm.raised.alarm.id), alarm.raised.time)) recordPast(alarm, sequence)
    })
  })
  // What time alone had changed is in no reading: the journal's last word stands, unless a later one was found just now.
  for (const device of plan.devices)
    for (const alarm of device.alarms) {
      const instance = device.first + alarm.index
      const transition = known.get(alarmId(device.entry.id, alarm.id))
      if (!transition || foundNow.has(instance)) continue
      const memory = watch.memories.get(instance) ?? freshMemory(alarm)
      const active = transition.state.condition === 'active'
      if (memory.active !== active && transition.by === 'system') watch.remember(instance, { ...memory, active, since: null })
    }
}

/** Nobody listened while the server was down, so silence counts from now, but for what was silent before. */
function silenceFromNow({ plan, state, watch, startedAt }: Parts): void {
  for (const device of plan.devices) {
    let heard = Number.NaN
    for (const series of device.series) {
      const received = state.received[series] ?? 0
      if (received > 0 && !(heard >= received)) heard = received
    }
    const isSilent = device.alarms.some((alarm) => alarm.declared.when.test === 'silent' && watch.memories.get(device.first + alarm.index)?.active)
    watch.lastHeard[device.index] = Number.isNaN(heard) || isSilent ? heard : Math.max(heard, startedAt)
  }
}

async function eachFact(
  journal: Journal,
  after: number,
  take: (fact: Awaited<ReturnType<Journal['read']>>[number]['fact'], sequence: number) => void,
): Promise<void> {
  let read = after
  while (read < journal.head) {
    const facts = await journal.read(read, page)
    for (const { fact, sequence } of facts) take(fact, sequence)
    const last = facts.at(-1)
    if (!last) return
    read = last.sequence
  }
}
