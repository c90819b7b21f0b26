import type { Building } from '../../models/site/building.ts'
import type { Community } from '../../models/site/community.ts'
import type { Position2, Ring } from '../../models/site/geometry.ts'
import { contains, distance, distanceToLine, edgesOf } from '../../models/site/planar.ts'
import type { Text } from '../../models/text.ts'

const nearBuildingMeters = 30
const nearGateMeters = 12
const sides: readonly Text[] = [
  { zh: '北侧', en: 'north of' },
  { zh: '东北侧', en: 'north-east of' },
  { zh: '东侧', en: 'east of' },
  { zh: '东南侧', en: 'south-east of' },
  { zh: '南侧', en: 'south of' },
  { zh: '西南侧', en: 'south-west of' },
  { zh: '西侧', en: 'west of' },
  { zh: '西北侧', en: 'north-west of' },
]

/** Where a spot is, as people say it: `南门`, `3号楼南侧`, `西1巷`; null where nothing near has a name. */
export function whereabouts(community: Community, spot: Position2): Text | null {
  const gate = community.gates.find(({ position }) => distance(position, spot) < nearGateMeters)
  const road = community.roads.find(({ name, line, widthMeters }) => name !== null && distanceToLine(line, spot) < widthMeters / 2)?.name ?? null
  const beside = besideBuilding(community.buildings, spot)
  if (gate) return gate.name
  if (road && beside) return { zh: `${road.zh} · ${beside.zh}`, en: `${road.en} · ${beside.en}` }
  return beside ?? road
}

function besideBuilding(buildings: readonly Building[], spot: Position2): Text | null {
  let near: { readonly name: Text; readonly away: number; readonly foot: Position2 } | null = null
  for (const { outline, name } of buildings) {
    const foot = nearestOn(outline, spot)
    const away = distance(foot, spot)
    if (away < (near?.away ?? nearBuildingMeters)) near = { name, away, foot }
    if (contains(outline, spot)) return name
  }
  if (!near) return null
  const side = sides[compassOf(near.foot, spot)]
  return { zh: `${near.name.zh}${side.zh}`, en: `${side.en} ${near.name.en}` }
}

/** Eighths of the compass, clockwise from north, from one spot to another. */
function compassOf(from: Position2, to: Position2): number {
  const degrees = (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI
  return ((Math.round(degrees / 45) % 8) + 8) % 8
}

/** The place on a ring that is nearest to a spot. */
export function nearestOn(ring: Ring, [east, north]: Position2): Position2 {
  let best: Position2 = ring[0]
  for (const [a, b] of edgesOf(ring)) {
    const [dEast, dNorth] = [b[0] - a[0], b[1] - a[1]]
    const share = Math.min(1, Math.max(0, ((east - a[0]) * dEast + (north - a[1]) * dNorth) / (dEast * dEast + dNorth * dNorth || 1)))
    const at: Position2 = [a[0] + dEast * share, a[1] + dNorth * share]
    if (distance(at, [east, north]) < distance(best, [east, north])) best = at
  }
  return best
}
