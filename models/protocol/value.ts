import type { EventPoint, Point, StatePoint } from '../subsystem.ts'
import type { PointValue } from './reading.ts'

/** Why a value cannot be taken for a point; the codes are those of the quarantine. */
type ValueRefusal = 'wrong_type' | 'not_finite' | 'unknown_state' | 'too_long'
export type EncodedValue =
  | { readonly ok: true; readonly value: number; readonly text: string | null }
  | { readonly ok: false; readonly code: ValueRefusal; readonly reason: string }

/** The longest detail of an event, in UTF-16 units. */
export const maxDetailLength = 200
/** Locations are kept to the centimetre, within 1,000 km of the community's origin. */
const locationUnitsPerMeter = 100
const farthestMeters = 1_000_000

/**
 * Turns a value as it is spoken outside into the stored columns of `ReadingBatch`, checked against the declaration;
 * numbers are rounded to the point's resolution, so that live, store and history agree to the last digit.
 * A number outside the point's range is taken (see `isInRange`); a string is never read as a number.
 */
export function encodeValue(point: Point, value: unknown): EncodedValue {
  switch (point.kind) {
    case 'number':
    case 'counter':
      return encodeNumber(point.resolution, value)
    case 'boolean':
      return encodeBoolean(value)
    case 'state':
      return typeof value === 'string' ? encodeCode(point, value, null) : wrongType('the code of a state', value)
    case 'event':
      return encodeEvent(point, value)
    case 'location':
      return encodeLocation(value)
  }
}

/** The way back: what a stored `value` and `text` say outside. A number that names no declared code is given as its digits. */
export function decodeValue(point: Point, value: number, text: string | null): PointValue {
  switch (point.kind) {
    case 'number':
    case 'counter':
      return value
    case 'boolean':
      return value !== 0
    case 'state':
      return codesOf(point)[value] ?? String(value)
    case 'event': {
      const code = codesOf(point)[value] ?? String(value)
      return text === null ? code : { code, detail: text }
    }
    case 'location':
      return decodeLocation(text)
  }
}

/** Whether a stored value lies in what the device can physically report; only numbers and counters have a range. */
export const isInRange = (point: Point, value: number): boolean =>
  (point.kind !== 'number' && point.kind !== 'counter') || (value >= point.range[0] && value <= point.range[1])

/** The nearest multiple of `resolution`, as the shortest decimal; numbers too large to have that digit stay as they are. */
export function quantise(value: number, resolution: number): number {
  const perUnit = Math.round(1 / resolution)
  const steps = Math.round(value / resolution)
  if (!Number.isSafeInteger(steps)) return value
  // Dividing by a whole number gives the closest double to the decimal; multiplying by 0.001 would not. `+ 0` turns -0 into 0.
  return (resolution < 1 && Math.abs(perUnit * resolution - 1) < 1e-9 ? steps / perUnit : steps * resolution) + 0
}

const codes = new WeakMap<StatePoint | EventPoint, readonly string[]>()

/** The codes of a state or event in the order of the declaration: the index is the stored form. */
export function codesOf(point: StatePoint | EventPoint): readonly string[] {
  const known = codes.get(point)
  if (known) return known
  const made = Object.keys(point.kind === 'state' ? point.states : point.events)
  codes.set(point, made)
  return made
}

function encodeNumber(resolution: number, value: unknown): EncodedValue {
  if (typeof value !== 'number') return wrongType('a number', value)
  if (!Number.isFinite(value)) return { ok: false, code: 'not_finite', reason: `${value} is not a finite number` }
  return { ok: true, value: quantise(value, resolution), text: null }
}

function encodeBoolean(value: unknown): EncodedValue {
  if (value === true || value === 1) return { ok: true, value: 1, text: null }
  if (value === false || value === 0) return { ok: true, value: 0, text: null }
  return wrongType('true, false, 1 or 0', value)
}

function encodeCode(point: StatePoint | EventPoint, code: string, text: string | null): EncodedValue {
  const index = codesOf(point).indexOf(code)
  if (index < 0) return { ok: false, code: 'unknown_state', reason: `'${code.slice(0, 40)}' is none of ${codesOf(point).join(', ')}` }
  if (text !== null && text.length > maxDetailLength)
    return { ok: false, code: 'too_long', reason: `a detail has at most ${maxDetailLength} characters, not ${text.length}` }
  return { ok: true, value: index, text }
}

function encodeEvent(point: EventPoint, value: unknown): EncodedValue {
  if (typeof value === 'string') return encodeCode(point, value, null)
  if (typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string') {
    if (!('detail' in value) || value.detail === undefined || value.detail === null) return encodeCode(point, value.code, null)
    if (typeof value.detail === 'string') return encodeCode(point, value.code, value.detail)
  }
  return wrongType('the code of an event, or { code, detail }', value)
}

function encodeLocation(value: unknown): EncodedValue {
  if (!Array.isArray(value) || value.length !== 3) return wrongType('[east, north, up] in metres', value)
  const meters: number[] = []
  for (const part of value) {
    if (typeof part !== 'number') return wrongType('[east, north, up] in metres', value)
    if (!Number.isFinite(part) || Math.abs(part) > farthestMeters) return { ok: false, code: 'not_finite', reason: `${part} m is no place in a community` }
    meters.push(Math.round(part * locationUnitsPerMeter) / locationUnitsPerMeter + 0)
  }
  return { ok: true, value: 0, text: meters.join(',') }
}

function decodeLocation(text: string | null): readonly [number, number, number] {
  const [east = Number.NaN, north = Number.NaN, up = Number.NaN] = text === null ? [] : text.split(',').map(Number)
  return [east, north, up]
}

function wrongType(wanted: string, value: unknown): EncodedValue {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
  return { ok: false, code: 'wrong_type', reason: `expected ${wanted}, got ${kind}` }
}
