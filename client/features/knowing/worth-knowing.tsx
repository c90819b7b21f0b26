import { focusOfPlace } from '../../state/navigate.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { EmptyFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { findWorthKnowing } from './find-worth-knowing.ts'
import { knowingStrings as strings } from './strings.ts'
import './knowing.css'

/** What deserves a look although nothing alarms, each line with its reason; choosing one flies there. */
export function WorthKnowing({ count }: { readonly count: number }) {
  useEveryTwoSeconds()
  const twin = useTwin()
  const cursor = useView((state) => state.cursor)
  const language = useLanguage()
  const text = useText()
  const remarks = findWorthKnowing({ ...twin, now: cursor ?? twin.now(), language }, count)
  const fly = (id: string): void => {
    const entry = twin.register.devices.get(id)
    if (entry) view.setState({ focus: focusOfPlace(twin.places, entry.device.place), selection: { kind: 'device', id } })
  }
  return (
    <Panel title={text(strings.title)} className="knowing">
      {remarks.length === 0 ? (
        <EmptyFace title={text(strings.nothing)}>{text(strings.nothingWhy)}</EmptyFace>
      ) : (
        <ul className="panel-body">
          {remarks.map((remark) => (
            <li key={`${remark.key}${remark.device}`}>
              <button type="button" className="remark" onClick={() => fly(remark.device)}>
                <span>{remark.words}</span>
                <span className="faint">{remark.why}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
