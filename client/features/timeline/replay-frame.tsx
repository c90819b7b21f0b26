import { useStore } from 'zustand'
import { orderAlarms } from '../../state/alarm-order.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useText } from '../../ui/text.tsx'
import { formatStamp } from '../../ui/time.ts'
import { timelineStrings as strings } from './strings.ts'

/** A frame around everything and a plate on top, so that nobody takes the past for now. */
export function ReplayFrame() {
  const { community, seek, present } = useTwin()
  const now = orderAlarms(useStore(present).current)
  const [first] = now
  const cursor = useView((view) => view.cursor)
  const playing = useView((view) => view.playing)
  const speed = useView((view) => view.speed)
  const text = useText()
  if (cursor === null) return null
  return (
    <div className="replay-frame" data-kind="time" data-testid="replay-frame">
      <p className="replay-plate" role="status" aria-live="off">
        <strong className="number">{text(strings.frame, { time: formatStamp(cursor, community.timeZone) })}</strong>
        <span>{playing ? text(strings.playing, { speed }) : text(strings.paused)}</span>
        <button type="button" onClick={() => seek(null)}>
          {text(strings.goLive)} <kbd>L</kbd>
        </button>
      </p>
      <div role="alert" className="replay-now" data-kind="count">
        {first && (
          <button type="button" data-class={first.class} onClick={() => seek(null)}>
            <PriorityMark class={first.class} size={20} />
            {text(strings.nowAlarms, { count: now.length })}
          </button>
        )}
      </div>
    </div>
  )
}
