import { useStore } from 'zustand'
import { endTour, startTour, tour } from '../../state/tour.ts'
import { useHasAlarmsNow } from '../../state/use-has-alarms.ts'
import { Panel } from '../../ui/panel.tsx'
import { useText } from '../../ui/text.tsx'
import { tourStrings as strings } from './strings.ts'
import './tour.css'

/** Offers the tour on a machine that never saw it: a quiet card among the others, over nothing. */
export function TourInvitation() {
  const { offered, step } = useStore(tour)
  const text = useText()
  const hasAlarms = useHasAlarmsNow()
  if (offered || step !== null || hasAlarms) return null
  return (
    <Panel title={text(strings.invite)} className="tour-invitation">
      <p>{text(strings.inviteWhy)}</p>
      <div className="tour-acts">
        <button type="button" className="button" onClick={endTour}>
          {text(strings.decline)}
        </button>
        <button type="button" className="button strong" onClick={startTour}>
          {text(strings.start)}
        </button>
      </div>
    </Panel>
  )
}
