import { type Fall, snowCoverOf } from './snow-cover.ts'

/** What has fallen before the moment shown, as far as it is known. */
export type Snowfall = {
  /** Takes what the station measured in a stretch of time, in order of time. */
  tell(falls: readonly Fall[]): void
  /** How white the ground is at a moment, 0–1. */
  coverAt(at: number): number
}

export function createSnowfall(): Snowfall {
  let known: readonly Fall[] = []
  return {
    tell(falls) {
      known = falls
    },
    coverAt: (at) => (known.length === 0 ? 0 : snowCoverOf(known, at)),
  }
}
