import { useEffect, useRef, useState } from 'react'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock, formatSpan } from '../../ui/time.ts'
import { frozenStrings as strings } from './strings.ts'
import './frozen.css'

/** A page that has done nothing for so long is said to have stopped. */
const frozenAfterMs = 3_000
const beatMs = 500
/** A page that opens is busy: it is watched from when it has breathed so many times in a row. */
const calmBeats = 4
/** How long it is told afterwards that it had stopped. */
const tellMs = 60_000
/** The sign's animation runs on for a day unless the page winds it back. */
const runMs = 86_400_000

/**
 * Says that the page has stopped, when it can no longer say anything. The sign fades in by an animation of opacity that the browser's compositor
 * runs by itself; the page winds it back twice a second while it works, so that a page that hangs shows the sign without doing anything.
 */
export function FrozenSign() {
  const sign = useRef<HTMLDivElement>(null)
  const { community, now } = useTwin()
  const language = useLanguage()
  const text = useText()
  const [stop, setStop] = useState<{ readonly spanMs: number; readonly endedAt: number } | null>(null)
  useEffect(() => {
    const shown = sign.current?.animate?.(
      [
        { opacity: 0, offset: 0 },
        { opacity: 0, offset: frozenAfterMs / runMs },
        { opacity: 1, offset: (frozenAfterMs + 200) / runMs },
        { opacity: 1, offset: 1 },
      ],
      { duration: runMs, fill: 'both' },
    )
    if (!shown) return
    shown.pause()
    let last = performance.now()
    let calm = 0
    const beat = (): void => {
      const silentMs = performance.now() - last
      last = performance.now()
      shown.currentTime = 0
      if (calm < calmBeats) {
        calm = silentMs < 2 * beatMs ? calm + 1 : 0
        if (calm === calmBeats) {
          shown.play()
          sign.current?.setAttribute('data-watching', '')
        }
        return
      }
      // Browsers slow the timers of a page that nobody sees: that is no stop.
      if (silentMs > frozenAfterMs && document.visibilityState === 'visible') setStop({ spanMs: silentMs, endedAt: now() })
    }
    const seen = (): void => {
      last = performance.now()
      shown.currentTime = 0
    }
    const timer = setInterval(beat, beatMs)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
      shown.cancel()
    }
  }, [now])
  useEffect(() => {
    if (!stop) return
    const timer = setTimeout(() => setStop(null), tellMs)
    return () => clearTimeout(timer)
  }, [stop])
  return (
    <>
      {/* Always there and never read out: only eyes can be told by a page that hangs. */}
      <div ref={sign} className="frozen-sign" aria-hidden="true">
        <div>
          <strong>{text(strings.page)}</strong>
          <span>{text(strings.pageWhy)}</span>
        </div>
      </div>
      {stop && (
        <p className="frozen-note" role="status">
          {text(strings.was, { span: formatSpan(stop.spanMs, language), time: formatClock(stop.endedAt, community.timeZone) })}
        </p>
      )}
    </>
  )
}
