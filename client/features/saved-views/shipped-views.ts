import type { Community } from '../../../models/site/community.ts'
import type { Position2 } from '../../../models/site/geometry.ts'
import { distance, stepOf } from '../../../models/site/planar.ts'
import type { Text } from '../../../models/text.ts'
import { mainGate } from '../../state/enter-walk.ts'
import { initialView, type View, type Viewpoint } from '../../state/view.ts'
import { savedViewStrings as strings } from './strings.ts'

export type ShippedView = { readonly name: Text; readonly view: View }

/** Storeys from which a house is a landmark among walk-ups. */
const towerStoreys = 10
const clusterMeters = 28

/** Places that every shift looks at, found in the community itself: main gate, tower, kindergarten, car park, substation. */
export function shippedViews(community: Community): readonly ShippedView[] {
  const { buildings } = community
  const gate = mainGate(community)
  const tower = buildings.filter(({ storeys }) => storeys >= towerStoreys).sort((a, b) => b.storeys - a.storeys)[0]
  const bays = densestBays(community)
  const found: (ShippedView | null | undefined)[] = [
    gate && { name: gate.name, view: { ...initialView, viewpoint: lookAt(gate.position, gate.heading, 55, 26) } },
    tower && ofBuilding(tower.name, tower.id),
    ...(['kindergarten', 'school'] as const).map((kind) => firstOf(community, kind)),
    bays && { name: strings.carPark, view: { ...initialView, viewpoint: lookAt(bays, 160, 62, 48) } },
    firstOf(community, 'substation'),
  ]
  return found.flatMap((each) => (each ? [each] : []))
}

const ofBuilding = (name: Text, building: string): ShippedView => ({ name, view: { ...initialView, focus: { level: 'building', building } } })

function firstOf({ buildings }: Community, wanted: Community['buildings'][number]['kind']): ShippedView | null {
  const building = buildings.find(({ kind }) => kind === wanted)
  return building ? ofBuilding(building.name, building.id) : null
}

/** From a side (degrees clockwise from north), so far off and so high. */
function lookAt([east, north]: Position2, side: number, awayMeters: number, highMeters: number): Viewpoint {
  const [sideEast, sideNorth] = stepOf(side)
  return { eye: [east + sideEast * awayMeters, north + sideNorth * awayMeters, highMeters], target: [east, north, 0] }
}

/** The middle of where most bays lie together; null without bays. */
function densestBays({ bays }: Community): Position2 | null {
  const near = (at: Position2): Position2[] => bays.map(({ position }) => position).filter((position) => distance(position, at) < clusterMeters)
  const cluster = bays.map(({ position }) => near(position)).sort((a, b) => b.length - a.length)[0]
  if (!cluster) return null
  const mean = (axis: 0 | 1): number => cluster.reduce((sum, position) => sum + position[axis], 0) / cluster.length
  return [mean(0), mean(1)]
}
