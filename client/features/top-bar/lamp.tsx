import { useStore } from 'zustand'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { topBarStrings as strings } from './strings.ts'

/** Says whether the page is being fed: a dot with a word, filled while live, hollow while connecting, crossed when lost. */
export function ConnectionLamp() {
  useEverySecond()
  const { link, now } = useTwin()
  const { status, lastHeardAt } = useStore(link)
  const replaying = useView((view) => view.cursor !== null)
  const language = useLanguage()
  const text = useText()
  const title = lastHeardAt === null ? text(strings[status]) : text(strings.heard, { age: formatAge(now() - lastHeardAt, language) })
  return (
    <span className="lamp" role="status" data-status={status} title={title}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" />
        {status === 'lost' && <path d="M1.5 1.5 8.5 8.5" />}
      </svg>
      {text(replaying && status === 'live' ? strings.connected : strings[status])}
    </span>
  )
}
