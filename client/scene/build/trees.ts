import type { BufferGeometry } from 'three'
import type { Tree } from '../../../models/site/grounds.ts'
import { autumnColors, linearOf, palette, type Rgb, treeColors } from '../palette.ts'
import { shareOfNumber } from '../random.ts'
import { MeshWriter } from './mesh-writer.ts'

export type TreeKind = Tree['kind']
export const treeKinds: readonly TreeKind[] = ['poplar', 'sophora', 'ginkgo', 'pine', 'willow', 'shrub']

/** A crown as ellipsoids (share of height) and how many leaf fans it has. */
type Crown = {
  readonly lobes: readonly (readonly [number, number, number, number, number])[]
  readonly leaves: number
  readonly leafSize: number
  readonly trunk: number
}

const crowns: Record<Exclude<TreeKind, 'pine'>, Crown> = {
  poplar: {
    lobes: [
      [0, 0, 0.6, 0.17, 0.36],
      [0.03, 0.02, 0.8, 0.12, 0.2],
    ],
    leaves: 66,
    leafSize: 0.078,
    trunk: 0.3,
  },
  sophora: {
    lobes: [
      [0, 0, 0.68, 0.36, 0.24],
      [0.2, 0.05, 0.56, 0.2, 0.16],
      [-0.17, -0.12, 0.6, 0.2, 0.17],
      [0.02, 0.18, 0.62, 0.2, 0.16],
    ],
    leaves: 84,
    leafSize: 0.105,
    trunk: 0.42,
  },
  ginkgo: {
    lobes: [
      [0, 0, 0.6, 0.24, 0.3],
      [0.05, 0, 0.82, 0.13, 0.16],
    ],
    leaves: 70,
    leafSize: 0.09,
    trunk: 0.32,
  },
  willow: {
    lobes: [
      [0, 0, 0.68, 0.33, 0.26],
      [0.25, 0.05, 0.45, 0.13, 0.24],
      [-0.2, 0.18, 0.45, 0.13, 0.24],
      [0, -0.26, 0.46, 0.13, 0.24],
    ],
    leaves: 84,
    leafSize: 0.095,
    trunk: 0.4,
  },
  shrub: { lobes: [[0, 0, 0.5, 0.6, 0.45]], leaves: 30, leafSize: 0.25, trunk: 0.1 },
}

/**
 * One tree of unit height: five-cornered leaf fans strewn over its crown, with normals that point out of the crown, so
 * that it takes light as one soft body; instanced per kind. The `extra` attribute holds the
 * leaf's turn to fall and its colour in autumn.
 */
export function buildTree(kind: TreeKind, detail: 'full' | 'light'): BufferGeometry {
  const writer = new MeshWriter()
  if (kind === 'pine') writePine(writer, detail)
  else writeBroadleaf(writer, kind, crowns[kind], detail)
  return writer.toGeometry()
}

function writeBroadleaf(writer: MeshWriter, kind: TreeKind, { lobes, leaves, leafSize, trunk }: Crown, detail: 'full' | 'light'): void {
  const autumn = linearOf(autumnColors[kind])
  writeTrunk(writer, trunk + 0.12, kind === 'shrub' ? 0.04 : 0.022)
  const count = detail === 'full' ? leaves : Math.round(leaves * 0.8)
  const size = detail === 'full' ? leafSize : leafSize * 1.1
  for (let leaf = 0; leaf < count; leaf += 1) {
    const [east, north, up, radius, height] = lobes[Math.floor(shareOfNumber(leaf, 1) * lobes.length * 1.6) % lobes.length]
    const turn = shareOfNumber(leaf, 2) * Math.PI * 2
    const rise = 1 - 2 * ((leaf + 0.5) / count)
    const flat = Math.sqrt(1 - rise * rise)
    const reach = 0.62 + 0.38 * Math.cbrt(shareOfNumber(leaf, 3))
    const normal: Vector = [flat * Math.cos(turn), flat * Math.sin(turn), rise]
    const at: Vector = [east + normal[0] * radius * reach, north + normal[1] * radius * reach, up + normal[2] * height * reach]
    // Darker low inside the crown, lighter on top: the sky each leaf sees.
    writer.paint(treeColors[kind], 0.8 + 0.2 * (rise * 0.5 + 0.5) + 0.1 * (shareOfNumber(leaf, 6) - 0.5))
    writeLeaf(writer, at, normal, size * (0.75 + 0.5 * shareOfNumber(leaf, 4)), leaf, autumn)
  }
}

type Vector = readonly [number, number, number]

/** A fan of five corners, tilted off the crown's surface. */
function writeLeaf(writer: MeshWriter, at: Vector, outward: Vector, size: number, seed: number, autumn: Rgb): void {
  const tilt: Vector = [outward[0] + shareOfNumber(seed, 7) - 0.5, outward[1] + shareOfNumber(seed, 8) - 0.5, outward[2] + 0.9 * (shareOfNumber(seed, 9) - 0.2)]
  const length = Math.hypot(tilt[0], tilt[1], tilt[2]) || 1
  const n: Vector = [tilt[0] / length, tilt[1] / length, tilt[2] / length]
  const side: Vector = Math.abs(n[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1]
  const u = unit(cross(side, n))
  const v = cross(n, u)
  const lit: Vector = unit([outward[0], outward[1], outward[2] + 0.35])
  const turn: readonly [number, number, number, number] = [shareOfNumber(seed, 5), autumn[0], autumn[1], autumn[2]]
  const first = writer.vertexCount
  for (let corner = 0; corner < 5; corner += 1) {
    const angle = (corner * Math.PI * 2) / 5 + seed
    const [a, b] = [Math.cos(angle) * size * (0.8 + 0.35 * shareOfNumber(seed * 5 + corner, 10)), Math.sin(angle) * size * 0.85]
    writer.vertex(at[0] + u[0] * a + v[0] * b, at[1] + u[1] * a + v[1] * b, at[2] + u[2] * a + v[2] * b, lit[0], lit[1], lit[2], turn)
  }
  for (let corner = 1; corner < 4; corner += 1) writer.triangle(first, first + corner, first + corner + 1)
}

function writeTrunk(writer: MeshWriter, height: number, radius: number): void {
  writer.paint(palette.trunk)
  const first = writer.vertexCount
  const still: readonly [number, number, number, number] = [-1, 0, 0, 0]
  for (let corner = 0; corner < 4; corner += 1) {
    const [east, north] = [Math.cos((corner * Math.PI) / 2), Math.sin((corner * Math.PI) / 2)]
    writer.vertex(east * radius, north * radius, 0, east, north, 0, still)
    writer.vertex(east * radius * 0.6, north * radius * 0.6, height, east, north, 0, still)
  }
  for (let corner = 0; corner < 4; corner += 1) {
    const [low, next] = [first + corner * 2, first + ((corner + 1) % 4) * 2]
    writer.triangle(low, next, next + 1)
    writer.triangle(low, next + 1, low + 1)
  }
}

/** Stacked skirts with ragged hems. */
function writePine(writer: MeshWriter, detail: 'full' | 'light'): void {
  writeTrunk(writer, 0.3, 0.022)
  const skirts = 5
  const corners = detail === 'full' ? 9 : 7
  for (let skirt = 0; skirt < skirts; skirt += 1) {
    const low = 0.14 + skirt * 0.165
    const radius = 0.25 * (1 - skirt / (skirts + 0.6))
    const tip = low + 0.3
    for (let corner = 0; corner < corners; corner += 1) {
      const seed = skirt * 16 + corner
      writer.paint(treeColors.pine, 0.86 + 0.2 * shareOfNumber(seed, 2))
      const [from, to] = [(corner * Math.PI * 2) / corners, ((corner + 1) * Math.PI * 2) / corners]
      const reach = radius * (0.85 + 0.3 * shareOfNumber(seed, 1))
      const middle = (from + to) / 2
      const normal = unit([Math.cos(middle), Math.sin(middle), 0.65])
      const still: readonly [number, number, number, number] = [-1, 0, 0, 0]
      const first = writer.vertexCount
      writer.vertex(Math.cos(from) * reach, Math.sin(from) * reach, low, normal[0], normal[1], normal[2], still)
      writer.vertex(Math.cos(to) * reach, Math.sin(to) * reach, low + 0.03, normal[0], normal[1], normal[2], still)
      writer.vertex(0, 0, tip, normal[0], normal[1], normal[2], still)
      writer.triangle(first, first + 1, first + 2)
    }
  }
}

const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const unit = (a: Vector): Vector => {
  const length = Math.hypot(a[0], a[1], a[2]) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}
