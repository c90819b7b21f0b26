import type { Community } from '../../models/site/community.ts'
import { schemaVersion } from '../../models/site/community.ts'
import { layoutDevices } from '../../models/site/layout/layout-devices.ts'
import type { Text } from '../../models/text.ts'
import { drawOsm, type SourceFrame } from './drawing.ts'
import { boundaryOf } from './hull.ts'
import { ImportError } from './import-error.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { makeFences, makeGates } from './make-barriers.ts'
import { makeBuildings } from './make-buildings.ts'
import { makeAreas, makeAssemblyPoints, makeHydrants, makeLamps, makeTrees, makeWasteStations } from './make-grounds.ts'
import { makeLawns } from './make-lawns.ts'
import { makeParking } from './make-parking.ts'
import { makeRoads } from './make-roads.ts'
import type { OsmData } from './osm-data.ts'
import { openPicking } from './picker.ts'

export type ImportOptions = { readonly id: string; readonly name: Text; readonly frame: SourceFrame }

/** Makes a living community of a map: what it says, what rules add (`assumed`), and what was left out (`omitted`). */
export function importOsm(data: OsmData, { id, name, frame }: ImportOptions): Community {
  const ledgers = { assumed: openLedger(), omitted: openLedger() }
  const { assumed, omitted } = ledgers
  reportFlaws(data, omitted)
  const drawing = drawOsm(data, frame, omitted)
  const { pick, unused } = openPicking(drawing.features)
  const buildings = makeBuildings(drawing, pick, ledgers)
  if (buildings.length === 0) throw new ImportError('The map holds no building: choose an area with buildings and export it again.')
  const boundary = boundaryOf(
    buildings.flatMap(({ outline }) => outline),
    8,
  )
  assumed.add('boundary', { zh: '社区范围取全部建筑的外包凸壳', en: 'The boundary is the convex hull of all buildings' })
  const roads = makeRoads(pick, boundary, buildings, ledgers)
  const parking = makeParking(pick, buildings, ledgers)
  const mapped = [...makeAreas(pick), ...parking.areas]
  const lawns = makeLawns(pick, { boundary, buildings, roads, bays: parking.bays, areas: mapped }, ledgers)
  const bare: Community = {
    schema: schemaVersion,
    id,
    name,
    origin: drawing.origin,
    sourceFrame: frame === 'gcj02' ? 'GCJ-02' : 'WGS84',
    timeZone: 'Asia/Shanghai',
    attribution: data.attribution,
    boundary,
    buildings,
    roads,
    areas: [...mapped, ...lawns],
    bays: parking.bays,
    fences: makeFences(pick, assumed),
    gates: makeGates(pick, roads, boundary, assumed),
    trees: makeTrees(pick, assumed),
    lamps: makeLamps(pick, assumed),
    hydrants: makeHydrants(pick),
    wasteStations: makeWasteStations(pick, assumed),
    assemblyPoints: makeAssemblyPoints(pick),
    devices: [],
    links: [],
    assumed: [],
    omitted: [],
  }
  reportUnused(
    unused().map(({ tags }) => Object.keys(tags).find((key) => mainKeys.has(key)) ?? 'other'),
    omitted,
  )
  const { devices, links, assumed: laid } = layoutDevices(bare)
  assumed.add('devices', { zh: '设备按布设规则生成，现场未必已装', en: 'Devices are laid out by rule; they may not be installed on site' }, devices.length)
  return { ...bare, devices, links, assumed: [...assumed.remarks(), ...laid], omitted: omitted.remarks() }
}

function reportFlaws({ flaws, relations }: OsmData, omitted: Ledger): void {
  omitted.add('duplicates', { zh: '同一编号出现多次，取较新版本', en: 'The same id occurs more than once; the newer version is kept' }, flaws.duplicates)
  omitted.add('badNodes', { zh: '节点缺编号或坐标无效', en: 'Nodes without id or with impossible coordinates' }, flaws.badNodes)
  omitted.add('badWays', { zh: '线缺编号或不足两个节点', en: 'Ways without id or with fewer than two nodes' }, flaws.badWays)
  if (flaws.brokenAt)
    omitted.add('restOfFile', { zh: `文件损坏，此后内容未读：${flaws.brokenAt}`, en: `The file is broken; what follows was not read: ${flaws.brokenAt}` })
  const routes = [...relations.values()].filter(({ tags }) => tags.type !== 'multipolygon').length
  omitted.add('relations', { zh: '线路、行政区等关系不是地物', en: 'Routes, boundaries and other relations are nothing on the ground' }, routes)
}

const mainKeys = new Set([
  'amenity',
  'shop',
  'highway',
  'barrier',
  'leisure',
  'landuse',
  'natural',
  'railway',
  'public_transport',
  'office',
  'tourism',
  'power',
  'man_made',
  'entrance',
  'crossing',
])

function reportUnused(keys: readonly string[], omitted: Ledger): void {
  for (const key of keys)
    if (key !== 'entrance') omitted.add(`unused:${key}`, { zh: `模型未采用的 ${key} 要素`, en: `Things tagged ${key} that the model has no place for` })
}
