/** The newest reading of every point as columns indexed by series number. `time` is NaN where nothing was ever heard; times are whole ms since 1970. */
export type PointColumns = {
  readonly value: Float64Array
  readonly time: Float64Array
  readonly received: Float64Array
  readonly quality: Uint8Array
  readonly flags: Uint16Array
  readonly origin: Uint8Array
  /** Texts of events and locations, by series. */
  readonly text: Map<number, string>
}

export function createPointColumns(size: number): PointColumns {
  return {
    value: new Float64Array(size),
    time: new Float64Array(size).fill(Number.NaN),
    received: new Float64Array(size),
    quality: new Uint8Array(size),
    flags: new Uint16Array(size),
    origin: new Uint8Array(size),
    text: new Map(),
  }
}
