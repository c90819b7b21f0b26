import { Bell, Box, Clapperboard, Cpu, ListFilter, type LucideIcon, Map as MapIcon, PackageX } from 'lucide-react'
import type { Text } from '../../models/text.ts'
import { useView } from '../state/use-view.ts'
import { view } from '../state/view.ts'
import { useText } from '../ui/text.tsx'
import { appStrings as strings } from './strings.ts'

const pages: readonly { readonly path: string; readonly name: Text; readonly Drawn: LucideIcon }[] = [
  { path: '/', name: strings.scene, Drawn: Box },
  { path: '/alarms', name: strings.alarms, Drawn: Bell },
  { path: '/devices', name: strings.devices, Drawn: ListFilter },
  { path: '/quarantine', name: strings.quarantine, Drawn: PackageX },
  { path: '/system', name: strings.system, Drawn: Cpu },
]

type PageLinksProps = { readonly current: string; readonly onGo: (path: string) => void; readonly onDrill: (() => void) | null }

/** The ways to the other pages; the scene stays mounted behind them. */
export function PageLinks({ current, onGo, onDrill }: PageLinksProps) {
  const text = useText()
  const isPlan = useView((state) => state.drawing === 'plan')
  return (
    <nav className="panel page-links" aria-label={text(strings.pages)}>
      {pages.map(({ path, name, Drawn }) => (
        <button key={path} type="button" aria-current={path === current ? 'page' : undefined} onClick={() => onGo(path)}>
          <Drawn size={16} strokeWidth={1.75} aria-hidden="true" />
          {text(name)}
        </button>
      ))}
      <button
        type="button"
        aria-pressed={isPlan}
        onClick={() => {
          view.setState({ drawing: isPlan ? 'model' : 'plan' })
          onGo('/')
        }}
      >
        <MapIcon size={16} strokeWidth={1.75} aria-hidden="true" />
        {text(strings.plan)}
      </button>
      {onDrill && (
        <button type="button" onClick={onDrill}>
          <Clapperboard size={16} strokeWidth={1.75} aria-hidden="true" />
          {text(strings.drill)}
        </button>
      )}
    </nav>
  )
}
