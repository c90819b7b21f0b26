import { counterStep } from '../../models/engines/counter-step.ts'
import { qualities } from '../../models/protocol/reading.ts'
import { quantise } from '../../models/protocol/value.ts'
import type { Point } from '../../models/subsystem.ts'
import type { Sample, Window } from './time-series.ts'

/** Readings of this quality are kept and shown, but no figure is made of them. */
export const badQuality = qualities.indexOf('bad')

export type WindowSpan = { readonly from: number; readonly to: number; readonly everyMs: number; readonly offsetMs: number }

/** Start of the window a moment lies in. */
export const windowOf = (time: number, { everyMs, offsetMs }: WindowSpan): number => Math.floor((time - offsetMs) / everyMs) * everyMs + offsetMs

/**
 * Windows of one point from its readings in time order, as `readWindows` gives them: only windows that hold a reading.
 * `before` is the last reading before the span, from which a counter counts on and a state holds.
 */
export function foldWindows(point: Point, samples: readonly Sample[], before: Sample | null, span: WindowSpan): Window[] {
  const windows: Window[] = []
  const good = samples.filter(({ quality }) => quality !== badQuality)
  let previous = before && before.quality !== badQuality ? before : null
  let from = 0
  while (from < good.length) {
    const start = windowOf(good[from]?.time ?? 0, span)
    let to = from
    while (to < good.length && windowOf(good[to]?.time ?? 0, span) === start) to += 1
    const inside = good.slice(from, to)
    windows.push(foldOne(point, start, inside, previous, span))
    previous = inside.at(-1) ?? previous
    from = to
  }
  return windows
}

function foldOne(point: Point, time: number, inside: readonly Sample[], previous: Sample | null, span: WindowSpan): Window {
  const values = inside.map(({ value }) => value)
  const figures = { time, minimum: Math.min(...values), maximum: Math.max(...values), last: values.at(-1) ?? 0, count: values.length }
  switch (point.kind) {
    case 'number':
    case 'location':
      return { ...figures, mean: sumOf(values) / values.length }
    case 'counter': {
      const chain = previous ? [previous.value, ...values] : values
      const total = sumOf(chain.slice(1).map((value, index) => counterStep(chain[index] ?? value, value, point).increase))
      return { ...figures, mean: quantise(total, point.resolution) }
    }
    case 'boolean':
    case 'state':
      return { ...figures, mean: shareOfTime(inside, previous, Math.max(time, span.from), Math.min(time + span.everyMs, span.to)) }
    case 'event':
      return { ...figures, mean: values.length }
  }
}

/** Share of the known part of a window in which the value was not 0: each reading holds until the next. */
function shareOfTime(inside: readonly Sample[], previous: Sample | null, start: number, end: number): number {
  const [first] = inside
  if (!first) return 0
  let known = previous ? first.time - start : 0
  let on = previous && previous.value > 0 ? known : 0
  inside.forEach((sample, index) => {
    const held = (inside[index + 1]?.time ?? end) - sample.time
    known += held
    if (sample.value > 0) on += held
  })
  return known > 0 ? on / known : first.value > 0 ? 1 : 0
}

/** Compensated (Neumaier), so that a year of small steps adds up to the last digit. */
function sumOf(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
