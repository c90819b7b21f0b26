import type { PointEntry } from '../../models/register.ts'
import { isHidden } from '../state/care.ts'
import { latestOf, showValue } from '../state/latest.ts'
import { deviceName } from '../state/places.ts'
import { formatAge } from '../ui/time.ts'
import type { FrameContext } from './frame-context.ts'
import { sceneStrings as strings } from './strings.ts'

/** What stands beside the device that is picked: its name and first value with age, and whatever keeps it from being simply true. Null where none is picked. */
export function selectedWords({
  buffer,
  shownAt,
  view,
  stage,
}: FrameContext): { readonly words: string; readonly at: readonly [number, number, number] } | null {
  const entry = view.selection?.kind === 'device' ? stage.register.devices.get(view.selection.id) : undefined
  const point = entry?.points.get(entry.type.headline[0] ?? '')
  if (!entry || !point) return null
  return {
    words: `${deviceName(stage.named, entry, view.language)} · ${isHidden(entry) ? strings.careOnly[view.language] : valueWords(point)}`,
    at: entry.device.position,
  }

  function valueWords(of: PointEntry): string {
    const { language } = view
    const latest = latestOf(buffer, of, shownAt)
    if (latest.standing === 'never') return strings.neverHeard[language]
    const { value, unit } = showValue(of, latest.value, latest.text, language)
    const doubt = latest.flags.includes('outOfRange') ? strings.outOfRange : latest.standing === 'good' ? null : strings[latest.standing]
    return [
      unit === '' ? value : `${value}\u2009${unit}`,
      formatAge(shownAt - latest.time, language),
      doubt?.[language] ?? '',
      latest.origin === 'simulated' ? strings.simulated[language] : '',
    ]
      .filter((part) => part !== '')
      .join(' · ')
  }
}
