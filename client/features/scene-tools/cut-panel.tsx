import { X } from 'lucide-react'
import { cutRange, firstCut } from '../../state/cut.ts'
import { floorName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { type Cut, view } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { toolStrings as strings } from './strings.ts'

const planes: readonly Cut['plane'][] = ['level', 'upright']

/** Where the plane is that cuts the focused building, or all; moved by hand or arrow keys. */
export function CutPanel() {
  const { community, places } = useTwin()
  const text = useText()
  const language = useLanguage()
  const focus = useView((state) => state.focus)
  const cut = useView((state) => state.cut)
  if (!cut) return null
  const { least, most } = cutRange(community, focus, cut.plane)
  const meters = Math.min(most, Math.max(least, cut.meters))
  const building = focus.level === 'community' ? undefined : places.buildings.get(focus.building)
  const storey =
    building && cut.plane === 'level' ? Math.min(building.storeys, Math.floor((meters - building.baseMeters) / building.storeyHeightMeters) + 1) : null
  const isOpened = focus.level === 'floor' || focus.level === 'home'
  const words = text(cut.plane === 'level' ? strings.height : strings.depth, { meters: meters.toFixed(1) })
  return (
    <div className="panel tool-panel cut-panel">
      <div className="tool-panel-head">
        <span>
          {text(strings.cut)} · {building ? building.name[language] : text(strings.ofAll)}
        </span>
        <button type="button" className="button small icon-only quiet" aria-label={text(strings.away)} onClick={() => view.setState({ cut: null })}>
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <div className="segments" role="group" aria-label={text(strings.cut)}>
        {planes.map((plane) => (
          <button
            key={plane}
            type="button"
            aria-pressed={cut.plane === plane}
            onClick={() => cut.plane !== plane && view.setState({ cut: firstCut(community, focus, plane) })}
          >
            {text(strings[plane])}
          </button>
        ))}
      </div>
      <input
        type="range"
        aria-label={text(strings.cutAt)}
        aria-valuetext={words}
        min={least}
        max={most}
        step={0.1}
        value={meters}
        onChange={(event) => view.setState({ cut: { plane: cut.plane, meters: Number(event.target.value) } })}
      />
      <output>
        {isOpened ? text(strings.opened) : [words, storey === null || storey < 1 ? '' : floorName(storey, language)].filter((part) => part !== '').join(' · ')}
      </output>
    </div>
  )
}
