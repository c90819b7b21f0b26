import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { type Frame, frameFacing } from '../space.ts'
import type { Entrance } from './entrances-of.ts'
import { isLivedIn } from './facade.ts'
import { type BuildingWriters, startAt } from './facade-writers.ts'
import type { MeshWriter } from './mesh-writer.ts'

/** Seven strokes of a digit, as on a calculator: top, upper right, lower right, bottom, lower left, upper left, middle. */
const digits = ['1111110', '0110000', '1101101', '1111001', '0110011', '1011011', '1011111', '1110000', '1111111', '1111011'] as const

/** What stands before a door: canopy on its posts, steps, a ramp with its rail, the number of the entrance. */
export function writeEntrance(index: SiteIndex, building: Building, entrance: Entrance, writers: BuildingWriters): void {
  startAt(writers, storeyRowOf(index, building, 1), 0)
  const frame = frameFacing(entrance.position, entrance.facing)
  const low = building.baseMeters
  const lived = isLivedIn(building)
  const { fabric } = writers
  if (building.kind === 'bungalow') return writeDoorstep(fabric, frame, low)
  if (!lived && building.kind !== 'activity' && building.kind !== 'kindergarten' && building.kind !== 'office' && building.kind !== 'school') return
  const half = lived ? 1.5 : 2.4
  const reach = lived ? 1.5 : 2.2
  fabric.paint(palette.slabEdge).box(frame, -half, half, 0, reach, low + 2.5, low + 2.68, {})
  fabric.paint(palette.clay[1]).box(frame, -half, half, reach - 0.1, reach, low + 2.68, low + 2.9, { bottom: false })
  fabric.paint(palette.kerb).box(frame, -half + 0.15, half - 0.15, 0, reach - 0.2, 0, Math.max(0.16, low), { bottom: false })
  const treads = Math.max(1, Math.round(low / 0.16))
  for (let tread = 0; tread < treads; tread += 1) {
    const up = Math.max(0.16, low) * (1 - (tread + 1) / (treads + 1))
    fabric.box(frame, -half + 0.15, half - 0.15, reach - 0.2 + tread * 0.3, reach + 0.1 + tread * 0.3, 0, up, { bottom: false, back: false })
  }
  fabric.paint(palette.steel)
  for (const along of [-half + 0.06, half - 0.16])
    fabric.box(frame, along, along + 0.1, reach - 0.16, reach - 0.06, 0, low + 2.5, { top: false, bottom: false })
  if (lived && writers.care === 'whole') {
    if (low > 0.3) writeRamp(writers, frame, half, low)
    if (entrance.plate) writePlate(writers.fittings, frame, low + 2.2, entrance.plate)
  }
}

function writeDoorstep(fabric: MeshWriter, frame: Frame, low: number): void {
  fabric.paint(palette.kerb).box(frame, -0.7, 0.7, 0, 0.5, 0, Math.max(0.12, low - 0.05), { bottom: false, back: false })
  fabric.paint(palette.slabEdge).box(frame, -0.85, 0.85, 0, 0.6, low + 2.32, low + 2.4, { back: false })
}

/** A ramp beside the steps with a rail on its outer side. */
function writeRamp({ fabric, fittings }: BuildingWriters, frame: Frame, half: number, low: number): void {
  const steps = 6
  for (let step = 0; step < steps; step += 1) {
    const from = half + step * 0.62
    fabric.paint(palette.kerb).box(frame, from - 0.15, from + 0.47, 0.1, 1.2, 0, low * (1 - (step + 0.5) / steps), { bottom: false, back: false })
    fittings.paint(palette.steel).box(frame, from - 0.02, from + 0.02, 1.16, 1.2, 0, low * (1 - step / steps) + 0.9, { bottom: false })
    fittings.box(frame, from, from + 0.62, 1.15, 1.2, low * (1 - (step + 0.5) / steps) + 0.86, low * (1 - (step + 0.5) / steps) + 0.9, {})
  }
}

/** The number over the canopy's edge, white on slate, so that whoever comes to help finds the door. */
function writePlate(fittings: MeshWriter, frame: Frame, up: number, plate: string): void {
  const [wide, high] = [0.34, 0.56]
  const length = plate.length * (wide + 0.16) + 0.2
  const outward = 1.52
  const [bottom, top] = [up + 0.34, up + 0.34 + high + 0.24]
  fittings.paint(palette.solar, 0.55).box(frame, -length / 2, length / 2, outward - 0.04, outward, bottom, top, {})
  fittings.paint(palette.frame)
  for (const [number, digit] of [...plate].entries()) {
    const from = -length / 2 + 0.18 + number * (wide + 0.16)
    const line = (left: number, right: number, low: number, upper: number): void =>
      fittings.panel(frame, from + left * wide, from + right * wide, bottom + 0.12 + low * high, bottom + 0.12 + upper * high, outward + 0.012)
    const strokes = digits[Number(digit)] ?? digits[0]
    const places = [
      [0, 1, 0.86, 1],
      [0.74, 1, 0.5, 1],
      [0.74, 1, 0, 0.5],
      [0, 1, 0, 0.14],
      [0, 0.26, 0, 0.5],
      [0, 0.26, 0.5, 1],
      [0, 1, 0.43, 0.57],
    ] as const
    for (const [stroke, [left, right, lower, upper]] of places.entries()) if (strokes[stroke] === '1') line(left, right, lower, upper)
  }
}
