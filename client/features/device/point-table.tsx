import type { Latest } from '../../state/latest.ts'
import { showValue } from '../../state/latest.ts'
import { useTwin } from '../../state/twin.ts'
import { useProvenance } from '../../state/use-provenance.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge, formatStamp } from '../../ui/time.ts'
import { describeFlags } from './describe-flags.ts'
import { deviceStrings as strings } from './strings.ts'

type PointTableProps = {
  readonly points: readonly Latest[]
  readonly at: number
  readonly picked: string | undefined
  readonly onPick: (point: string) => void
}

/** Every point as it was received: value, both times, quality, origin. */
export function PointTable({ points, at, picked, onPick }: PointTableProps) {
  const { community } = useTwin()
  const language = useLanguage()
  const text = useText()
  const provenance = useProvenance()
  const zone = community.timeZone
  return (
    <details className="device-part" open>
      <summary>
        {text(strings.raw)}{' '}
        <span className="faint number" data-kind="count">
          {points.length}
        </span>
      </summary>
      <table className="table small">
        <thead>
          <tr>
            <th>{text(strings.point)}</th>
            <th className="rightward">{text(strings.value)}</th>
            <th className="rightward">{text(strings.age)}</th>
            <th>{text(strings.quality)}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((latest) => {
            const { entry, standing } = latest
            const never = standing === 'never'
            const shown = never ? { value: '—', unit: '' } : showValue(entry, latest.value, latest.text, language)
            const times = never
              ? undefined
              : `${text(strings.deviceTime)} ${formatStamp(latest.time, zone)}\n${text(strings.received)} ${formatStamp(latest.received, zone)}`
            return (
              <tr key={entry.id} data-standing={standing} data-picked={entry.id === picked || undefined} title={times}>
                <td data-kind="name">
                  <button type="button" className="link" onClick={() => onPick(entry.id)}>
                    {entry.point.name[language]}
                  </button>
                </td>
                <td {...provenance([latest], at)} className={`rightward number ${standing === 'stale' || standing === 'bad' ? 'hatched' : ''}`}>
                  {shown.value} <span className="faint">{shown.unit}</span>
                </td>
                <td className="rightward number muted" data-kind="time">
                  {never ? text(strings.never) : formatAge(at - latest.time, language)}
                </td>
                <td className="muted">{never ? '' : describeFlags(latest, text) || text(strings[latest.quality])}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}
