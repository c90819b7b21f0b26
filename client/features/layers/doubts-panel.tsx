import { useStore } from 'zustand'
import { countDoubts } from '../../state/counts.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { Panel } from '../../ui/panel.tsx'
import { useText } from '../../ui/text.tsx'
import { layerStrings as strings } from './strings.ts'

/** What on screen does not count as true and normal, each kind apart, always visible. */
export function DoubtsPanel() {
  useEveryTwoSeconds()
  const text = useText()
  const { register, buffer, now, alarms } = useTwin()
  const cursor = useView((state) => state.cursor)
  const { current } = useStore(alarms)
  const doubts = countDoubts(register, buffer, cursor ?? now())
  const suppressed = (kind: string): number => current.filter(({ suppression }) => suppression === kind).length
  const rows = [
    { name: strings.lost, count: doubts.lost, hatched: true, letter: '' },
    { name: strings.stale, count: doubts.stale, hatched: true, letter: '' },
    { name: strings.doubtful, count: doubts.doubtful, hatched: true, letter: '?' },
    { name: strings.never, count: doubts.silent, hatched: false, letter: '–' },
    { name: strings.simulated, count: doubts.simulated, hatched: false, letter: '~' },
    ...(doubts.replayed > 0 ? [{ name: strings.replayed, count: doubts.replayed, hatched: false, letter: 'R' }] : []),
    { name: strings.byDesign, count: suppressed('byDesign'), hatched: false, letter: 'D' },
    { name: strings.outOfService, count: suppressed('outOfService'), hatched: false, letter: 'O' },
    { name: strings.shelved, count: suppressed('shelved'), hatched: false, letter: 'S' },
  ]
  return (
    <Panel title={text(strings.doubts)} className="doubts">
      <dl>
        {rows.map(({ name, count, hatched, letter }) => (
          <div key={name.en}>
            <dt>
              <span className={`swatch ${hatched ? 'hatched' : ''}`} aria-hidden="true">
                {letter}
              </span>
              {text(name)}
            </dt>
            <dd className="number" data-kind="count" data-zero={count === 0 || undefined}>
              {count.toLocaleString('en-US')}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
