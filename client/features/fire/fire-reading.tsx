import type { PointEntry } from '../../../models/register.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { useSeries } from '../../state/queries.ts'
import { changePerMinute, rateWords, trendMs } from '../../state/trends.ts'
import { useTwin } from '../../state/twin.ts'
import { useProvenance } from '../../state/use-provenance.ts'
import { useView } from '../../state/use-view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { FireRow } from './fire-row.tsx'
import { fireStrings as strings } from './strings.ts'

/** History is asked for anew so often, as the time shown goes on. */
const stepMs = 10_000

/** A value with how fast it changes and its age. What was never heard has no number, what is old is hatched. */
export function FireReading({ entry, at }: { readonly entry: PointEntry; readonly at: number }) {
  const { buffer } = useTwin()
  const language = useLanguage()
  const text = useText()
  const provenance = useProvenance()
  const latest = latestOf(buffer, entry, at)
  const { standing, value, time, text: detail } = latest
  const rate = useRate(entry, at)
  const shown = showValue(entry, value, detail, language)
  return (
    <FireRow name={entry.point.name[language]}>
      {standing === 'never' ? (
        <span className="faint">{text(strings.noReading)}</span>
      ) : (
        <span {...provenance([latest], at)} className={`number ${standing === 'good' ? '' : 'hatched'}`}>
          <strong>{shown.value}</strong> {shown.unit} {rate !== null && rateWords(rate, entry)}{' '}
          <span className="faint">
            {formatAge(at - time, language)}
            {standing === 'stale' && ` · ${text(strings.stale)}`}
          </span>
        </span>
      )}
    </FireRow>
  )
}

/** Change per minute over the last readings before the moment shown; none while a replay runs, where it would be of another moment each time. */
function useRate(entry: PointEntry, at: number): number | null {
  const { community } = useTwin()
  const isPlaying = useView((view) => view.playing)
  const to = Math.ceil(at / stepMs) * stepMs
  const series = useSeries({ community: community.id, device: entry.device.id, point: entry.id, from: to - trendMs, to }, false, !isPlaying)
  const samples = (series.data?.points ?? []).flatMap(([time, value]) =>
    typeof time === 'number' && typeof value === 'number' && time <= at ? [{ time, value }] : [],
  )
  return isPlaying ? null : changePerMinute(samples)
}
