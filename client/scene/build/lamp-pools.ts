import { BufferAttribute, BufferGeometry } from 'three'
import type { Lamp } from '../../../models/site/grounds.ts'
import { type Occluders, visibleRim } from './visibility.ts'

/** How far a lamp of this height lights the ground, in metres. */
export const lampReach = (lamp: Lamp): number => Math.min(24, Math.max(6, lamp.heightMeters * 2.7))

/**
 * The light of each lamp on the ground as a fan cut by the houses around: `pool` holds the lamp's number, how far out a
 * corner is (0 at the lamp, 1 at its reach) and height over reach; positions are metres east and north.
 */
export function buildLampPools(lamps: readonly Lamp[], occluders: Occluders): BufferGeometry {
  const positions: number[] = []
  const pools: number[] = []
  const indices: number[] = []
  for (const [number, lamp] of lamps.entries()) {
    const reach = lampReach(lamp)
    const rim = visibleRim({ eye: lamp.position, headingDegrees: 0, fieldOfViewDegrees: 360, rangeMeters: reach }, occluders)
    const middle = positions.length / 3
    const shape = lamp.heightMeters / reach
    positions.push(lamp.position[0], lamp.position[1], 0)
    pools.push(number, 0, shape)
    for (const [east, north] of rim) {
      positions.push(east, north, 0)
      pools.push(number, Math.hypot(east - lamp.position[0], north - lamp.position[1]) / reach, shape)
    }
    for (let corner = 0; corner < rim.length - 1; corner += 1) indices.push(middle, middle + 1 + corner, middle + 2 + corner)
  }
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3))
  geometry.setAttribute('pool', new BufferAttribute(new Float32Array(pools), 3))
  geometry.setIndex(indices)
  return geometry
}
