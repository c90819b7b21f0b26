import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { endTour, goToStop, leaveTour, tour } from '../../state/tour.ts'
import { useTwin } from '../../state/twin.ts'
import { useHasAlarmsNow } from '../../state/use-has-alarms.ts'
import { initialView, type View, view } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { planTour } from './stops.ts'
import { stopTitles, stopWords, tourStrings as strings } from './strings.ts'
import './tour.css'

type Kept = Pick<View, 'focus' | 'selection' | 'layers' | 'cursor' | 'playing' | 'speed' | 'drawing'>
const partOf = ({ focus, selection, layers, cursor, playing, speed, drawing }: View): Kept => ({ focus, selection, layers, cursor, playing, speed, drawing })

/** The tour while it runs: a card that says what is seen, and the product doing it. Leaving puts everything back; an alarm that arrives ends it. */
export function TourCard() {
  const { step } = useStore(tour)
  return step === null ? null : <RunningTour step={step} />
}

function RunningTour({ step }: { readonly step: number }) {
  const twin = useTwin()
  const isAlarmed = useHasAlarmsNow()
  const language = useLanguage()
  const text = useText()
  const { layer, home, stops } = useMemo(() => planTour(twin, twin.now()), [twin])
  const at = Math.min(step, stops.length - 1)
  const stop = stops[at]
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = partOf(view.getState())
    return () => view.setState(before)
  }, [])
  useEffect(() => {
    if (stop) view.setState({ ...partOf(initialView), ...stop.shows })
    next.current?.focus()
  }, [stop])
  useEffect(() => {
    if (isAlarmed) leaveTour()
  }, [isAlarmed])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]') !== null) return
      event.stopPropagation()
      leaveTour()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  if (!stop || isAlarmed) return null
  return (
    <>
      <Ring around={stop.frames} />
      <section className="panel tour-card" aria-label={text(strings.title)}>
        <p className="muted tour-count" data-kind="count">
          {text(strings.stop, { step: at + 1, all: stops.length })}
        </p>
        <div aria-live="polite">
          <h2>{text(stopTitles[stop.id])}</h2>
          <p data-kind="name">{text(stopWords[stop.id], { layer: layer[language], home })}</p>
        </div>
        <div className="tour-acts">
          <button type="button" className="button quiet" onClick={leaveTour}>
            {text(strings.leave)} <kbd>Esc</kbd>
          </button>
          <button type="button" className="button" disabled={at === 0} onClick={() => goToStop(at - 1)}>
            {text(strings.back)}
          </button>
          <button ref={next} type="button" className="button strong" onClick={() => (at + 1 < stops.length ? goToStop(at + 1) : endTour())}>
            {text(at + 1 < stops.length ? strings.next : strings.finish)}
          </button>
        </div>
      </section>
    </>
  )
}

/** A line around what is spoken of, wherever it is on the page now. */
function Ring({ around }: { readonly around: string }) {
  const [box, setBox] = useState<DOMRect | null>(null)
  useEffect(() => {
    const look = (): void => setBox(document.querySelector(around)?.getBoundingClientRect() ?? null)
    look()
    const timer = setInterval(look, 250)
    return () => clearInterval(timer)
  }, [around])
  if (!box || box.width === 0) return null
  return <div className="tour-ring" aria-hidden="true" style={{ left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 }} />
}
