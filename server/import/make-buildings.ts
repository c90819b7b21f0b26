import type { Building } from '../../models/site/building.ts'
import type { Position2, Ring } from '../../models/site/geometry.ts'
import { orientedRectangle } from '../../models/site/oriented-rectangle.ts'
import { placeHeading } from '../../models/site/placement.ts'
import { areaOf, contains, insidePoint, roundPosition } from '../../models/site/planar.ts'
import { armsOf } from './arms.ts'
import { buildingUse } from './building-use.ts'
import { cutUnits } from './cut-units.ts'
import type { Drawing } from './drawing.ts'
import type { Ledger } from './ledger.ts'
import type { OsmNode, Tags } from './osm-data.ts'
import { type Area, areas, type Picker, points } from './picker.ts'

type Setting = { readonly land: readonly Area[]; readonly ids: Ids; readonly place: Drawing['place'] }
type Ledgers = { readonly assumed: Ledger; readonly omitted: Ledger }

const why = {
  storeys: { zh: '地图未标层数，按建筑类型和基底面积推定', en: 'The map gives no storeys; supposed by kind and footprint' },
  use: { zh: '未标用途，按住宅用地内的板楼外形或楼号推定为住宅', en: 'No use given; taken for homes by slab shape on residential land or by its number' },
  plans: { zh: '户型由外轮廓按规则切分，非实测', en: 'Home plans are cut from the outline by rule, not surveyed' },
  entrances: { zh: '单元口按立面长度推定', en: 'Entrances are supposed by façade length' },
  partly: { zh: '仅标出部分单元口，未采用', en: 'Only some entrances of the building are mapped; not used' },
  outline: { zh: '仅有点位，外轮廓按 8 m × 8 m 示意', en: 'Only a point is mapped; shown as 8 m × 8 m' },
  narrow: { zh: '此处过窄，放不下一户', en: 'Too narrow here for a home' },
  lifts: { zh: '高层按每核心筒两部电梯推定', en: 'Two lifts a core are supposed in high blocks' },
}

/** All buildings of the map: closed ways, multipolygons with their courtyards, and points. */
export function makeBuildings({ features, place }: Drawing, pick: Picker, ledgers: Ledgers): Building[] {
  const land = features.filter(areas(({ landuse }) => landuse === 'residential'))
  const isBuilding = ({ building }: Tags): boolean => building !== undefined && building !== 'no'
  const outlined = pick(areas(isBuilding))
  const setting: Setting = { land, ids: openIds(), place }
  const buildings = outlined.map((feature) => makeBuilding(feature, setting, ledgers))
  for (const point of pick(points(isBuilding))) {
    ledgers.assumed.add('outlines', why.outline)
    const [x, y] = point.at
    const outline: Ring = [
      [x - 4, y - 4],
      [x + 4, y - 4],
      [x + 4, y + 4],
      [x - 4, y + 4],
    ]
    const building = makeBuilding({ ...point, shape: 'area', outline, holes: [], nodes: [] }, setting, ledgers, false)
    buildings.push({ ...building, assumed: [...building.assumed, 'outline'] })
  }
  return buildings
}

function makeBuilding(feature: Area, { land, ids, place }: Setting, { assumed, omitted }: Ledgers, withHomes = true): Building {
  const { tags, outline, holes } = feature
  const arms = armsOf(outline, holes)
  const middle = insidePoint(outline)
  const use = buildingUse(
    tags,
    arms,
    areaOf(outline),
    land.some((area) => contains(area.outline, middle)),
  )
  const id = ids.take(tags)
  const name = { zh: (tags['name:zh'] ?? tags.name ?? `${id}号建筑`).slice(0, 80), en: (tags['name:en'] ?? `Building ${id}`).slice(0, 80) }
  const low = use.kind === 'bungalow'
  const doors = doorsOf(feature.nodes, place)
  const cut = use.residential && withHomes ? cutUnits({ id, name: name.zh, arms, outline, holes, storeys: use.storeys, low, doors }) : null
  const supposed: string[] = [...use.assumed]
  if (use.assumed.includes('storeys')) assumed.add('storeys', why.storeys)
  if (use.assumed.includes('use')) assumed.add('residentialUse', why.use)
  if (cut) {
    assumed.add(
      'homePlans',
      why.plans,
      cut.units.reduce((sum, { floors }) => sum + floors.reduce((count, { homes }) => count + homes.length, 0), 0),
    )
    assumed.add('entrances', why.entrances, cut.supposedEntrances)
    assumed.add(
      'lifts',
      why.lifts,
      cut.units.reduce((sum, { lifts }) => sum + lifts.length, 0),
    )
    omitted.add('mappedEntrances', why.partly, cut.unusedDoors)
    omitted.add('narrowParts', why.narrow, cut.tooNarrow)
    supposed.push('plans', ...(cut.supposedEntrances > 0 ? ['entrances'] : []))
  }
  return {
    id,
    name,
    kind: use.kind,
    yearBuilt: yearOf(tags),
    outline: outline.map(roundPosition),
    holes: holes.map((hole) => hole.map(roundPosition)),
    baseMeters: use.residential && !low ? 0.45 : 0.2,
    storeys: use.storeys,
    storeyHeightMeters: use.storeyHeightMeters,
    roof: roofOf(tags, use.kind),
    facing: placeHeading((arms[0] ?? orientedRectangle(outline)).placement, -Math.PI / 2),
    units: cut?.units ?? [],
    assumed: supposed,
  }
}

const closedDoors = new Set(['emergency', 'exit', 'service', 'garage', 'no'])

/** The doors in the outline that people come and go by. */
const doorsOf = (nodes: readonly OsmNode[], place: Drawing['place']): Position2[] =>
  nodes.filter(({ tags }) => tags.entrance !== undefined && !closedDoors.has(tags.entrance)).map(place)

const yearOf = (tags: Tags): number | null => {
  const year = Number((tags.start_date ?? '').slice(0, 4))
  return year >= 1800 && year <= 2100 ? year : null
}

function roofOf(tags: Tags, kind: Building['kind']): Building['roof'] {
  if (tags['roof:shape'] === 'hipped') return { shape: 'hipped', heightMeters: 2.4 }
  if (tags['roof:shape'] === 'gabled' || kind === 'bungalow') return { shape: 'gabled', heightMeters: 1.6 }
  return { shape: 'flat', heightMeters: 0.9 }
}

type Ids = { take(tags: Tags): string }

/** The number on the building where it is still free (`14号楼` is 14), else `b` and a running number. */
function openIds(): Ids {
  const used = new Set<string>()
  let next = 0
  return {
    take({ name = '', ref = '', 'addr:housenumber': house = '' }) {
      const number = /(\d{1,4})\s*号?楼/.exec(name)?.[1] ?? /^(?:Building\s*)?(\d{1,4})$/i.exec(name || ref || house)?.[1]
      const wanted = number === undefined ? undefined : String(Number(number))
      if (wanted && !used.has(wanted)) {
        used.add(wanted)
        return wanted
      }
      next += 1
      return `b${next}`
    },
  }
}
