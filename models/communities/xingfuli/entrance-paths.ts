import type { Building, Unit } from '../../site/building.ts'
import type { Position2 } from '../../site/geometry.ts'
import type { Road } from '../../site/grounds.ts'
import { distance, meetingOf, roundPosition, segmentsOf, stepOf } from '../../site/planar.ts'

const longestMeters = 26

/** A paved path from every walk-up entrance straight ahead to the first road; round the shaft where a lift was added. */
export function makeEntrancePaths(buildings: readonly Building[], roads: readonly Road[]): Road[] {
  const carriageways = roads.filter(({ kind }) => kind !== 'path' && kind !== 'street')
  const paths: Road[] = []
  for (const building of buildings)
    if (building.kind === 'walkup')
      for (const unit of building.units) {
        const line = pathOf(unit, carriageways)
        if (line) paths.push({ id: `path-${unit.id}`, name: null, kind: 'path', line, widthMeters: 1.6, fireLane: false })
      }
  return paths
}

function pathOf(unit: Unit, roads: readonly Road[]): Position2[] | undefined {
  const [ex, ey] = stepOf(unit.entrance.facing)
  const from = unit.entrance.position
  const shift = unit.lifts.some(({ outdoor }) => outdoor) ? 1.95 : 0
  const step = (ahead: number, aside: number): Position2 => roundPosition([from[0] + ex * ahead + ey * aside, from[1] + ey * ahead - ex * aside])
  const start = step(0.6, shift)
  const end = firstMeeting(start, step(longestMeters, shift), roads)
  if (!end) return undefined
  return shift > 0 ? [from, step(0.6, 0), start, end] : [from, end]
}

function firstMeeting(from: Position2, to: Position2, roads: readonly Road[]): Position2 | undefined {
  let nearest: Position2 | undefined
  for (const { line } of roads)
    for (const [a, b] of segmentsOf(line)) {
      const meeting = meetingOf(from, to, a, b)
      if (meeting && (!nearest || distance(from, meeting) < distance(from, nearest))) nearest = meeting
    }
  return nearest && roundPosition(nearest)
}
