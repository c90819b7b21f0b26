import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import { dayMs } from '../days.ts'

/** Readings of one UTC day of device time on their way into the store, as growing columns. */
export type DayRows = {
  readonly day: number
  readonly time: bigint[]
  readonly series: number[]
  readonly value: number[]
  readonly text: (string | null)[]
  readonly received: bigint[]
  readonly quality: number[]
  readonly flags: number[]
  readonly origin: number[]
  /** Sequence of the fact each row came with; 0 where it came without one. */
  readonly sequence: number[]
}

export type RefusedRow = { readonly index: number; readonly why: string }

/** Sorts a batch into days; gives back the rows no day can hold (a value or a time that is not a finite number). */
export function addToDays(days: Map<number, DayRows>, batch: ReadingBatch, sequence: number): RefusedRow[] {
  const refused: RefusedRow[] = []
  const received = BigInt(Math.trunc(batch.received))
  let current: DayRows | null = null
  for (let index = 0; index < batch.count; index++) {
    const time = Math.trunc(batch.time[index] ?? Number.NaN)
    const value = batch.value[index] ?? Number.NaN
    // The span of dates that ISO 8601 names; also false for NaN.
    if (!(Math.abs(time) <= 8.64e15) || !Number.isFinite(value)) {
      refused.push({ index, why: Number.isFinite(value) ? `time ${time} is no date` : `value ${value} is not finite` })
      continue
    }
    const day = Math.floor(time / dayMs)
    if (current?.day !== day) current = dayFor(days, day)
    current.time.push(BigInt(time))
    current.series.push(batch.series[index] ?? 0)
    current.value.push(value)
    current.text.push(batch.text?.[index] ?? null)
    current.received.push(received)
    current.quality.push(batch.quality[index] ?? 0)
    current.flags.push(batch.flags[index] ?? 0)
    current.origin.push(batch.origin[index] ?? 0)
    current.sequence.push(sequence)
  }
  return refused
}

function dayFor(days: Map<number, DayRows>, day: number): DayRows {
  const known = days.get(day)
  if (known) return known
  const made: DayRows = { day, time: [], series: [], value: [], text: [], received: [], quality: [], flags: [], origin: [], sequence: [] }
  days.set(day, made)
  return made
}

/** Rows of facts after `position`; the same object where all are. */
export function rowsAfter(rows: DayRows, position: number): DayRows {
  const isNew = (sequence: number): boolean => sequence === 0 || sequence > position
  if (rows.sequence.every(isNew)) return rows
  const keep = <T>(column: readonly T[]): T[] => column.filter((_, index) => isNew(rows.sequence[index] ?? 0))
  return {
    day: rows.day,
    time: keep(rows.time),
    series: keep(rows.series),
    value: keep(rows.value),
    text: keep(rows.text),
    received: keep(rows.received),
    quality: keep(rows.quality),
    flags: keep(rows.flags),
    origin: keep(rows.origin),
    sequence: keep(rows.sequence),
  }
}
