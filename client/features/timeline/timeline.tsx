import { Minus, Pause, Play, Plus, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { stepEnd, stepToAlarm } from '../../state/step-to-alarm.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Segments } from '../../ui/segments.tsx'
import { useText } from '../../ui/text.tsx'
import { timelineStrings as strings } from './strings.ts'
import { Track } from './track.tsx'
import { type LineWindow, useLineWindow } from './use-line-window.ts'
import './timeline.css'

const hour = 3_600_000
const speeds = [1, 10, 60, 600] as const

/** Where in time the picture stands: live at the right end, else a moment of the past, standing or playing. */
export function Timeline() {
  const { now, seek, setSpeed } = useTwin()
  const cursor = useView((view) => view.cursor)
  const speed = useView((view) => view.speed)
  const window = useLineWindow(cursor, now)
  const text = useText()
  return (
    <footer className="timeline" data-kind="time" data-replay={cursor !== null || undefined}>
      <PlayButtons />
      <Track window={window} />
      <div className="timeline-choices">
        <Zoom window={window} />
        <Segments label={text(strings.speed)} value={speed} onChange={setSpeed} options={speeds.map((value) => ({ value, name: `${value}×` }))} />
        <button type="button" className="button live-button" aria-pressed={cursor === null} onClick={() => seek(null)} title={text(strings.goLive)}>
          {text(strings.live)}
        </button>
      </div>
    </footer>
  )
}

function PlayButtons() {
  const twin = useTwin()
  const { now, seek, play } = twin
  const cursor = useView((view) => view.cursor)
  const playing = useView((view) => view.playing)
  const speed = useView((view) => view.speed)
  const { nothing } = useStore(stepEnd)
  const text = useText()
  const stepMs = Math.max(1000, speed * 1000)
  const start = (): void => {
    if (cursor === null) seek(now() - hour)
    play(cursor === null || !playing)
  }
  const isPlaying = cursor !== null && playing
  return (
    <div className="timeline-play">
      <StepButton name={text(strings.earlier)} keys="J" onPress={() => void stepToAlarm(twin, 'before')}>
        <SkipBack size={16} aria-hidden="true" />
      </StepButton>
      <StepButton name={text(strings.back)} fine onPress={() => seek((cursor ?? now()) - stepMs)}>
        <StepBack size={16} aria-hidden="true" />
      </StepButton>
      <button type="button" className="button" onClick={start} aria-pressed={isPlaying}>
        {isPlaying ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
        {text(cursor === null ? strings.replay : playing ? strings.pause : strings.play)}
      </button>
      <StepButton
        name={text(strings.forward)}
        fine
        disabled={cursor === null}
        onPress={() => seek(cursor === null || cursor + stepMs >= now() ? null : cursor + stepMs)}
      >
        <StepForward size={16} aria-hidden="true" />
      </StepButton>
      <StepButton name={text(strings.later)} keys="K" disabled={cursor === null} onPress={() => void stepToAlarm(twin, 'after')}>
        <SkipForward size={16} aria-hidden="true" />
      </StepButton>
      <span role="status" className={nothing === null ? 'visually-hidden' : 'step-end'}>
        {nothing !== null && text(nothing === 'before' ? strings.noneEarlier : strings.noneLater)}
      </span>
    </div>
  )
}

type StepButtonProps = {
  readonly name: string
  readonly keys?: string
  /** Left out where there is little room. */
  readonly fine?: boolean
  readonly disabled?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function StepButton({ name, keys, fine = false, disabled = false, onPress, children }: StepButtonProps) {
  return (
    <button
      type="button"
      className="button icon-only quiet"
      data-fine={fine || undefined}
      aria-label={name}
      aria-keyshortcuts={keys}
      title={keys ? `${name} ( ${keys} )` : name}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  )
}

function Zoom({ window }: { readonly window: LineWindow }) {
  const text = useText()
  return (
    <div className="timeline-zoom">
      <button type="button" className="button icon-only quiet" aria-label={text(strings.wider)} title={text(strings.wider)} onClick={() => window.zoom(2)}>
        <Minus size={16} aria-hidden="true" />
      </button>
      <Segments
        label={text(strings.span)}
        value={window.spanMs}
        onChange={window.show}
        options={[
          { value: hour, name: text(strings.hour) },
          { value: 24 * hour, name: text(strings.day) },
          { value: 168 * hour, name: text(strings.week) },
        ]}
      />
      <button type="button" className="button icon-only quiet" aria-label={text(strings.closer)} title={text(strings.closer)} onClick={() => window.zoom(0.5)}>
        <Plus size={16} aria-hidden="true" />
      </button>
    </div>
  )
}
