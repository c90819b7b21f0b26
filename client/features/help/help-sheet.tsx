import { useStore } from 'zustand'
import { startTour, tour } from '../../state/tour.ts'
import { useHasAlarmsNow } from '../../state/use-has-alarms.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useText } from '../../ui/text.tsx'
import { keys, helpStrings as strings } from './strings.ts'
import './help.css'

/** The keys of the console, and the way into the tour. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  return (
    <Dialog title={text(strings.title)} className="help" onClose={onClose}>
      <h2 className="dialog-title">
        {text(strings.title)}
        <button type="button" className="button small" onClick={onClose}>
          {text(strings.close)}
        </button>
      </h2>
      <p className="help-tour">
        <TourButton onStart={onClose} />
      </p>
      <dl>
        {keys.map((key) => (
          <div key={key.does.en}>
            <dt>
              {key.keys.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{text(key.does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

/** Starts the tour, or goes on with it; not over an alarm that stands. */
function TourButton({ onStart }: { readonly onStart: () => void }) {
  const text = useText()
  const { next } = useStore(tour)
  const hasAlarms = useHasAlarmsNow()
  const start = (): void => {
    onStart()
    startTour()
  }
  return (
    <button type="button" className="button" disabled={hasAlarms} onClick={start}>
      {hasAlarms ? text(strings.tourWaits) : next > 0 ? text(strings.tourOn, { step: next + 1 }) : text(strings.tour)}
    </button>
  )
}
