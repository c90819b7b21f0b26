import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { DeviceEntry, PointEntry } from '../../models/register.ts'
import type { Language } from '../../models/text.ts'
import { showAlarmValue } from '../state/alarm-value.ts'
import { latestOf, showValue } from '../state/latest.ts'
import { placeName } from '../state/places.ts'
import { rateWords } from '../state/trends.ts'
import { formatAge } from '../ui/time.ts'
import type { FrameContext } from './frame-context.ts'
import { isShown, priorityOf } from './overlays/alarm-standing.ts'

/** What one label says of alarms: one a room, however many alarms stand in it. */
export type AlarmLabel = { readonly priority: number; readonly at: readonly [number, number, number]; readonly text: string }

/** The gravest few, a label for each room or device: where it burns with what is measured there now, else the alarm and the value that raised it. */
export function alarmLabelsOf(context: FrameContext, most: number): AlarmLabel[] {
  const { alarms, stage, view } = context
  const labels: AlarmLabel[] = []
  // Smoke on a stair has its own note there, which says what it means.
  const said = new Set(stage.overlays.fire.notes.filter(({ kind }) => kind === 'stair').map(({ id }) => id))
  const homes = new Set<string>()
  for (const { entry, room } of stage.overlays.fire.burning) {
    if (labels.length >= most) return labels
    const home = room.home.home.id
    labels.push({ priority: 0, at: entry.device.position, text: fireWords(context, entry, homes.has(home)) })
    homes.add(home)
    said.add(room.id)
  }
  for (let priority = 0; priority < 4; priority += 1)
    for (const alarm of alarms) {
      const entry = stage.register.devices.get(alarm.device)
      const key = entry?.device.place.room ?? alarm.device
      if (!entry || priorityOf[alarm.class] !== priority || !isShown(alarm) || said.has(key)) continue
      if (labels.length >= most) return labels
      said.add(key)
      labels.push({ priority, at: entry.device.position, text: alarmWords(context, alarm, entry, view.language) })
    }
  return labels
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

function alarmWords({ stage }: FrameContext, alarm: AlarmState, entry: DeviceEntry, language: Language): string {
  const zh = language === 'zh'
  return joined([
    placeName(stage.named, entry, language) || entry.device.name?.[language] || entry.id,
    entry.type.alarms[alarm.alarm]?.name[language] ?? alarm.alarm,
    alarm.value === '' ? '' : showAlarmValue(alarm, entry, language),
    alarm.origin === 'simulated' ? (zh ? '模拟' : 'simulated') : '',
    alarm.unrecorded ? (zh ? '未记录' : 'not recorded') : '',
  ])
}

/** A burning room: smoke and heat now, how fast they change, how old that is; of a second room of the same home only its name and smoke. */
function fireWords(context: FrameContext, entry: DeviceEntry, isHomeNamed: boolean): string {
  const { stage, view, buffer, shownAt } = context
  const { language } = view
  const zh = language === 'zh'
  const whole = placeName(stage.named, entry, language)
  const place = isHomeNamed ? whole.replace(`${entry.device.place.home} `, '') : whole
  const [smoke, heat] = ['obscuration', 'temperature'].map((id) => entry.points.get(id))
  const measured = [smoke, isHomeNamed ? undefined : heat].flatMap((point) => (point ? [valueWords(context, point)] : []))
  if (isHomeNamed) return joined([place, ...measured])
  const latest = smoke ? latestOf(buffer, smoke, shownAt) : null
  return joined([
    place,
    ...measured,
    latest && latest.standing !== 'never' ? formatAge(shownAt - latest.time, language) : '',
    latest?.origin === 'simulated' ? (zh ? '模拟' : 'simulated') : '',
  ])
}

/** `0.58 dB/m ↑0.21/min`; what was never heard or cannot be believed is said to be so, never shown as a number. */
function valueWords({ buffer, shownAt, view, stage }: FrameContext, point: PointEntry): string {
  const { standing, value, text } = latestOf(buffer, point, shownAt)
  const zh = view.language === 'zh'
  if (standing === 'never') return zh ? '无读数' : 'no reading'
  if (standing === 'bad') return zh ? '读数无效' : 'invalid reading'
  const shown = showValue(point, value, text, view.language)
  const rate = stage.overlays.fire.smoke.trends.perMinute(point.series)
  return [`${shown.value}\u2009${shown.unit}`, rate === null ? '' : rateWords(rate, point)].filter((part) => part !== '').join(' ')
}
