import { Suspense, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { AlarmList, alarmListId } from '../features/alarms/alarm-list.tsx'
import { FrozenSign } from '../features/frozen/frozen-sign.tsx'
import { SceneBehind } from '../features/frozen/scene-behind.tsx'
// At hand from the first: what is typed right after Ctrl K must go into it, not to the keys of the page.
import { SearchBox } from '../features/search/search-box.tsx'
import { ReplayFrame } from '../features/timeline/replay-frame.tsx'
import { TopBar } from '../features/top-bar/top-bar.tsx'
import { useScenarios } from '../state/queries.ts'
import { useTwin } from '../state/twin.ts'
import { useHasAlarms } from '../state/use-has-alarms.ts'
import { useView } from '../state/use-view.ts'
import { type Selection, view } from '../state/view.ts'
import { EmptyFace, LoadingFace } from '../ui/faces.tsx'
import { useText } from '../ui/text.tsx'
import { AfterPicture } from './after-picture.tsx'
import { cardsOf } from './card-overlays.ts'
import { ConnectionBanner } from './connection-banner.tsx'
import { ErrorEdge } from './error-edge.tsx'
import { fetchParts, later } from './later.ts'
import { PageLinks } from './page-links.tsx'
import { PageSwitch } from './page-switch.tsx'
import { SceneStage } from './scene-stage.tsx'
import { appStrings as strings } from './strings.ts'
import { useKeys } from './use-keys.ts'
import './shell.css'

const HelpSheet = later(async () => (await import('../features/help/help-sheet.tsx')).HelpSheet)
const WorthKnowing = later(async () => (await import('../features/knowing/worth-knowing.tsx')).WorthKnowing)
const DoubtsPanel = later(async () => (await import('../features/layers/doubts-panel.tsx')).DoubtsPanel)
const LayersPanel = later(async () => (await import('../features/layers/layers-panel.tsx')).LayersPanel)
const ScenarioSheet = later(async () => (await import('../features/scenarios/scenario-sheet.tsx')).ScenarioSheet)
const Timeline = later(async () => (await import('../features/timeline/timeline.tsx')).Timeline)
const TourInvitation = later(async () => (await import('../features/tour/tour-invitation.tsx')).TourInvitation)
const TourCard = later(async () => (await import('../features/tour/tour-card.tsx')).TourCard)
const SelectionPanel = later(async () => (await import('./selection-panel.tsx')).SelectionPanel)
const LayerCards = later(async () => (await import('./layer-cards.tsx')).LayerCards)
/** The first picture comes before what a hand may ask for. */
const fetchPartsAfterMs = 3_000

const tabs = ['scene', 'layers', 'now'] as const
type Tab = (typeof tabs)[number]

/** CSS pixels that panels cover: the framed place stays between them. The same objects always, since a new one moves the camera. */
const insets = {
  desk: { left: 282, right: 416, top: 60, bottom: 88 },
  small: { left: 232, right: 368, top: 60, bottom: 88 },
  phone: { left: 0, right: 0, top: 52, bottom: 156 },
  wide: { left: 352, right: 520, top: 75, bottom: 110 },
  wall: { left: 494, right: 728, top: 105, bottom: 154 },
}
/** As `--scale` in tokens.css draws the panels larger there. */
const insetsFor = (width: number) =>
  width <= 860 ? insets.phone : width <= 1180 ? insets.small : width >= 3200 ? insets.wall : width >= 2400 ? insets.wide : insets.desk

/** Everything on screen: bars, columns, the scene edge to edge behind them, and the pages over it. */
export function Shell() {
  const twin = useTwin()
  const text = useText()
  const [path, go] = useLocation()
  const [sheet, setSheet] = useState<'search' | 'help' | 'scenarios' | null>(null)
  const hasAlarms = useHasAlarms()
  const selection = useView((state) => state.selection)
  const selected = selection !== null
  const hasCard = useView((state) => state.selection === null && cardsOf(state.layers).length > 0)
  // On a phone a tab holds until something else is picked: that is then shown in the scene.
  const [tabbed, setTabbed] = useState<{ readonly tab: Tab; readonly at: Selection | null }>({ tab: 'scene', at: selection })
  const narrow = tabbed.at === selection ? tabbed.tab : 'scene'
  const scenarios = useScenarios(twin.community.id)
  const acts = useMemo(() => ({ search: () => setSheet('search'), help: () => setSheet('help'), scene: () => go(`/${location.search}`) }), [go])
  useKeys(twin, acts)
  useEffect(() => {
    const timer = setTimeout(fetchParts, fetchPartsAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const goTo = (page: string): void => {
    go(`${page}${location.search}`)
    setTabbed({ tab: 'scene', at: selection })
  }
  const close = (): void => setSheet(null)
  return (
    <div className="shell" data-narrow={narrow} data-page={path === '/' ? 'scene' : 'other'} data-selected={selected || undefined}>
      {hasAlarms && (
        <button type="button" className="skip" onClick={() => document.getElementById(alarmListId)?.focus()}>
          {text(strings.skip)}
        </button>
      )}
      <div className="stage" role="region" aria-label={text(strings.region)}>
        <SceneStage insets={insetsFor(window.innerWidth)} />
      </div>
      <TopBar
        onHome={() => {
          view.setState({ focus: { level: 'community' }, selection: null })
          goTo('/')
        }}
        onSearch={acts.search}
        onHelp={acts.help}
      />
      <ConnectionBanner />
      <aside className="left">
        <AfterPicture>
          <LayersPanel />
          <DoubtsPanel />
        </AfterPicture>
        <PageLinks current={path} onGo={goTo} onDrill={(scenarios.data?.items.length ?? 0) > 0 ? () => setSheet('scenarios') : null} />
      </aside>
      <aside className="right">
        <div className="now">
          {hasAlarms && <AlarmList />}
          <AfterPicture>
            {!hasAlarms && !selected && path === '/' && <TourInvitation />}
            {(!hasAlarms || !selected) && <WorthKnowing count={hasAlarms ? 4 : selected || hasCard ? 2 : 8} />}
          </AfterPicture>
        </div>
        <div className="selected">
          <ErrorEdge instead={(error, retry) => <Fault error={error} retry={retry} />}>
            <Suspense fallback={selected && <LoadingFace />}>{selected ? <SelectionPanel /> : hasCard && <LayerCards />}</Suspense>
          </ErrorEdge>
        </div>
      </aside>
      {path !== '/' && (
        <main className="pages">
          <ErrorEdge key={path} instead={(error, retry) => <Fault error={error} retry={retry} />}>
            <PageSwitch onScene={() => goTo('/')} />
          </ErrorEdge>
        </main>
      )}
      <AfterPicture fallback={<footer className="timeline" />}>
        <Timeline />
      </AfterPicture>
      <nav className="tabs" aria-label={text(strings.pages)}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={narrow === tab && (path === '/' || tab !== 'scene')}
            onClick={() => {
              setTabbed({ tab, at: selection })
              if (path !== '/') go(`/${location.search}`)
            }}
          >
            {text(strings[tab])}
          </button>
        ))}
      </nav>
      <ReplayFrame />
      <SceneBehind />
      <AfterPicture>
        <TourCard />
      </AfterPicture>
      <FrozenSign />
      <Suspense>
        {sheet === 'search' && <SearchBox onClose={close} />}
        {sheet === 'help' && <HelpSheet onClose={close} />}
        {sheet === 'scenarios' && <ScenarioSheet onClose={close} />}
      </Suspense>
    </div>
  )
}

function Fault({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const text = useText()
  return (
    <div className="panel">
      <EmptyFace title={text(strings.pageFailed)}>
        <span>{error instanceof Error ? error.message : String(error)}</span>
        <button type="button" className="button small" onClick={retry}>
          {text(strings.retry)}
        </button>
      </EmptyFace>
    </div>
  )
}
