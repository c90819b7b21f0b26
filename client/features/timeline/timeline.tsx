import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useState } from 'react'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Segments } from '../../ui/segments.tsx'
import { useText } from '../../ui/text.tsx'
import { timelineStrings as strings } from './strings.ts'
import { Track } from './track.tsx'
import './timeline.css'

const hour = 3_600_000
const speeds = [1, 10, 60, 600] as const

/** Where in time the picture stands: live at the right end, else a moment of the past, standing or playing. */
export function Timeline() {
  const { now, seek, play, setSpeed } = useTwin()
  const cursor = useView((view) => view.cursor)
  const playing = useView((view) => view.playing)
  const speed = useView((view) => view.speed)
  const [spanHours, setSpanHours] = useState(() => (cursor !== null && now() - cursor > 24 * hour ? 168 : 24))
  const text = useText()
  const stepMs = Math.max(1000, speed * 1000)
  const start = (): void => {
    if (cursor === null) seek(now() - hour)
    play(cursor === null || !playing)
  }
  return (
    <footer className="timeline" data-replay={cursor !== null || undefined}>
      <div className="timeline-play">
        <button
          type="button"
          className="button icon-only quiet"
          aria-label={text(strings.back)}
          title={text(strings.back)}
          onClick={() => seek((cursor ?? now()) - stepMs)}
        >
          <StepBack size={16} />
        </button>
        <button type="button" className="button" onClick={start} aria-pressed={cursor !== null && playing}>
          {cursor !== null && playing ? <Pause size={16} /> : <Play size={16} />}
          {text(cursor === null ? strings.replay : playing ? strings.pause : strings.play)}
        </button>
        <button
          type="button"
          className="button icon-only quiet"
          aria-label={text(strings.forward)}
          title={text(strings.forward)}
          disabled={cursor === null}
          onClick={() => seek(cursor === null || cursor + stepMs >= now() ? null : cursor + stepMs)}
        >
          <StepForward size={16} />
        </button>
      </div>
      <Track spanMs={spanHours * hour} />
      <div className="timeline-choices">
        <Segments
          label={text(strings.span)}
          value={spanHours}
          onChange={setSpanHours}
          options={[
            { value: 24, name: text(strings.day) },
            { value: 168, name: text(strings.week) },
          ]}
        />
        <Segments label={text(strings.speed)} value={speed} onChange={setSpeed} options={speeds.map((value) => ({ value, name: `${value}×` }))} />
        <button type="button" className="button live-button" aria-pressed={cursor === null} onClick={() => seek(null)} title={text(strings.goLive)}>
          {text(strings.live)}
        </button>
      </div>
    </footer>
  )
}
