import type { Gate } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { frameFacing, placeOn } from '../space.ts'
import { MeshWriter } from './mesh-writer.ts'

/** An arm of a gate: where it turns, the direction it lies along when down, its length. */
export type GateArm = { readonly east: number; readonly north: number; readonly alongEast: number; readonly alongNorth: number; readonly lengthMeters: number }

/** No arm is longer than this: a wider way has one from each side, one to come in by and one to leave. */
const longestMeters = 6.5
export const pivotMeters = 0.95

export function gateArmsOf({ position, heading, widthMeters, passes }: Gate): GateArm[] {
  if (passes === 'people') return []
  const frame = frameFacing(position, heading)
  const half = widthMeters / 2
  const arm = (along: number, way: 1 | -1, lengthMeters: number): GateArm => {
    const [east, north] = placeOn(frame, along, 0)
    return { east, north, alongEast: frame.alongEast * way, alongNorth: frame.alongNorth * way, lengthMeters }
  }
  if (widthMeters <= longestMeters) return [arm(-half + 0.28, 1, widthMeters - 0.7)]
  return [arm(-half + 0.28, 1, half - 0.45), arm(half - 0.28, -1, half - 0.45)]
}

/** An arm one metre long to the east, in bands of pale and slate so that its slant is seen from afar; stretched to its length. */
export function buildGateArm() {
  const writer = new MeshWriter()
  const frame = { east: 0, north: 0, alongEast: 1, alongNorth: 0 }
  const bands = 7
  for (let band = 0; band < bands; band += 1)
    writer
      .paint(band % 2 === 0 ? palette.frame : palette.grey)
      .box(frame, band / bands, (band + 1) / bands, -0.06, 0.06, -0.09, 0.09, { ends: band === 0 || band === bands - 1 })
  return writer.toGeometry()
}
