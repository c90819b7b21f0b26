import type { Text } from '../../../models/text.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { showFact } from './show-fact.ts'
import { factNames, systemStrings as strings } from './strings.ts'

type Facts = Readonly<Record<string, unknown>>
const isFacts = (value: unknown): value is Facts => typeof value === 'object' && value !== null && !Array.isArray(value)
const inBothLanguages = (value: Facts): Text | null => (typeof value.zh === 'string' && typeof value.en === 'string' ? { zh: value.zh, en: value.en } : null)

/** Plain facts on one card, each nested group on its own: whatever the server tells is shown, known by name or not. */
export function FactTree({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const nameOf = useFactName()
  const entries = Object.entries(facts)
  const plain = entries.filter(([, value]) => !isFacts(value))
  return (
    <>
      {plain.length > 0 && (
        <article className="card">
          <h2>{text(strings.title)}</h2>
          <FactRows facts={Object.fromEntries(plain)} of="" />
        </article>
      )}
      {entries.map(
        ([key, value]) =>
          isFacts(value) && (
            <article key={key} className="card">
              <h2>{nameOf(key)}</h2>
              <FactRows facts={value} of={key} />
            </article>
          ),
      )}
    </>
  )
}

/** `of` is the name of the group, for figures whose own name is only `mean` or `maximum`. */
function FactRows({ facts, of }: { readonly facts: Facts; readonly of: string }) {
  const nameOf = useFactName()
  const language = useLanguage()
  const text = useText()
  const { community } = useTwin()
  const spoken = inBothLanguages(facts)
  if (spoken) return text(spoken)
  return (
    <dl className="facts" data-origin="computed">
      {Object.entries(facts).map(([key, value]) => (
        <div key={key}>
          <dt>{nameOf(key)}</dt>
          <dd className="number">
            {isFacts(value) ? (
              <FactRows facts={value} of={key} />
            ) : Array.isArray(value) && value.some(isFacts) ? (
              value.map((item, index) => <FactRows key={String(index)} of={key} facts={isFacts(item) ? item : { [index]: item }} />)
            ) : (
              showFact(/Ms$/.test(of) ? of : key, value, { text, language, zone: community.timeZone })
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function useFactName(): (key: string) => string {
  const text = useText()
  return (key) => {
    const name = Object.hasOwn(factNames, key) ? factNames[key] : undefined
    return name ? text(name) : key
  }
}
