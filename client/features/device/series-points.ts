import type { Point } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import { showValue } from '../../state/latest.ts'
import type { SeriesRows } from '../../state/queries.ts'
import type { Happening } from '../../ui/charts/event-ticks.tsx'
import type { ChartPoint } from '../../ui/charts/segments.ts'
import type { Stretch } from '../../ui/charts/state-strip.tsx'

const numeric = (value: unknown): number => (typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : Number.NaN)

/** `[ms, value]` or `[ms, mean, minimum, maximum, count]` as drawn points. */
export function toChartPoints(rows: SeriesRows): ChartPoint[] {
  return rows.map(([time, value, minimum, maximum]) => {
    const mean = numeric(value)
    return {
      time: numeric(time),
      value: mean,
      minimum: minimum === undefined ? mean : numeric(minimum),
      maximum: maximum === undefined ? mean : numeric(maximum),
    }
  })
}

type Spoken = { readonly index: number; readonly detail: string | null }

/** A boolean, state or event value as sent, as its stored index. */
function spokenIndex(point: Point, value: unknown): Spoken {
  if (typeof value === 'boolean' || typeof value === 'number') return { index: Number(value), detail: null }
  const code = typeof value === 'string' ? value : typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : ''
  const detail = typeof value === 'object' && value !== null && 'detail' in value ? String(value.detail) : null
  const codes = point.kind === 'state' ? Object.keys(point.states) : point.kind === 'event' ? Object.keys(point.events) : []
  return { index: codes.indexOf(code), detail }
}

/** Equal values after one another become one stretch, which lasts until the next value, at most `longestMs` past its last. */
export function toStretches(point: Point, rows: SeriesRows, end: number, longestMs: number, language: Language): Stretch[] {
  const stretches: { from: number; to: number; state: number; name: string }[] = []
  let last = Number.NaN
  for (const [at, value] of rows) {
    const time = numeric(at)
    const { index } = spokenIndex(point, value)
    const open = stretches.at(-1)
    if (open) open.to = Math.min(time, last + longestMs)
    if (!open || open.state !== index || open.to < time)
      stretches.push({ from: time, to: time, state: index, name: showValue({ point }, index, null, language).value })
    last = time
  }
  const open = stretches.at(-1)
  if (open) open.to = Math.min(end, last + longestMs)
  return stretches
}

export function toHappenings(point: Point, rows: SeriesRows, language: Language): Happening[] {
  return rows.map(([time, value]) => {
    const { index, detail } = spokenIndex(point, value)
    return { time: numeric(time), name: showValue({ point }, index, detail, language).value }
  })
}
