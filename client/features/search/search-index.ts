import type { Register } from '../../../models/register.ts'
import { deviceName, type Places } from '../../state/places.ts'
import type { Pinyin } from './load-pinyin.ts'

export type FoundKind = 'building' | 'home' | 'bay' | 'device'
export type Entry = { readonly kind: FoundKind; readonly id: string; readonly zh: string; readonly en: string; readonly haystack: string }

const order: Readonly<Record<FoundKind, number>> = { building: 0, home: 1, bay: 2, device: 3 }
const folded = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, '')

/** Everything that can be gone to, with its words in both languages and in pinyin; built once per model. */
export function buildSearchIndex(register: Register, places: Places, pinyin: Pinyin): Entry[] {
  const entry = (kind: FoundKind, id: string, zh: string, en: string): Entry => ({ kind, id, zh, en, haystack: folded(`${id}|${zh}|${en}|${pinyin(zh)}`) })
  return [
    ...[...places.buildings.values()].map(({ id, name }) => entry('building', id, name.zh, name.en)),
    ...[...places.homes.keys()].map((id) => entry('home', id, id, id)),
    ...[...places.bays.keys()].map((id) => entry('bay', id, `车位 ${id}`, `Bay ${id}`)),
    ...[...register.devices.values()].map((device) => entry('device', device.id, deviceName(places, device, 'zh'), deviceName(places, device, 'en'))),
  ]
}

/** All words of the query must occur; whole ids first, then beginnings, then shorter names; at most `limit`. */
export function searchIndex(index: readonly Entry[], query: string, limit: number): Entry[] {
  const words = query
    .trim()
    .split(/\s+/)
    .map(folded)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const whole = words.join('')
  const score = (entry: Entry): number => {
    const id = folded(entry.id)
    if (id === whole) return order[entry.kind]
    if (id.startsWith(whole) || folded(entry.zh).startsWith(whole)) return 10 + order[entry.kind]
    return 20 + order[entry.kind]
  }
  return index
    .filter(({ haystack }) => words.every((word) => haystack.includes(word)))
    .map((entry) => ({ entry, score: score(entry) }))
    .sort(
      (one, other) =>
        one.score - other.score || one.entry.id.length - other.entry.id.length || one.entry.id.localeCompare(other.entry.id, 'en', { numeric: true }),
    )
    .slice(0, limit)
    .map(({ entry }) => entry)
}
