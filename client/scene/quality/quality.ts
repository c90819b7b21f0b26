import { type QualityLevel, type QualityWish, qualityLevels } from '../../state/view.ts'

export type { QualityLevel }

export type QualityState = {
  readonly level: QualityLevel
  /** Frames in a row that were too slow, or fast enough for more; one of the two is 0. */
  readonly slow: number
  readonly fast: number
}

/** What a level costs: device pixels per CSS pixel at most, texels of the sun's shadow map a side (0: no shadows). */
export const costs: Readonly<Record<QualityLevel, { readonly pixelRatio: number; readonly shadowSide: number }>> = {
  minimal: { pixelRatio: 0.66, shadowSide: 0 },
  light: { pixelRatio: 1, shadowSide: 2048 },
  full: { pixelRatio: 2, shadowSide: 4096 },
  still: { pixelRatio: 2, shadowSide: 4096 },
}

/** Slower than 22 frames a second is felt as a drag; faster than 45 there is room for more. */
export const slowMs = 45
export const fastMs = 22
const slowFrames = 12
const fastFrames = 240

/** Where `auto` starts, and the best it may reach: the processor alone never draws more than `light`. */
export const bestOf = (isSoftware: boolean): QualityLevel => (isSoftware ? 'light' : 'still')

export const startOf = (wish: QualityWish, isSoftware: boolean): QualityState => ({ level: wish === 'auto' ? bestOf(isSoftware) : wish, slow: 0, fast: 0 })

/**
 * After a frame of a movement that took so long from the one before. Down after half a second of slow frames, up only
 * after twenty times as many fast ones, so that it does not swing; a frame between the two starts both counts anew.
 */
export function afterFrame(state: QualityState, frameMs: number, best: QualityLevel): QualityState {
  const slow = frameMs > slowMs ? state.slow + 1 : 0
  const fast = frameMs < fastMs ? state.fast + 1 : 0
  const rank = qualityLevels.indexOf(state.level)
  if (slow >= slowFrames && rank > 0) {
    // Refining at rest costs a movement nothing: the first step down that helps is to `light`.
    const down = state.level === 'still' ? 'light' : qualityLevels[rank - 1]
    return { level: down, slow: 0, fast: 0 }
  }
  if (fast >= fastFrames && rank < qualityLevels.indexOf(best)) {
    const up = state.level === 'light' ? 'still' : qualityLevels[rank + 1]
    return { level: qualityLevels.indexOf(up) > qualityLevels.indexOf(best) ? best : up, slow: 0, fast: 0 }
  }
  return { level: state.level, slow, fast }
}
