import type { Finding } from '../../../models/engines/knowing/finding.ts'
import { focusOfPlace } from '../../state/navigate.ts'
import { useTwin } from '../../state/twin.ts'
import { view } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatStamp } from '../../ui/time.ts'
import { wordsOf } from './finding-words.ts'
import { knowingStrings as strings } from './strings.ts'

type FindingRowProps = { readonly finding: Finding; readonly at: number; readonly open: boolean; readonly onToggle: () => void }

/** One finding; opened, it shows the figures it was concluded from, the rule, and the way to the device. */
export function FindingRow({ finding, at, open, onToggle }: FindingRowProps) {
  const twin = useTwin()
  const language = useLanguage()
  const text = useText()
  const { what, short, how, figure } = wordsOf(finding, { twin, at, text, language })
  const show = (): void => {
    const entry = twin.register.devices.get(finding.device)
    if (entry) view.setState({ focus: focusOfPlace(twin.places, entry.device.place), selection: { kind: 'device', id: finding.device } })
  }
  return (
    <li className="finding" data-rule={finding.rule} data-open={open || undefined}>
      <button type="button" className="finding-main" aria-expanded={open} onClick={onToggle}>
        <span className="finding-what">{what}</span>
        <span className="faint">{short}</span>
      </button>
      {open && (
        <div className="finding-why">
          {finding.rule !== 'silent' && finding.compared.length > 0 && <Compared finding={finding} figure={figure} />}
          <p>
            <span className="faint">{text(strings.how)}</span> {how}
          </p>
          <p className="finding-acts">
            <button type="button" className="button small" onClick={show}>
              {text(strings.show)}
            </button>
            {finding.alike > 0 && <span className="faint">{text(strings.alike, { count: finding.alike })}</span>}
          </p>
        </div>
      )}
    </li>
  )
}

/** Each compared stretch as a bar on one scale, with what is usual and the limit as lines across them all. */
function Compared({ finding, figure }: { readonly finding: Finding; readonly figure: (value: number) => string }) {
  const { community } = useTwin()
  const text = useText()
  const { compared, usual, limit, rule } = finding
  const marks = rule === 'heading' || rule === 'due' ? [] : [usual ?? 0]
  const most = Math.max(...compared.map(({ value }) => Math.abs(value)), ...marks, rule === 'baysFull' ? (limit ?? 0) : 0) || 1
  return (
    <dl className="compared" aria-label={text(strings.basis)}>
      {compared.map(({ to, value }, index) => (
        <div key={to} data-now={index === 0 || undefined}>
          <dt className="number">{formatStamp(to, community.timeZone).slice(0, 11)}</dt>
          <dd>
            <svg className="compared-bar" width="100%" height="8" aria-hidden="true">
              <rect width={`${(100 * Math.abs(value)) / most}%`} height="8" rx="1.5" />
            </svg>
          </dd>
          <dd className="number">{figure(value)}</dd>
        </div>
      ))}
      {marks.length > 0 && usual !== null && (
        <div data-usual>
          <dt>{text(strings.usual)}</dt>
          <dd>
            <svg className="compared-bar" width="100%" height="8" aria-hidden="true">
              <rect width={`${(100 * usual) / most}%`} height="8" rx="1.5" />
            </svg>
          </dd>
          <dd className="number">{figure(usual)}</dd>
        </div>
      )}
      {limit !== null && rule !== 'baysFull' && (
        <div>
          <dt>{text(strings.limit)}</dt>
          <dd />
          <dd className="number">{figure(limit)}</dd>
        </div>
      )}
    </dl>
  )
}
