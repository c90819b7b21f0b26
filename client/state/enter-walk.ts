import type { Building, Unit } from '../../models/site/building.ts'
import type { Community } from '../../models/site/community.ts'
import type { Position2 } from '../../models/site/geometry.ts'
import { stepOf } from '../../models/site/planar.ts'
import { type Focus, type Selection, view, type Walk } from './view.ts'

/** So far from a door its whole entrance is seen. */
const beforeDoorMeters = 7
const insideGateMeters = 5

/** Where somebody sets out on foot: before the entrance of what is looked at, otherwise just inside the main gate. */
export function enterWalk(community: Community, focus: Focus): Walk {
  const building = focus.level === 'community' ? undefined : community.buildings.find(({ id }) => id === focus.building)
  if (building) return beforeBuilding(building, focus)
  const gate = mainGate(community)
  if (gate) {
    const [east, north] = stepOf(gate.heading + 180)
    return {
      east: gate.position[0] + east * insideGateMeters,
      north: gate.position[1] + north * insideGateMeters,
      heading: (gate.heading + 180) % 360,
    }
  }
  const [first] = community.boundary
  return { east: first[0], north: first[1], heading: 0 }
}

/** The widest gate that lets vehicles in; where there is none, the widest. */
export const mainGate = ({ gates }: Community): Community['gates'][number] | undefined =>
  [...gates].sort((a, b) => Number(b.passes !== 'people') - Number(a.passes !== 'people') || b.widthMeters - a.widthMeters)[0]

function beforeBuilding(building: Building, focus: Focus): Walk {
  const unit = unitOf(building, focus)
  const door = unit?.entrance ?? { position: frontOf(building), facing: building.facing }
  const [east, north] = stepOf(door.facing)
  return {
    east: door.position[0] + east * beforeDoorMeters,
    north: door.position[1] + north * beforeDoorMeters,
    heading: (door.facing + 180) % 360,
  }
}

function unitOf({ units }: Building, focus: Focus): Unit | undefined {
  if (focus.level === 'home') return units.find(({ floors }) => floors.some(({ homes }) => homes.some(({ id }) => id === focus.home))) ?? units[0]
  return units.find(({ id }) => focus.level === 'floor' && id === focus.unit) ?? units[0]
}

/** The corner of the outline that lies farthest to the front, for a house without entrances. */
function frontOf({ outline, facing }: Building): Position2 {
  const [east, north] = stepOf(facing)
  const farthest = Math.max(...outline.map((corner) => corner[0] * east + corner[1] * north))
  const front = outline.filter((corner) => corner[0] * east + corner[1] * north > farthest - 0.5)
  return [front.reduce((sum, corner) => sum + corner[0], 0) / front.length, front.reduce((sum, corner) => sum + corner[1], 0) / front.length]
}

/** Sets out on foot from what is looked at or picked, or comes back to the view from above. */
export function toggleWalk(community: Community): void {
  view.setState(({ walk, focus, selection }) => ({ walk: walk ? null : enterWalk(community, focusOfPicked(focus, selection)) }))
}

const focusOfPicked = (focus: Focus, selection: Selection | null): Focus =>
  focus.level === 'community' && selection?.kind === 'building' ? { level: 'building', building: selection.id } : focus
