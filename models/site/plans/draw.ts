import type { DoorPlan, HomePlan, RoomPlan } from '../building.ts'
import type { Position2, Ring } from '../geometry.ts'
import { areaOf } from '../planar.ts'

/** A rectangle by its south-west and north-east corners. */
export const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

export const room = (key: string, kind: RoomPlan['kind'], outline: Ring): RoomPlan => ({ key, kind, outline })

const widths = { inner: 0.8, entry: 0.9, balcony: 1.6 }
export type DoorSize = keyof typeof widths

/** `wall` says which way the wall runs in the drawing. */
export const door = (from: string, to: string, at: Position2, wall: 'x' | 'y', size: DoorSize = 'inner'): DoorPlan => ({
  at,
  along: wall === 'x' ? 0 : Math.PI / 2,
  widthMeters: widths[size],
  from,
  to,
})

/** The floor area leaves balconies out, as a title deed of the time does. */
export const homePlan = (key: string, outline: Ring, rooms: RoomPlan[], doors: DoorPlan[]): HomePlan => {
  const balconies = rooms.filter(({ kind }) => kind === 'balcony').reduce((sum, { outline: ring }) => sum + areaOf(ring), 0)
  return { key, outline, areaSquareMeters: Math.round((areaOf(outline) - balconies) * 10) / 10, rooms, doors }
}
