import type { Community } from '../../../models/site/community.ts'
import { roofHeightOf } from '../site-index.ts'
import { boundsOf, contains } from '../space.ts'

/** The square the light maps cover, in metres. */
export type LightSquare = { readonly west: number; readonly south: number; readonly sideMeters: number }

/**
 * How much of the sky each spot of the ground sees, 0–255, row by row from the south: the contact shade that makes
 * houses stand on the ground. By horizon angles in 12 directions over a height map of buildings and tree crowns.
 */
export function skyVisibility(community: Community, square: LightSquare, side: number): Uint8Array {
  const { heights, roofs } = heightMap(community, square, side)
  const shade = new Uint8Array(side * side)
  const metersPerTexel = square.sideMeters / side
  const directions = 12
  const steps = [0.8, 1.7, 2.8, 4.2, 6.2, 9, 13, 19, 27]
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1) {
      let open = 0
      // Of a roof it counts what stands higher than the roof.
      const own = roofs[row * side + column]
      for (let direction = 0; direction < directions; direction += 1) {
        const angle = ((direction + 0.37) * Math.PI * 2) / directions
        const [east, north] = [Math.cos(angle), Math.sin(angle)]
        let steepest = 0
        for (const distance of steps) {
          const x = Math.round(column + (east * distance) / metersPerTexel)
          const y = Math.round(row + (north * distance) / metersPerTexel)
          if (x < 0 || y < 0 || x >= side || y >= side) break
          steepest = Math.max(steepest, (heights[y * side + x] - own) / distance)
        }
        // The share of a cosine-weighted sky above an horizon at angle a is cos² a.
        open += 1 / (1 + steepest * steepest)
      }
      shade[row * side + column] = Math.round((open / directions) * 255)
    }
  return shade
}

function heightMap(community: Community, square: LightSquare, side: number): { readonly heights: Float32Array; readonly roofs: Float32Array } {
  const heights = new Float32Array(side * side)
  const scale = side / square.sideMeters
  for (const building of community.buildings) {
    const { minEast, maxEast, minNorth, maxNorth } = boundsOf([building.outline])
    for (
      let row = Math.max(0, Math.floor((minNorth - square.south) * scale));
      row <= Math.min(side - 1, Math.ceil((maxNorth - square.south) * scale));
      row += 1
    )
      for (
        let column = Math.max(0, Math.floor((minEast - square.west) * scale));
        column <= Math.min(side - 1, Math.ceil((maxEast - square.west) * scale));
        column += 1
      )
        if (contains(building.outline, square.west + (column + 0.5) / scale, square.south + (row + 0.5) / scale))
          heights[row * side + column] = roofHeightOf(building)
  }
  const roofs = heights.slice()
  for (const { position, heightMeters } of community.trees) {
    const column = Math.round((position[0] - square.west) * scale)
    const row = Math.round((position[1] - square.south) * scale)
    if (column < 0 || row < 0 || column >= side || row >= side) continue
    // A crown lets light past below and through it: it counts for a quarter.
    heights[row * side + column] = Math.max(heights[row * side + column], heightMeters * 0.25)
  }
  return { heights, roofs }
}
