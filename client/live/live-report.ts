import type { Live } from './open-live.ts'

/** What the page knows of the points, for tests and tools: read only, so that a claim about what arrived can be checked. Times in ms since 1970. */
export type LiveReport = {
  /** Grows with every snapshot or delta that was taken in. */
  readonly revision: number
  /** The number of a point, by which it is asked for here; undefined where there is none. */
  seriesOf(device: string, point: string): number | undefined
  /** The device's time of the newest value; NaN where nothing was ever heard. */
  timeOf(series: number): number
  /** The newest value as it is stored: a state as its place in the declaration, a truth as 1 or 0. */
  valueOf(series: number): number
}

declare global {
  interface Window {
    linliLive?: LiveReport
  }
}

/** Publishes the report as `window.linliLive`. */
export function publishLive({ register, buffer }: Pick<Live, 'register' | 'buffer'>): void {
  window.linliLive = Object.freeze({
    get revision() {
      return buffer.revision
    },
    seriesOf: (device: string, point: string) => register.devices.get(device)?.points.get(point)?.series,
    timeOf: (series: number) => buffer.time[series],
    valueOf: (series: number) => buffer.value[series],
  })
}
