import { useStore } from 'zustand'
import { useEverySecond } from '../state/ticker.ts'
import { useTwin } from '../state/twin.ts'
import { useLanguage, useText } from '../ui/text.tsx'
import { formatAge, formatClock } from '../ui/time.ts'
import { appStrings as strings } from './strings.ts'

/** A frozen screen shows that it is frozen, and since when. */
export function ConnectionBanner() {
  useEverySecond()
  const { link, now, community } = useTwin()
  const { status, lastHeardAt } = useStore(link)
  const language = useLanguage()
  const text = useText()
  if (status !== 'lost') return null
  return (
    <p className="connection-banner hatched" role="alert">
      <span>
        {lastHeardAt === null
          ? text(strings.lostNever)
          : text(strings.lost, { time: formatClock(lastHeardAt, community.timeZone), age: formatAge(now() - lastHeardAt, language) })}
      </span>
    </p>
  )
}
