import { fromGcj02, type Geographic, toLocalExact } from '../../models/site/frames.ts'
import type { Polyline, Position2, Ring } from '../../models/site/geometry.ts'
import { anticlockwise, areaOf, distance } from '../../models/site/planar.ts'
import { joinRings } from './join-rings.ts'
import type { Ledger } from './ledger.ts'
import type { OsmData, OsmNode, Tags } from './osm-data.ts'

export type SourceFrame = 'wgs84' | 'gcj02'

/** A thing of the map in local metres: a point, a line, or a surface with holes. `nodes` are the map's own, with tags. */
export type Feature = { readonly tags: Tags; readonly source: 'node' | 'way' | 'relation' } & (
  | { readonly shape: 'point'; readonly at: Position2 }
  | { readonly shape: 'line'; readonly line: Polyline; readonly nodes: readonly OsmNode[] }
  | { readonly shape: 'area'; readonly outline: Ring; readonly holes: readonly Ring[]; readonly nodes: readonly OsmNode[] }
)

export type Drawing = { readonly origin: Geographic; readonly features: readonly Feature[]; place(node: OsmNode): Position2 }

const missing = { zh: '引用的节点不在文件中，按现有节点绘制', en: 'Nodes that the file refers to are not in it; drawn with those that are' }
const tooFew = { zh: '可用节点不足，无法成形', en: 'Too few nodes are left to make a shape' }
const openRings = { zh: '多边形不闭合或缺少成员', en: 'The multipolygon is not closed or lacks members' }

/** Draws the map in metres about the middle of its buildings; ways with missing nodes are drawn with what there is. */
export function drawOsm(data: OsmData, frame: SourceFrame, omitted: Ledger): Drawing {
  const geographic = frame === 'gcj02' ? fromGcj02 : (position: Geographic): Geographic => position
  const origin = originOf(data, geographic)
  const place = (node: OsmNode): Position2 => toLocalExact(origin, geographic(node))
  const features: Feature[] = []
  for (const node of data.nodes.values())
    if (Object.keys(node.tags).length > 0) features.push({ shape: 'point', source: 'node', tags: node.tags, at: place(node) })
  for (const way of data.ways.values()) {
    if (Object.keys(way.tags).length === 0) continue
    const nodes = found(data, way.nodes)
    omitted.add('nodes', missing, way.nodes.length - nodes.length)
    const feature = drawWay(way.tags, way.nodes, nodes, place)
    if (feature) features.push(feature)
    else omitted.add('ways', tooFew)
  }
  for (const { tags, members } of data.relations.values()) {
    if (tags.type !== 'multipolygon') continue
    const areas = joinRings(data, members, place)
    if (areas.length === 0) omitted.add('multipolygons', openRings)
    for (const { outline, holes, nodes } of areas) features.push({ shape: 'area', source: 'relation', tags, outline, holes, nodes })
  }
  return { origin, features, place }
}

const found = (data: OsmData, refs: readonly string[]): OsmNode[] => refs.flatMap((ref) => data.nodes.get(ref) ?? [])

const isSurface = (tags: Tags): boolean =>
  tags.area === 'yes' || ['building', 'landuse', 'leisure', 'amenity', 'natural', 'power'].some((key) => tags[key] !== undefined && tags[key] !== 'tree_row')

function drawWay(tags: Tags, refs: readonly string[], nodes: readonly OsmNode[], place: Drawing['place']): Feature | null {
  const positions = withoutRepeats(nodes.map(place))
  const closed = refs[0] === refs.at(-1)
  if (tags.building !== undefined || (closed && isSurface(tags))) {
    const ring = positions.length > 1 && sameSpot(positions[0], positions.at(-1)) ? positions.slice(0, -1) : positions
    return ring.length < 3 || areaOf(ring) < 0.5 ? null : { shape: 'area', source: 'way', tags, outline: anticlockwise(ring), holes: [], nodes }
  }
  return positions.length < 2 ? null : { shape: 'line', source: 'way', tags, line: positions, nodes }
}

export const sameSpot = (a: Position2 | undefined, b: Position2 | undefined): boolean => a !== undefined && b !== undefined && distance(a, b) < 0.005

const withoutRepeats = (positions: readonly Position2[]): Position2[] => positions.filter((position, index) => !sameSpot(position, positions[index - 1]))

/** The middle of the buildings, or of everything where there is none. */
function originOf(data: OsmData, geographic: (position: Geographic) => Geographic): Geographic {
  const built = [...data.ways.values()].filter(({ tags }) => tags.building !== undefined).flatMap(({ nodes }) => found(data, nodes))
  const all = (built.length > 0 ? built : [...data.nodes.values()]).map(geographic)
  if (all.length === 0) return { longitude: 0, latitude: 0 }
  const mean = (pick: (position: Geographic) => number): number => Math.round((all.reduce((sum, position) => sum + pick(position), 0) / all.length) * 1e7) / 1e7
  return { longitude: mean(({ longitude }) => longitude), latitude: mean(({ latitude }) => latitude) }
}
