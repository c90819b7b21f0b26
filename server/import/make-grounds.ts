import type { Community } from '../../models/site/community.ts'
import type { GroundArea, Hydrant, Lamp, Tree, WasteStation } from '../../models/site/grounds.ts'
import { centroidOf, roundPosition, stationsOf } from '../../models/site/planar.ts'
import type { Ledger } from './ledger.ts'
import type { Tags } from './osm-data.ts'
import { areas, lines, type Picker, points } from './picker.ts'

const areaKindOf = (tags: Tags): GroundArea['kind'] | null => {
  if (tags.building !== undefined) return null
  if (tags.natural === 'water' || tags.amenity === 'fountain' || tags.landuse === 'basin' || tags.leisure === 'swimming_pool') return 'water'
  if (['grass', 'meadow', 'village_green', 'greenfield'].includes(tags.landuse ?? '') || tags.natural === 'grassland') return 'lawn'
  if (
    ['flowerbed', 'forest', 'orchard'].includes(tags.landuse ?? '') ||
    ['garden', 'park'].includes(tags.leisure ?? '') ||
    ['wood', 'scrub'].includes(tags.natural ?? '')
  )
    return 'garden'
  if (['playground', 'fitness_station'].includes(tags.leisure ?? '')) return 'playground'
  return ['pitch', 'track', 'outdoor_seating'].includes(tags.leisure ?? '') || tags.highway === 'pedestrian' ? 'paving' : null
}

export const makeAreas = (pick: Picker): GroundArea[] =>
  pick(areas((tags) => areaKindOf(tags) !== null)).map(({ tags, outline, holes }, index) => ({
    id: `area-${index + 1}`,
    kind: areaKindOf(tags) ?? 'paving',
    outline: outline.map(roundPosition),
    holes: holes.map((hole) => hole.map(roundPosition)),
  }))

const whyTree = { zh: '未标树高，按 7 m 计', en: 'No height given; trees are taken as 7 m high' }
const whyRow = { zh: '行道树按 6 m 间距布置', en: 'Rows of trees are planted every 6 m' }

export function makeTrees(pick: Picker, assumed: Ledger): Tree[] {
  const kindOf = ({ leaf_type: leaf, genus = '' }: Tags): Tree['kind'] =>
    leaf === 'needleleaved' ? 'pine' : genus === 'Ginkgo' ? 'ginkgo' : genus === 'Salix' ? 'willow' : genus === 'Populus' ? 'poplar' : 'sophora'
  const height = (tags: Tags): number => {
    const given = Number.parseFloat(tags.height ?? '')
    if (given > 0.5 && given < 60) return given
    assumed.add('treeHeights', whyTree)
    return 7
  }
  const single = pick(points(({ natural }) => natural === 'tree')).map(
    ({ tags, at }): Tree => ({ position: roundPosition(at), heightMeters: height(tags), kind: kindOf(tags) }),
  )
  const rows = pick(lines(({ natural }) => natural === 'tree_row')).flatMap(({ tags, line }) => {
    const planted = [...stationsOf(line, 6)].map(
      ({ position }): Tree => ({ position: roundPosition(position), heightMeters: height(tags), kind: kindOf(tags) }),
    )
    assumed.add('treeRows', whyRow)
    return planted
  })
  return [...single, ...rows]
}

const lampsPerCircuit = 30
const whyCircuit = { zh: '照明回路按每 30 盏推定', en: 'Lighting circuits are supposed, one for 30 lamps' }

export function makeLamps(pick: Picker, assumed: Ledger): Lamp[] {
  const lamps = pick(points(({ highway }) => highway === 'street_lamp')).map(
    ({ at }, index): Lamp => ({
      id: String(index + 1).padStart(3, '0'),
      position: roundPosition(at),
      heightMeters: 6.2,
      kind: 'road',
      circuit: String(Math.floor(index / lampsPerCircuit) + 1),
    }),
  )
  assumed.add('circuits', whyCircuit, Math.ceil(lamps.length / lampsPerCircuit))
  return lamps
}

const isWaste = ({ amenity }: Tags): boolean => amenity === 'waste_disposal' || amenity === 'recycling' || amenity === 'waste_transfer_station'
const whyBins = { zh: '投放点按四分类桶推定', en: 'Four kinds of bins are supposed at each waste point' }

export function makeWasteStations(pick: Picker, assumed: Ledger): WasteStation[] {
  const places = [
    ...pick(points(isWaste)).map(({ at }) => at),
    ...pick(areas((tags) => isWaste(tags) && tags.building === undefined)).map(({ outline }) => centroidOf(outline)),
  ]
  assumed.add('wasteBins', whyBins, places.length)
  return places.map((place, index) => ({
    id: String(index + 1),
    name: { zh: `${index + 1}号垃圾投放点`, en: `Waste point ${index + 1}` },
    position: roundPosition(place),
    heading: 180,
  }))
}

export const makeHydrants = (pick: Picker): Hydrant[] =>
  pick(points(({ emergency }) => emergency === 'fire_hydrant')).map(({ at }, index) => ({
    id: String(index + 1).padStart(2, '0'),
    position: roundPosition(at),
    kind: 'outdoor',
  }))

export const makeAssemblyPoints = (pick: Picker): Community['assemblyPoints'] =>
  pick(points(({ emergency }) => emergency === 'assembly_point')).map(({ tags, at }, index) => ({
    id: String(index + 1),
    name: { zh: tags.name ?? `疏散集合点${index + 1}`, en: tags['name:en'] ?? `Assembly point ${index + 1}` },
    position: roundPosition(at),
  }))
