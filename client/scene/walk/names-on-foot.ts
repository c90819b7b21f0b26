import type { Text } from '../../../models/text.ts'
import type { Walk } from '../../state/view.ts'
import { nearestOn } from '../../state/whereabouts.ts'
import type { Occluders } from '../build/visibility.ts'
import { roofHeightOf } from '../site-index.ts'
import type { Stage } from '../stage.ts'

/** Farther houses are told by nobody on foot. */
const farthestMeters = 90
const signMeters = 3.2

type Named = { readonly at: readonly [number, number, number]; readonly name: Text }

/** The houses somebody on foot has before them, each named where its wall is nearest, as a sign would be. */
export function namesOnFoot({ index, occluders }: Pick<Stage, 'index' | 'occluders'>, { east, north }: Walk): readonly Named[] {
  const named: Named[] = []
  for (const building of index.buildings.values()) {
    if (building.kind === 'bicycle-shed' || building.kind === 'garage') continue
    const wall = nearestOn(building.outline, [east, north])
    const away = Math.hypot(wall[0] - east, wall[1] - north)
    if (away > farthestMeters || !isInSight(occluders, [east, north], wall)) continue
    named.push({ at: [wall[0], wall[1], Math.min(signMeters, roofHeightOf(building))], name: building.name })
  }
  return named
}

/** Whether no wall stands before a spot on a wall. */
function isInSight(walls: Occluders, from: readonly [number, number], to: readonly [number, number]): boolean {
  const [east, north] = [to[0] - from[0], to[1] - from[1]]
  for (let at = 0; at < walls.length; at += 4) {
    const [wallEast, wallNorth] = [walls[at + 2] - walls[at], walls[at + 3] - walls[at + 1]]
    const cross = east * wallNorth - north * wallEast
    if (Math.abs(cross) < 1e-9) continue
    const share = ((walls[at] - from[0]) * wallNorth - (walls[at + 1] - from[1]) * wallEast) / cross
    const along = ((walls[at] - from[0]) * north - (walls[at + 1] - from[1]) * east) / cross
    if (share > 0.001 && share < 0.995 && along >= 0 && along <= 1) return false
  }
  return true
}
