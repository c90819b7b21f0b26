import type { AlarmState } from '../../models/protocol/alarm.ts'
import { AcknowledgeButton } from '../features/alarms/acknowledge-button.tsx'
import { DevicePanel } from '../features/device/device-panel.tsx'
import { BayPanel } from '../features/place/bay-panel.tsx'
import { BuildingPanel } from '../features/place/building-panel.tsx'
import { HomePanel } from '../features/place/home-panel.tsx'
import { useView } from '../state/use-view.ts'

const acknowledge = (alarm: AlarmState) => <AcknowledgeButton alarm={alarm} />

/** The panel of what is picked; null when nothing is. */
export function SelectionPanel() {
  const selection = useView((view) => view.selection)
  if (!selection) return null
  switch (selection.kind) {
    case 'device':
      return <DevicePanel id={selection.id} actOn={acknowledge} />
    case 'home':
      return <HomePanel id={selection.id} />
    case 'building':
      return <BuildingPanel id={selection.id} />
    case 'bay':
      return <BayPanel id={selection.id} />
    case 'alarm':
      return <DevicePanel id={selection.id.slice(0, selection.id.lastIndexOf('/'))} actOn={acknowledge} />
  }
}
