import type { Register } from '../../models/register.ts'

/**
 * The newest value of every point at the time cursor, as columns indexed by series number: written by the live or the
 * replay stream, read by the frame loop. It is mutated in place and never triggers React; panels subscribe to single
 * devices through `client/live/use-device.ts`. `time` is NaN where nothing was ever heard.
 */
export type TelemetryBuffer = {
  register: Register
  readonly value: Float64Array
  readonly time: Float64Array
  readonly received: Float64Array
  readonly quality: Uint8Array
  readonly flags: Uint16Array
  readonly origin: Uint8Array
  /** Texts of events and locations, by series. */
  readonly text: Map<number, string>
  /** Grows with every applied snapshot or delta; frame systems compare it to skip work. */
  revision: number
  /** Series changed since the last frame, cleared by the frame loop after all systems have run. */
  readonly changed: Set<number>
  /** True after a snapshot or seek until the next frame: everything may have changed. */
  allChanged: boolean
}

/** `size` where the server numbers more series than this page's declarations know. */
export function createTelemetryBuffer(register: Register, size = register.series.length): TelemetryBuffer {
  return {
    register,
    value: new Float64Array(size),
    time: new Float64Array(size).fill(Number.NaN),
    received: new Float64Array(size),
    quality: new Uint8Array(size),
    flags: new Uint16Array(size),
    origin: new Uint8Array(size),
    text: new Map(),
    revision: 0,
    changed: new Set(),
    allChanged: true,
  }
}
