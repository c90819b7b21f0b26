import type { AlarmState } from '../../models/protocol/alarm.ts'
import { AcknowledgeButton } from '../features/alarms/acknowledge-button.tsx'
import { CameraCard } from '../features/camera/camera-card.tsx'
import { SpotPanel } from '../features/camera/spot-panel.tsx'
import { CareGate } from '../features/care/care-gate.tsx'
import { DevicePanel } from '../features/device/device-panel.tsx'
import { FireCard } from '../features/fire/fire-card.tsx'
import { BayPanel } from '../features/place/bay-panel.tsx'
import { BuildingPanel } from '../features/place/building-panel.tsx'
import { HomePanel } from '../features/place/home-panel.tsx'
import { useView } from '../state/use-view.ts'

const acknowledge = (alarm: AlarmState) => <AcknowledgeButton alarm={alarm} />

const deviceOf = (alarm: string): string => alarm.slice(0, alarm.lastIndexOf('/'))

/** What goes with a device beyond its own values. */
const DeviceLead = ({ id }: { readonly id: string }) => (
  <>
    <FireCard id={id} />
    <CameraCard id={id} />
  </>
)

const GatedDevice = ({ id }: { readonly id: string }) => (
  <CareGate id={id} actOn={acknowledge}>
    <DevicePanel id={id} actOn={acknowledge} lead={<DeviceLead id={id} />} />
  </CareGate>
)

/** The panel of what is picked; null when nothing is. */
export function SelectionPanel() {
  const selection = useView((view) => view.selection)
  if (!selection) return null
  switch (selection.kind) {
    case 'device':
      return <GatedDevice id={selection.id} />
    case 'home':
      return <HomePanel id={selection.id} />
    case 'building':
      return <BuildingPanel id={selection.id} />
    case 'bay':
      return <BayPanel id={selection.id} />
    case 'spot':
      return <SpotPanel id={selection.id} />
    case 'alarm':
      return <GatedDevice id={deviceOf(selection.id)} />
  }
}
