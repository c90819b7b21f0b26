import type { DeviceEntry } from '../../models/register.ts'
import type { Building, RoomKind } from '../../models/site/building.ts'
import type { Community } from '../../models/site/community.ts'
import type { Bay, Gate } from '../../models/site/grounds.ts'
import { type HomeAt, homesOf } from '../../models/site/homes.ts'
import type { Language, Text } from '../../models/text.ts'

/** Homes, buildings, bays and gates by id, so that a place can be named and found. */
export type Places = {
  readonly homes: ReadonlyMap<string, HomeAt>
  readonly buildings: ReadonlyMap<string, Building>
  readonly bays: ReadonlyMap<string, Bay>
  readonly gates: ReadonlyMap<string, Gate>
}

export function indexPlaces(community: Community): Places {
  const homes = new Map<string, HomeAt>()
  for (const at of homesOf(community)) homes.set(at.home.id, at)
  return {
    homes,
    buildings: new Map(community.buildings.map((building) => [building.id, building])),
    bays: new Map(community.bays.map((bay) => [bay.id, bay])),
    gates: new Map(community.gates.map((gate) => [gate.id, gate])),
  }
}

export const roomNames: Readonly<Record<RoomKind, Text>> = {
  living: { zh: '客厅', en: 'living room' },
  bedroom: { zh: '卧室', en: 'bedroom' },
  kitchen: { zh: '厨房', en: 'kitchen' },
  bath: { zh: '卫生间', en: 'bathroom' },
  balcony: { zh: '阳台', en: 'balcony' },
  hall: { zh: '门厅', en: 'hall' },
  study: { zh: '书房', en: 'study' },
  store: { zh: '储藏间', en: 'store' },
  shop: { zh: '商铺', en: 'shop' },
  classroom: { zh: '教室', en: 'classroom' },
  plant: { zh: '设备间', en: 'plant room' },
}

export const floorName = (level: number, language: Language): string =>
  level > 0 ? (language === 'zh' ? `${level} 层` : `floor ${level}`) : language === 'zh' ? `地下 ${-level} 层` : `basement ${-level}`

/** What a room of a home is called; two of a kind are numbered. */
export function roomName(places: Places, home: string, room: string, language: Language): string {
  const key = room.startsWith(`${home}-`) ? room.slice(home.length + 1) : room
  const rooms = places.homes.get(home)?.plan.rooms ?? []
  const kind = rooms.find((plan) => plan.key === key)?.kind
  if (!kind) return key
  // Two bedrooms are told apart by number, so that two detectors of a home never share a name.
  const alike = rooms.filter((plan) => plan.kind === kind)
  const number = alike.length > 1 ? alike.findIndex((plan) => plan.key === key) + 1 : null
  return number === null ? roomNames[kind][language] : language === 'zh' ? `${roomNames[kind].zh}${number}` : `${roomNames[kind].en} ${number}`
}

/** Where a device is, as people say it: `3-2-501 厨房`, `3 栋 2 单元 4 层`, a gate's name, a bay's number; empty when only a position is known. */
export function placeName(places: Places, { device }: Pick<DeviceEntry, 'device'>, language: Language): string {
  const { place } = device
  if (place.home !== undefined) return place.room === undefined ? place.home : `${place.home} ${roomName(places, place.home, place.room, language)}`
  const building = place.building === undefined ? undefined : places.buildings.get(place.building)
  if (building) {
    const unit = building.units.find(({ id }) => id === place.unit)
    const unitName = unit?.name[language] ?? ''
    return [
      unitName.startsWith(building.name[language]) ? '' : building.name[language],
      unitName,
      place.floor === undefined ? undefined : floorName(place.floor, language),
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' ')
  }
  if (place.bay !== undefined) return language === 'zh' ? `车位 ${place.bay}` : `bay ${place.bay}`
  if (place.gate !== undefined) return places.gates.get(place.gate)?.name[language] ?? place.gate
  return ''
}

/** What a device is called: its own name, else its kind and where it is. */
export function deviceName(places: Places, entry: DeviceEntry, language: Language): string {
  if (entry.device.name) return entry.device.name[language]
  const place = placeName(places, entry, language)
  return place === '' ? `${entry.type.name[language]} ${entry.id}` : `${place} ${entry.type.name[language]}`
}
