import type { BuildingKind } from '../../models/site/building.ts'
import type { OrientedRectangle } from '../../models/site/oriented-rectangle.ts'
import type { Tags } from './osm-data.ts'

/** What a building is for, how many storeys it has, and which of the two had to be supposed. */
export type BuildingUse = {
  readonly kind: BuildingKind
  readonly residential: boolean
  readonly storeys: number
  readonly storeyHeightMeters: number
  readonly assumed: readonly ('use' | 'storeys')[]
}

const homesByTag = new Set(['apartments', 'residential', 'house', 'bungalow', 'terrace', 'detached', 'semidetached_house'])
const lowHomes = new Set(['house', 'bungalow', 'terrace', 'detached', 'semidetached_house'])
const otherUse = ['amenity', 'shop', 'office', 'tourism', 'leisure', 'healthcare', 'craft', 'power', 'man_made', 'public_transport', 'railway']
const schoolName = /中学|小学|学校|幼儿园/
const homeName = /家属|住宅|住楼|^\D{0,8}\d+号?楼$|^Building \d+$/i

const kinds: Readonly<Record<string, BuildingKind>> = {
  retail: 'shops',
  commercial: 'shops',
  kiosk: 'shops',
  supermarket: 'shops',
  kindergarten: 'kindergarten',
  school: 'school',
  university: 'school',
  college: 'school',
  dormitory: 'school',
  office: 'office',
  government: 'office',
  hospital: 'office',
  hotel: 'office',
  garage: 'garage',
  garages: 'garage',
  carport: 'garage',
  service: 'pump-house',
  transformer_tower: 'substation',
  guardhouse: 'gatehouse',
  gatehouse: 'gatehouse',
  shed: 'bicycle-shed',
}

/** Storeys where the map gives none, by kind; a small outline of any kind has one. */
const usualStoreys: Readonly<Partial<Record<BuildingKind, number>>> = { walkup: 6, bungalow: 1, shops: 2, kindergarten: 3, school: 5, office: 6 }

/** `arms`: the straight pieces of the footprint, the largest first. */
export function buildingUse(tags: Tags, arms: readonly OrientedRectangle[], areaSquareMeters: number, onResidentialLand: boolean): BuildingUse {
  const given = storeysOf(tags)
  const { residential, supposed } = residence(tags, arms, onResidentialLand)
  const kind = residential ? residentialKind(tags, arms, given) : otherKind(tags)
  const storeys = given ?? supposedStoreys(kind, areaSquareMeters)
  const assumed: ('use' | 'storeys')[] = []
  if (supposed) assumed.push('use')
  if (given === null) assumed.push('storeys')
  return { kind, residential, storeys, storeyHeightMeters: residential ? 2.8 : 3.6, assumed }
}

/** A slab on residential land that nothing else is known of is taken for homes. */
function residence(tags: Tags, arms: readonly OrientedRectangle[], onResidentialLand: boolean): { readonly residential: boolean; readonly supposed: boolean } {
  const name = tags.name ?? ''
  const building = tags.building ?? ''
  if (homesByTag.has(building)) return { residential: !schoolName.test(name), supposed: false }
  if (building !== 'yes' || otherUse.some((key) => tags[key] !== undefined)) return { residential: false, supposed: false }
  const slab = arms.some(({ length }) => length >= 18) && arms.every(({ depth }) => depth >= 8 && depth <= 18)
  const residential = homeName.test(name) || (onResidentialLand && slab && name === '')
  return { residential, supposed: residential }
}

function residentialKind(tags: Tags, arms: readonly OrientedRectangle[], storeys: number | null): BuildingKind {
  if (lowHomes.has(tags.building ?? '') || arms.every(({ length, depth }) => Math.min(length, depth) < 7)) return 'bungalow'
  const [largest] = arms
  const blockShaped = largest !== undefined && largest.depth > 16 && largest.length < largest.depth * 1.6
  return (storeys ?? (blockShaped ? 18 : 6)) > 9 ? 'tower' : 'walkup'
}

function otherKind(tags: Tags): BuildingKind {
  const name = tags.name ?? ''
  if (tags.power === 'substation' || tags.power === 'transformer' || /配电|变电/.test(name)) return 'substation'
  if (/换热|锅炉|热力/.test(name)) return 'heating'
  if (tags.amenity === 'kindergarten' || name.includes('幼儿园')) return 'kindergarten'
  if (tags.amenity === 'bicycle_parking') return 'bicycle-shed'
  if (tags.shop !== undefined || tags.amenity === 'restaurant' || tags.amenity === 'fast_food') return 'shops'
  if (schoolName.test(name)) return 'school'
  return kinds[tags.building ?? ''] ?? 'other'
}

function supposedStoreys(kind: BuildingKind, areaSquareMeters: number): number {
  if (kind === 'tower') return 18
  if (areaSquareMeters < 120) return 1
  return usualStoreys[kind] ?? (areaSquareMeters < 400 ? 1 : 3)
}

/** From `building:levels` or `height`; null where neither makes sense. */
function storeysOf(tags: Tags): number | null {
  const levels = Math.floor(Number.parseFloat(tags['building:levels'] ?? ''))
  if (levels >= 1 && levels <= 120) return levels
  const storeys = Math.round(Number.parseFloat(tags.height ?? '') / 3)
  return storeys >= 1 && storeys <= 120 ? storeys : null
}
