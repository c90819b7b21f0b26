import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock, formatDay, formatSpan } from '../../ui/time.ts'
import { topBarStrings as strings } from './strings.ts'

/** The server's time with date and seconds, or the replayed moment with the true time small beside it. */
export function Clock() {
  useEverySecond()
  const { community, now, link } = useTwin()
  const cursor = useView((view) => view.cursor)
  const language = useLanguage()
  const text = useText()
  const zone = community.timeZone
  const shown = cursor ?? now()
  const { clockOffsetMs } = link.getState()
  return (
    <div className="clock" data-kind="time" data-replay={cursor !== null || undefined}>
      {cursor !== null && <span className="clock-note">{text(strings.trueTime, { time: formatClock(now(), zone) })}</span>}
      {Math.abs(clockOffsetMs) > 2000 && <span className="clock-note">{text(strings.offset, { span: formatSpan(Math.abs(clockOffsetMs), language) })}</span>}
      <time className="clock-day" dateTime={new Date(shown).toISOString()}>
        {formatDay(shown, zone, language)}
      </time>
      <span className="clock-time number">{formatClock(shown, zone)}</span>
    </div>
  )
}
