import { type RefObject, useEffect, useRef, useState } from 'react'
import { endOf, panWindow, type TimeWindow, windowAbout, zoomWindow } from './time-window.ts'

export type LineWindow = {
  readonly spanMs: number
  readonly end: number
  /** Shows that much about the cursor, or up to now. */
  readonly show: (spanMs: number) => void
  /** Longer or shorter about `moment`, or about the cursor. */
  readonly zoom: (factor: number, moment?: number) => void
  readonly pan: (byMs: number) => void
}

const day = 86_400_000

/** Which stretch of time is on the line; a cursor that leaves it takes it along. */
export function useLineWindow(cursor: number | null, now: () => number): LineWindow {
  const [window, setWindow] = useState<TimeWindow>(() => ({ spanMs: cursor !== null && now() - cursor > day ? 7 * day : day, end: null }))
  const { spanMs } = window
  const end = endOf(window, cursor, now())
  return {
    spanMs,
    end,
    show: (wanted) => setWindow(windowAbout(wanted, cursor, now())),
    zoom: (factor, moment = cursor ?? now()) => setWindow(zoomWindow(spanMs, end, moment, factor, now())),
    pan: (byMs) => setWindow(panWindow(spanMs, end, byMs, now())),
  }
}

/** The wheel over the line: up and down zooms about the pointer, sideways or with shift moves along. The page must not scroll meanwhile, so React's passive listener will not do. */
export function useWheel(element: RefObject<HTMLElement | null>, window: LineWindow, momentAt: (clientX: number) => number): void {
  const newest = useRef({ window, momentAt })
  newest.current = { window, momentAt }
  useEffect(() => {
    const line = element.current
    if (!line) return
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const { window: shown, momentAt: at } = newest.current
      const along = event.shiftKey ? event.deltaY : event.deltaX
      if (Math.abs(along) > Math.abs(event.shiftKey ? 0 : event.deltaY)) shown.pan((along / 600) * shown.spanMs)
      else shown.zoom(1.0015 ** event.deltaY, at(event.clientX))
    }
    line.addEventListener('wheel', onWheel, { passive: false })
    return () => line.removeEventListener('wheel', onWheel)
  }, [element])
}
