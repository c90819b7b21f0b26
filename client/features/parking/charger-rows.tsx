import type { DeviceEntry } from '../../../models/register.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { parkingStrings as strings } from './strings.ts'

/** What all charging posts do now, and each as a small box with its bay, state and power. */
export function ChargerRows({ chargers, now }: { readonly chargers: readonly DeviceEntry[]; readonly now: number }) {
  const { buffer } = useTwin()
  const language = useLanguage()
  const text = useText()
  const posts = chargers.map((charger) => ({ charger, ...readCharger(charger) }))
  const charging = posts.filter(({ state }) => state === 'charging')
  const power = charging.reduce((sum, post) => sum + (post.power ?? 0), 0)
  return (
    <>
      <h3 className="card-head">
        {text(strings.chargers)}
        <span className="value number">{text(strings.charging, { count: charging.length, of: posts.length, power: power.toFixed(1) })}</span>
      </h3>
      <ul className="posts">
        {posts.map(({ charger, state, words, power: drawn }) => (
          <li key={charger.id}>
            <button
              type="button"
              className={state === null ? 'post hatched' : 'post'}
              data-state={state ?? 'unknown'}
              onClick={() => select({ kind: 'device', id: charger.id })}
            >
              <span className="number">{charger.device.place.bay}</span>
              <span className="faint">{state === 'charging' && drawn !== null ? `${drawn.toFixed(1)} kW` : words}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )

  function readCharger({ points }: DeviceEntry): { readonly state: string | null; readonly words: string; readonly power: number | null } {
    const [status, drawn] = [points.get('status'), points.get('power')]
    const latest = status && latestOf(buffer, status, now)
    const isKnown = latest && (latest.standing === 'good' || latest.standing === 'uncertain')
    const state = isKnown && status.point.kind === 'state' ? (Object.keys(status.point.states)[latest.value] ?? null) : null
    const power = drawn && latestOf(buffer, drawn, now)
    return {
      state,
      words: state !== null && status && latest ? showValue(status, latest.value, null, language).value : '–',
      power: power?.standing === 'good' ? power.value : null,
    }
  }
}
