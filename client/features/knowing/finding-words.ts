import type { Finding } from '../../../models/engines/knowing/finding.ts'
import type { PointEntry } from '../../../models/register.ts'
import type { Language } from '../../../models/text.ts'
import { showValue } from '../../state/latest.ts'
import { deviceName } from '../../state/places.ts'
import type { Twin } from '../../state/twin.ts'
import type { Say } from '../../ui/text.tsx'
import { formatClock, formatSpan, formatStamp } from '../../ui/time.ts'
import { knowingStrings as strings } from './strings.ts'

/** A finding in words: what, in short why, and by what rule. `figure` says one of its figures with its unit. */
export type FindingWords = { readonly what: string; readonly short: string; readonly how: string; readonly figure: (value: number) => string }

type Manner = { readonly twin: Pick<Twin, 'register' | 'places' | 'community'>; readonly at: number; readonly text: Say; readonly language: Language }

export function wordsOf(finding: Finding, { twin, at, text, language }: Manner): FindingWords {
  const { register, places, community } = twin
  const entry = register.devices.get(finding.device)
  const point = finding.point === null ? undefined : entry?.points.get(finding.point)
  const figure = (value: number): string => (finding.rule === 'baysFull' ? String(Math.round(value)) : showFigure(point, value, language))
  const zone = community.timeZone
  const says = {
    device: entry ? deviceName(places, entry, language) : finding.device,
    type: entry?.type.name[language] ?? '',
    count: finding.devices,
    point: point?.point.name[language] ?? '',
    alarm: entry?.type.alarms[finding.alarm ?? '']?.name[language] ?? '',
    value: figure(finding.value),
    usual: finding.usual === null ? '—' : figure(finding.usual),
    limit: finding.limit === null ? '—' : figure(finding.limit),
    times: finding.usual ? (finding.value / finding.usual).toFixed(1) : '—',
    span: finding.expectedAt === null ? '—' : formatSpan(finding.expectedAt - at, language),
    time: '',
  }
  const heard = finding.compared[0]?.from ?? at
  switch (finding.rule) {
    case 'silent':
      return {
        what: text(finding.weight >= 5 ? strings.silentAll : finding.devices === 1 ? strings.silent : strings.silentMany, says),
        short: text(strings.silentShort, { time: formatStamp(heard, zone) }),
        how: text(strings.silentHow),
        figure,
      }
    case 'baysFull':
      return {
        what: text(strings.baysFull, { time: formatClock(finding.expectedAt ?? at, zone).slice(0, 5) }),
        short: text(strings.baysFullShort, says),
        how: text(strings.baysFullHow),
        figure,
      }
    case 'noWater':
    case 'nightFlow':
    case 'unusualUse':
    case 'heading':
    case 'due':
      return { what: text(strings[finding.rule], says), short: text(strings[`${finding.rule}Short`], says), how: text(strings[`${finding.rule}How`]), figure }
  }
}

/** Water below a cubic metre reads better in litres. */
function showFigure(point: PointEntry | undefined, value: number, language: Language): string {
  if (!point) return String(value)
  if (point.point.kind === 'counter' && point.point.unit === 'm³' && Math.abs(value) < 1) return `${Math.round(value * 1000)} L`
  const shown = showValue(point, value, null, language)
  return `${shown.value} ${shown.unit}`.trim()
}
