import { useCallback, useEffect, useRef, useState } from 'react'
import { drawnQuality } from '../../state/drawn-quality.ts'
import type { QualityWish } from '../../state/view.ts'
import { afterFrame, bestOf, type QualityLevel, startOf } from './quality.ts'

/** The level that is drawn at, and where to tell how long frames of a movement take; a fixed wish stays as it is. */
export function useQuality(wish: QualityWish, isSoftware: boolean): { readonly level: QualityLevel; readonly noteFrame: (frameMs: number) => void } {
  const state = useRef(startOf(wish, isSoftware))
  const [level, setLevel] = useState(state.current.level)
  useEffect(() => {
    state.current = startOf(wish, isSoftware)
    setLevel(state.current.level)
  }, [wish, isSoftware])
  useEffect(() => drawnQuality.setState({ level, isSoftware }), [level, isSoftware])
  const noteFrame = useCallback(
    (frameMs: number) => {
      if (wish !== 'auto') return
      state.current = afterFrame(state.current, frameMs, bestOf(isSoftware))
      setLevel(state.current.level)
    },
    [wish, isSoftware],
  )
  return { level, noteFrame }
}
