import type { Text } from '../../../models/text.ts'
import { useText } from '../../ui/text.tsx'
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
          <FactRows facts={Object.fromEntries(plain)} />
        </article>
      )}
      {entries.map(
        ([key, value]) =>
          isFacts(value) && (
            <article key={key} className="card">
              <h2>{nameOf(key)}</h2>
              <FactRows facts={value} />
            </article>
          ),
      )}
    </>
  )
}

function FactRows({ facts }: { readonly facts: Facts }) {
  const nameOf = useFactName()
  const show = useShown()
  const text = useText()
  const spoken = inBothLanguages(facts)
  if (spoken) return text(spoken)
  return (
    <dl className="facts">
      {Object.entries(facts).map(([key, value]) => (
        <div key={key}>
          <dt>{nameOf(key)}</dt>
          <dd className="number">
            {isFacts(value) ? (
              <FactRows facts={value} />
            ) : Array.isArray(value) && value.some(isFacts) ? (
              value.map((item, index) => <FactRows key={String(index)} facts={isFacts(item) ? item : { [index]: item }} />)
            ) : (
              show(value)
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

function useShown(): (value: unknown) => string {
  const text = useText()
  return (value) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return text(strings.none)
    if (value === 'ok') return text(strings.ok)
    if (value === 'degraded') return text(strings.degraded)
    if (typeof value === 'boolean') return text(value ? strings.yes : strings.no)
    if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
    return Array.isArray(value) ? value.join(', ') : String(value)
  }
}
