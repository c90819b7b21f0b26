import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { Subsystem } from '../../../models/subsystem.ts'
import { subsystems } from '../../../models/subsystems/index.ts'
import { markState, orderAlarms } from '../../state/alarm-order.ts'
import { toggleLayer } from '../../state/navigate.ts'
import { summarise } from '../../state/summarise.ts'
import { useTwiceASecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Panel } from '../../ui/panel.tsx'
import { PriorityMark } from '../../ui/priority-mark.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { LayerCounts } from './layer-counts.tsx'
import { showSummary } from './show-summary.ts'
import { layerStrings as strings } from './strings.ts'
import './layers.css'

/** All subsystems in the order of their index: what they amount to now, their alarms, and the switch of their overlay. */
export function LayersPanel() {
  const text = useText()
  const { alarms, register } = useTwin()
  const { current } = useStore(alarms)
  const bySubsystem = useMemo(() => groupBySubsystem(current, (device) => register.devices.get(device)?.subsystem.id), [current, register])
  const allOn = useView((state) => state.layers.size === subsystems.length)
  const switchAll = (
    <button type="button" className="button quiet small" onClick={() => view.setState({ layers: new Set(allOn ? [] : subsystems.map(({ id }) => id)) })}>
      {text(allOn ? strings.clear : strings.all)}
    </button>
  )
  return (
    <Panel title={text(strings.title)} className="layers" actions={switchAll}>
      {subsystems.length === 0 ? (
        <EmptyFace title={text(strings.none)} />
      ) : (
        <ul className="rows panel-body">
          {subsystems.map((subsystem) => (
            <LayerRow key={subsystem.id} subsystem={subsystem} alarms={bySubsystem.get(subsystem.id) ?? []} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function LayerRow({ subsystem, alarms }: { readonly subsystem: Subsystem; readonly alarms: readonly AlarmState[] }) {
  useTwiceASecond()
  const { register, buffer, now } = useTwin()
  const on = useView((state) => state.layers.has(subsystem.id))
  const cursor = useView((state) => state.cursor)
  const language = useLanguage()
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const [first] = alarms
  const shown = showSummary(subsystem, summarise(register, buffer, subsystem, cursor ?? now()), language)
  return (
    <li className="layer-row">
      <button
        type="button"
        className="row layer"
        aria-pressed={on}
        onClick={() => toggleLayer(subsystem.id)}
        title={`${subsystem.name[language]} · ${subsystem.summary.label[language]}`}
      >
        <Icon name={subsystem.icon} />
        <span className="grow" data-kind="name">
          {subsystem.name[language]}
        </span>
        <span className="value number" data-origin="computed" data-empty={shown === null || undefined}>
          {shown ?? text(strings.noData)}
        </span>
        {first && (
          <span className="layer-alarms" title={text(strings.alarms, { count: alarms.length })}>
            <PriorityMark class={first.class} state={markState(first)} size={16} />
            {alarms.length > 1 && (
              <span className="number" data-kind="count">
                {alarms.length}
              </span>
            )}
          </span>
        )}
      </button>
      <button
        type="button"
        className="layer-more"
        aria-expanded={isOpen}
        aria-label={text(strings.counts, { layer: subsystem.name[language] })}
        title={text(strings.counts, { layer: subsystem.name[language] })}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      {isOpen && <LayerCounts subsystem={subsystem} alarms={alarms} />}
    </li>
  )
}

/** Shown alarms by subsystem, the most urgent first. */
function groupBySubsystem(alarms: readonly AlarmState[], subsystemOf: (device: string) => string | undefined): Map<string, AlarmState[]> {
  const groups = new Map<string, AlarmState[]>()
  for (const alarm of orderAlarms(alarms)) {
    const id = subsystemOf(alarm.device)
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), alarm])
  }
  return groups
}
