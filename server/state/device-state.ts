import type { ReadingBatch } from '../../models/protocol/reading.ts'

/**
 * The latest reading of every point, as columns indexed by series number: a projection of the journal.
 * `time` is NaN where nothing was ever heard; times are ms since 1970.
 */
export type StateColumns = {
  readonly value: Float64Array
  readonly time: Float64Array
  readonly received: Float64Array
  readonly quality: Uint8Array
  readonly flags: Uint16Array
  readonly origin: Uint8Array
  /** Details of events, places of locations, and the claimed time of readings from a bad clock. */
  readonly text: Map<number, string>
}

export type DeviceState = StateColumns & {
  /** Sequence of the newest fact that is in here. */
  readonly position: number
  /**
   * Takes a batch in; gives back the series whose latest reading it changed. A reading never replaces one with a later or equal time;
   * readings of after `until` (ms), where it is given, are left out.
   */
  apply(batch: ReadingBatch, sequence: number, until?: number): readonly number[]
}

export function createDeviceState(size: number, restored?: { readonly columns: StateColumns; readonly position: number }): DeviceState {
  let columns = withRoom(restored?.columns ?? emptyColumns(0), size)
  let position = restored?.position ?? 0
  return {
    get value() {
      return columns.value
    },
    get time() {
      return columns.time
    },
    get received() {
      return columns.received
    },
    get quality() {
      return columns.quality
    },
    get flags() {
      return columns.flags
    },
    get origin() {
      return columns.origin
    },
    get text() {
      return columns.text
    },
    get position() {
      return position
    },
    apply: (batch, sequence, until = Number.POSITIVE_INFINITY) => {
      columns = withRoom(columns, greatest(batch.series, batch.count) + 1)
      position = Math.max(position, sequence)
      return applyTo(columns, batch, until)
    },
  }
}

function applyTo(columns: StateColumns, batch: ReadingBatch, until: number): number[] {
  const changed: number[] = []
  for (let i = 0; i < batch.count; i += 1) {
    const series = batch.series[i] ?? -1
    const time = batch.time[i] ?? Number.NaN
    const held = columns.time[series]
    // Where nothing was heard `held` is NaN, and every comparison with it is false.
    if (held === undefined || held >= time || time > until) continue
    columns.time[series] = time
    columns.value[series] = batch.value[i] ?? Number.NaN
    columns.received[series] = batch.received
    columns.quality[series] = batch.quality[i] ?? 0
    columns.flags[series] = batch.flags[i] ?? 0
    columns.origin[series] = batch.origin[i] ?? 0
    const text = batch.text?.[i] ?? null
    if (text !== null) columns.text.set(series, text)
    else if (columns.text.size > 0) columns.text.delete(series)
    changed.push(series)
  }
  return changed
}

export function emptyColumns(size: number): StateColumns {
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

/** The same columns with room for at least `size` series. */
function withRoom(columns: StateColumns, size: number): StateColumns {
  if (columns.time.length >= size) return columns
  const grown = { ...emptyColumns(Math.max(size, Math.ceil(columns.time.length * 1.25))), text: columns.text }
  grown.value.set(columns.value)
  grown.time.set(columns.time)
  grown.received.set(columns.received)
  grown.quality.set(columns.quality)
  grown.flags.set(columns.flags)
  grown.origin.set(columns.origin)
  return grown
}

function greatest(series: Int32Array, count: number): number {
  let most = -1
  for (let i = 0; i < count; i += 1) most = Math.max(most, series[i] ?? -1)
  return most
}
