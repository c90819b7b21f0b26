import { MathUtils, Vector3 } from 'three'
import type { Building } from '../../models/site/building.ts'
import type { Position2 } from '../../models/site/geometry.ts'
import { elevationOf } from '../../models/site/homes.ts'
import type { Focus, Storeys } from '../state/view.ts'
import { centreOf } from './space.ts'
import type { Stage } from './stage.ts'
import { isApart, liftMetersOf, pileMeters } from './storey-aims.ts'

export type Pose = { readonly position: Vector3; readonly target: Vector3 }
export type Frustum = {
  readonly width: number
  readonly height: number
  readonly insets: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
}

/** A long lens is what makes it a model. */
export const fieldOfViewDegrees = 26

type Spot = readonly [number, number, number]

/** Of a tower's lifted storeys so many are fitted into the picture, or the open one would be small. */
const mostLiftedStoreys = 5

/** The eye for a focus: from the south-south-east, high enough to see into courts, as near as what matters fits. */
export function poseFor(stage: Stage, focus: Focus, frustum: Frustum, storeys: Storeys = 'usual'): Pose {
  const { index, bounds } = stage
  if (focus.level === 'community') {
    const corners = rectangle(bounds.minEast, bounds.minNorth, bounds.maxEast, bounds.maxNorth)
    return frameSpots(
      corners.flatMap(([east, north]): Spot[] => [[east, north, 0]]),
      21,
      38,
      frustum,
      0.72,
    )
  }
  const building = index.buildings.get(focus.building)
  if (!building) return poseFor(stage, { level: 'community' }, frustum)
  const from = azimuthFor(building.facing)
  const top = building.baseMeters + building.storeys * building.storeyHeightMeters
  if (focus.level === 'building')
    return frameSpots(
      building.outline.flatMap(([east, north]): Spot[] => [
        [east, north, 0],
        [east, north, top + 3 + pileOf(building, storeys)],
      ]),
      from,
      33,
      frustum,
      1.25,
    )
  const floor = elevationOf(building, focus.floor)
  if (focus.level === 'floor')
    return frameSpots(
      building.outline.flatMap(([east, north]): Spot[] => [
        [east, north, floor - 4],
        [east, north, floor + aboveOf(building, focus, storeys)],
      ]),
      from,
      46,
      frustum,
      1.08,
    )
  const home = index.homes.get(focus.home)
  const outline = home?.plan.outline ?? building.outline
  return frameSpots(
    outline.flatMap(([east, north]): Spot[] => [
      [east, north, floor - 1],
      [east, north, floor + 3],
    ]),
    from,
    54,
    frustum,
    1.5,
  )
}

/** From the front side, never from the north: façades in shade say nothing. */
function azimuthFor(facing: number): number {
  const side = ((180 - facing + 540) % 360) - 180
  const turned = Math.abs(side) < 60 ? side : Math.abs(side) > 120 ? side - Math.sign(side) * 180 : side * 0.3
  return MathUtils.clamp(turned + 24, -60, 60)
}

/** Metres over an opened floor that must be in the picture: what was lifted off a house, of a tower its lowest storeys. */
function aboveOf(building: Building, focus: Extract<Focus, { level: 'floor' }>, storeys: Storeys): number {
  if (!isApart(focus, storeys) || focus.floor >= building.storeys) return 6
  const lifted = Math.min(building.storeys - focus.floor, mostLiftedStoreys) * building.storeyHeightMeters
  return building.storeyHeightMeters + liftMetersOf(building) + lifted
}

const pileOf = (building: Building, storeys: Storeys): number => (storeys === 'apart' ? building.storeys * pileMeters : 0)

const rectangle = (west: number, south: number, east: number, north: number): Position2[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

/** The nearest eye along a direction from which all spots are within the free part of the picture. */
export function frameSpots(
  spots: readonly Spot[],
  eastOfSouthDegrees: number,
  elevationDegrees: number,
  { width, height, insets }: Frustum,
  margin: number,
): Pose {
  const turn = MathUtils.degToRad(eastOfSouthDegrees)
  const rise = MathUtils.degToRad(elevationDegrees)
  const back = new Vector3(Math.sin(turn) * Math.cos(rise), Math.sin(rise), Math.cos(turn) * Math.cos(rise))
  const right = new Vector3(Math.cos(turn), 0, -Math.sin(turn))
  const up = new Vector3().crossVectors(back, right)
  const places = spots.map(([east, north, height]) => new Vector3(east, height, -north))
  const ring = spots.map(([east, north]): Position2 => [east, north])
  const [middleEast, middleNorth] = ring.length > 3 ? centreOf(hullOrder(ring)) : ring[0]
  const heights = spots.map((spot) => spot[2])
  const target = new Vector3(middleEast, (Math.min(...heights) + Math.max(...heights)) / 2, -middleNorth)
  const tall = Math.tan(MathUtils.degToRad(fieldOfViewDegrees / 2))
  const wide = (tall * width) / Math.max(1, height)
  const freeWidth = Math.max(0.3, 1 - (insets.left + insets.right) / width)
  const freeHeight = Math.max(0.3, 1 - (insets.top + insets.bottom) / height)
  const offset = new Vector3()
  let distance = 20
  for (let step = 0; step < 120; step += 1) {
    const fits = places.every((place) => {
      offset.subVectors(place, target)
      const depth = distance - offset.dot(back)
      return Math.abs(offset.dot(right)) * margin < depth * wide * freeWidth && Math.abs(offset.dot(up)) * margin < depth * tall * freeHeight
    })
    if (fits) break
    distance *= 1.05
  }
  // Panels cover the edges: the picture's middle moves to the middle of what is free.
  const shiftRight = ((insets.right - insets.left) / width) * distance * wide
  const shiftUp = ((insets.top - insets.bottom) / height) * distance * tall
  // It moves over the ground: a target below it would be pulled back with the first touch.
  const onward = new Vector3(-Math.sin(turn), 0, -Math.cos(turn))
  target.addScaledVector(right, shiftRight).addScaledVector(onward, shiftUp / Math.sin(rise))
  return { position: target.clone().addScaledVector(back, distance), target }
}

/** Corners in order around their middle, each once, so that an area can be taken. */
function hullOrder(ring: readonly Position2[]): Position2[] {
  const unique = [...new Map(ring.map((spot) => [`${spot[0]},${spot[1]}`, spot])).values()]
  const east = unique.reduce((sum, spot) => sum + spot[0], 0) / unique.length
  const north = unique.reduce((sum, spot) => sum + spot[1], 0) / unique.length
  return unique.sort((a, b) => Math.atan2(a[1] - north, a[0] - east) - Math.atan2(b[1] - north, b[0] - east))
}
