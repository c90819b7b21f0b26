import { CircleHelp, MoonStar, Search, Sun, SunMoon } from 'lucide-react'
import { useStore } from 'zustand'
import { markState } from '../../state/alarm-order.ts'
import { countDoubts } from '../../state/counts.ts'
import { useEverySecond, useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { type Light, view } from '../../state/view.ts'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Clock } from './clock.tsx'
import { ConnectionLamp } from './lamp.tsx'
import { blindSentence, sentenceOf } from './sentence.ts'
import { topBarStrings as strings } from './strings.ts'
import './top-bar.css'

type TopBarProps = { readonly onHome: () => void; readonly onSearch: () => void; readonly onHelp: () => void }

export function TopBar({ onHome, onSearch, onHelp }: TopBarProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <header className="top-bar">
      <div className="top-left">
        <button type="button" className="brand" onClick={onHome} title={text(strings.home)}>
          {text(strings.brand)}
        </button>
        <Breadcrumbs />
      </div>
      <SentenceOfNow />
      <div className="top-right">
        <button type="button" className="button quiet small" onClick={onSearch}>
          <Search size={16} />
          {text(strings.search)}
          <kbd>Ctrl K</kbd>
        </button>
        <ConnectionLamp />
        <LightSwitch />
        <button type="button" className="button quiet small icon-only" onClick={onHelp} aria-label={text(strings.help)} title={text(strings.help)}>
          <CircleHelp size={17} />
        </button>
        <button
          type="button"
          className="language"
          onClick={() => view.setState({ language: language === 'zh' ? 'en' : 'zh' })}
          aria-label={text(strings.language)}
        >
          <span data-on={language === 'zh' || undefined}>中</span> / <span data-on={language === 'en' || undefined}>EN</span>
        </button>
        <Clock />
      </div>
    </header>
  )
}

function SentenceOfNow() {
  useEverySecond()
  const twin = useTwin()
  const { current } = useStore(twin.alarms)
  const cursor = useView((state) => state.cursor)
  const language = useLanguage()
  const reporting = useReporting()
  const text = useText()
  const { status } = useStore(twin.link)
  const known = sentenceOf(twin, current, reporting, cursor ?? twin.now(), language)
  const { alarm, words } = status === 'lost' && cursor === null ? blindSentence(known, current.length, text) : known
  return (
    <p className="sentence" data-origin="computed" data-calm={alarm === null || undefined} title={words}>
      {alarm && <PriorityMark class={alarm.class} state={markState(alarm)} size={20} />}
      <span>{words}</span>
    </p>
  )
}

function useReporting(): { devices: number; lost: number } {
  useEveryTwoSeconds()
  const { register, buffer, now } = useTwin()
  const cursor = useView((state) => state.cursor)
  const doubts = countDoubts(register, buffer, cursor ?? now())
  return { devices: register.devices.size - doubts.lost - doubts.silent, lost: doubts.lost }
}

const nextLight: Readonly<Record<Light, Light>> = { sun: 'day', day: 'night', night: 'sun' }
const lightIcons = { sun: SunMoon, day: Sun, night: MoonStar }

function LightSwitch() {
  const light = useView((state) => state.light)
  const text = useText()
  const LightIcon = lightIcons[light]
  return (
    <button
      type="button"
      className="button quiet small icon-only"
      aria-label={text(strings.light)}
      title={text(strings.light)}
      onClick={() => view.setState({ light: nextLight[light] })}
    >
      <LightIcon size={17} />
    </button>
  )
}
