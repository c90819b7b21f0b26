import type { DoorPlan, HomePlan } from '../../../../models/site/building.ts'
import { palette } from '../../palette.ts'
import { centreOf, type Frame, placeOn, project } from '../../space.ts'
import type { MeshWriter } from '../mesh-writer.ts'
import { cutMeters } from './cut-walls.ts'

const leafMeters = 0.045
const openRadians = 1.25
/** Wider ones slide. */
const widestLeafMeters = 1.2

/** The doors of a home: leaves swung open into the room they lead to, with the arc they swing along; wide ones slid half aside. */
export function writeDoorLeaves(writer: MeshWriter, plan: HomePlan, floor: number): void {
  for (const door of plan.doors) {
    const frame = frameOf(door)
    const half = door.widthMeters / 2
    writer.paint(palette.frame)
    for (const along of [-half, half - 0.05]) writer.box(frame, along, along + 0.05, -0.08, 0.08, floor, floor + cutMeters, { bottom: false })
    writer.paint(palette.plinth).box(frame, -half, half, -0.1, 0.1, floor, floor + 0.02, { bottom: false })
    if (door.widthMeters > widestLeafMeters) writeSliding(writer, frame, half, floor)
    else writeSwung(writer, frame, half, floor, side(frame, plan, door), door.from === 'landing' || door.to === 'landing')
  }
}

const frameOf = ({ at, along }: DoorPlan): Frame => ({ east: at[0], north: at[1], alongEast: Math.cos(along), alongNorth: Math.sin(along) })

/** 1 where the room a door leads to lies outward of its frame, -1 where it lies behind. */
function side(frame: Frame, plan: HomePlan, { from, to }: DoorPlan): 1 | -1 {
  const into = plan.rooms.find(({ key }) => key === to) ?? plan.rooms.find(({ key }) => key === from)
  return into && project(frame, centreOf(into.outline)).outward < 0 ? -1 : 1
}

function writeSwung(writer: MeshWriter, frame: Frame, half: number, floor: number, into: 1 | -1, isEntry: boolean): void {
  const [east, north] = placeOn(frame, -half + 0.05, 0)
  const turn = Math.atan2(frame.alongNorth, frame.alongEast) - into * openRadians
  const leaf: Frame = { east, north, alongEast: Math.cos(turn), alongNorth: Math.sin(turn) }
  const wide = half * 2 - 0.1
  writer.paint(isEntry ? palette.door : palette.trunk, isEntry ? 0.9 : 1.45)
  writer.box(leaf, 0, wide, -leafMeters / 2, leafMeters / 2, floor + 0.02, floor + cutMeters - 0.02, { bottom: false })
  writer.paint(palette.grey, 1.15)
  const start = Math.atan2(frame.alongNorth, frame.alongEast)
  const steps = 7
  for (let step = 0; step < steps; step += 1) {
    const at = (share: number, reach: number): readonly [number, number, number] => {
      const angle = start - into * openRadians * share
      return [east + Math.cos(angle) * reach, north + Math.sin(angle) * reach, floor + 0.015]
    }
    const [a, b] = [step / steps, (step + 1) / steps]
    const ribbon = [at(a, wide - 0.035), at(a, wide), at(b, wide), at(b, wide - 0.035)]
    writer.quad(into > 0 ? [...ribbon].reverse() : ribbon)
  }
}

function writeSliding(writer: MeshWriter, frame: Frame, half: number, floor: number): void {
  for (const [from, to, out] of [
    [-half, 0.06, 0.03],
    [-half + 0.25, 0.35, -0.03],
  ] as const) {
    writer.paint(palette.glass).box(frame, from, to, out - 0.015, out + 0.015, floor + 0.06, floor + cutMeters - 0.03, { bottom: false })
    writer.paint(palette.frame).box(frame, from, to, out - 0.025, out + 0.025, floor + cutMeters - 0.05, floor + cutMeters, { bottom: false })
  }
}
