import type { FireGround } from '../../../models/engines/fire/fire-ground.ts'
import { fireLimitOf } from '../../../models/engines/fire/fire-limit.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import { latestOf, showValue } from '../../state/latest.ts'
import { select } from '../../state/navigate.ts'
import { floorName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { FireChip, FireRow } from './fire-row.tsx'
import { fireStrings as strings } from './strings.ts'

type FireStairProps = { readonly ground: FireGround; readonly at: number }

/** The way down: smoke measured on the stair, who would have to pass it, and the doors with their state. */
export function FireStair({ ground: { stairDetectors, homes, doors }, at }: FireStairProps) {
  const { buffer } = useTwin()
  const text = useText()
  const language = useLanguage()
  const stairs = stairDetectors.flatMap((entry) => {
    const point = entry.points.get('obscuration')
    const floor = entry.device.place.floor
    return point && floor !== undefined ? [{ entry, floor, latest: latestOf(buffer, point, at), limit: fireLimitOf(entry.type) }] : []
  })
  const smoky = stairs.filter(({ latest, limit }) => latest.standing === 'good' && latest.value >= limit)
  const lowest = Math.min(...smoky.map(({ floor }) => floor))
  const barred = homes.filter(({ level }) => level >= lowest).length
  return (
    <>
      <FireRow name={text(strings.stair)}>
        {stairs.length === 0 && <span className="faint">{text(strings.noStairDetector)}</span>}
        {stairs.map(({ entry, floor, latest, limit }) => {
          const isSmoky = latest.standing === 'good' && latest.value >= limit
          const value = latest.standing === 'good' ? `${latest.value.toFixed(2)}\u2009dB/m` : text(strings.noReading)
          return (
            <FireChip key={entry.id} onPick={() => select({ kind: 'device', id: entry.id })} isGrave={isSmoky}>
              {text(isSmoky ? strings.stairSmoke : strings.stairClear, { floor: floorName(floor, language), value })}
            </FireChip>
          )
        })}
        <span className="faint fire-line">
          {text(strings.homesLeave, { count: homes.length })}
          {barred > 0 && ` · ${text(strings.barred, { count: barred })}`}
        </span>
      </FireRow>
      <FireRow name={text(strings.door)}>
        {doors.length === 0 && <span className="faint">{text(strings.noDoor)}</span>}
        {doors.map((entry) => (
          <FireChip key={entry.id} onPick={() => select({ kind: 'device', id: entry.id })}>
            {text(strings.entranceDoor)} {doorWordsOf(entry)}
          </FireChip>
        ))}
      </FireRow>
    </>
  )

  /** The state of a door and its lock, with the age of the older of the two. */
  function doorWordsOf(entry: DeviceEntry): string {
    const heard = ['door', 'lock'].flatMap((id) => {
      const point = entry.points.get(id)
      const latest = point && latestOf(buffer, point, at)
      return point && latest && latest.standing !== 'never' && latest.standing !== 'bad' ? [{ point, latest }] : []
    })
    if (heard.length === 0) return text(strings.noReading)
    const words = heard.map(({ point, latest }) => showValue(point, latest.value, null, language).value)
    return `${words.join(language === 'zh' ? '、' : ', ')} · ${formatAge(at - Math.min(...heard.map(({ latest }) => latest.time)), language)}`
  }
}
