/** A value as it is spoken outside: a state or event by its code, an event's detail beside it, a location as metres east, north, up. */
export type PointValue = number | boolean | string | { readonly code: string; readonly detail: string } | readonly [number, number, number]

export const qualities = ['good', 'uncertain', 'bad'] as const
export type Quality = (typeof qualities)[number]

/** Follows the credential that sent a reading, never the sender's word. */
export const origins = ['measured', 'computed', 'simulated', 'typed', 'replayed'] as const
export type Origin = (typeof origins)[number]

/** Why a reading is not simply good. Bit positions are part of the stored form: append at the end. */
export const flags = ['outOfRange', 'late', 'badClock', 'stale', 'rollover', 'swapped', 'clockAdjusted', 'followed', 'unrecorded'] as const
export type Flag = (typeof flags)[number]

export const flagsOf = (bits: number): Flag[] => flags.filter((_, bit) => bits & (1 << bit))
export const bitOf = (flag: Flag): number => 1 << flags.indexOf(flag)

/**
 * Many readings as columns, the form in which they are journalled, stored and evaluated. `series` is the durable
 * number of a (device, point) pair. `value` holds the number; a boolean as 0 or 1; a state or event as the index of its
 * code; a location as 0 with its three metres in `text` as `east,north,up`.
 * `text` holds an event's detail. Times are milliseconds since 1970.
 */
export type ReadingBatch = {
  readonly count: number
  readonly received: number
  readonly series: Int32Array
  readonly time: Float64Array
  readonly value: Float64Array
  readonly text: readonly (string | null)[] | null
  readonly quality: Uint8Array
  readonly flags: Uint16Array
  readonly origin: Uint8Array
}
