import type { Latest } from '../../state/latest.ts'
import { showValue } from '../../state/latest.ts'
import { useProvenance } from '../../state/use-provenance.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { describeFlags } from './describe-flags.ts'
import { deviceStrings as strings } from './strings.ts'

type HeadlineProps = { readonly points: readonly Latest[]; readonly at: number; readonly picked: string | undefined; readonly onPick: (point: string) => void }

/** The values one looks for first, large, each with its unit and age; choosing one charts it. */
export function Headline({ points, at, picked, onPick }: HeadlineProps) {
  const language = useLanguage()
  const text = useText()
  const provenance = useProvenance()
  return (
    <ul className="headline">
      {points.map((latest) => {
        const { entry, standing, value, time } = latest
        const shown = standing === 'never' ? { value: '—', unit: '' } : showValue(entry, value, latest.text, language)
        const flags = describeFlags(latest, text)
        return (
          <li key={entry.id}>
            <button
              type="button"
              aria-pressed={entry.id === picked}
              onClick={() => onPick(entry.id)}
              data-standing={standing}
              className={standing === 'stale' || standing === 'bad' ? 'hatched' : ''}
            >
              <span className="headline-name" data-kind="name">
                {entry.point.name[language]}
              </span>
              <span className="headline-value number" {...provenance([latest], at)} data-length={lengthOf(shown.value.length + shown.unit.length)}>
                {shown.value} <small>{shown.unit}</small>
              </span>
              <span className="headline-age" data-kind="time">
                {standing === 'never' ? text(strings.never) : formatAge(at - time, language)}
                {flags !== '' && ` · ${flags}`}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** How small the value must be set to stand whole in a third of the panel. */
const lengthOf = (characters: number): 'short' | 'medium' | 'long' => (characters <= 6 ? 'short' : characters <= 10 ? 'medium' : 'long')
