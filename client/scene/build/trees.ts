import type { BufferGeometry } from 'three'
import type { Tree } from '../../../models/site/grounds.ts'
import { palette } from '../palette.ts'
import { shareOfNumber } from '../random.ts'
import { MeshWriter } from './mesh-writer.ts'

export type TreeKind = Tree['kind']
export const treeKinds: readonly TreeKind[] = ['poplar', 'sophora', 'ginkgo', 'pine', 'willow', 'shrub']

/** A crown as ellipsoids (east, north, up, radius, half height; shares of the tree's height) and how many leaf fans it has. */
type Crown = {
  readonly lobes: readonly (readonly [number, number, number, number, number])[]
  readonly leaves: number
  readonly leafSize: number
  /** Where the trunk parts into branches, as a share of the height; 0: from the ground. */
  readonly fork: number
  readonly girth: number
  /** How far leaves hang below where they grow. */
  readonly hang: number
}

const crowns: Record<Exclude<TreeKind, 'pine'>, Crown> = {
  poplar: {
    lobes: [
      [0, 0, 0.5, 0.15, 0.24],
      [0.03, 0.02, 0.68, 0.14, 0.22],
      [-0.01, 0, 0.86, 0.085, 0.14],
    ],
    leaves: 120,
    leafSize: 0.062,
    fork: 0.2,
    girth: 0.02,
    hang: 0,
  },
  sophora: {
    lobes: [
      [0, 0, 0.74, 0.28, 0.2],
      [0.2, 0.06, 0.58, 0.2, 0.15],
      [-0.18, -0.13, 0.62, 0.2, 0.16],
      [0.02, 0.2, 0.62, 0.2, 0.15],
      [0.06, -0.2, 0.54, 0.16, 0.12],
    ],
    leaves: 150,
    leafSize: 0.082,
    fork: 0.3,
    girth: 0.026,
    hang: 0,
  },
  ginkgo: {
    lobes: [
      [0, 0, 0.52, 0.23, 0.2],
      [0.07, 0.02, 0.68, 0.17, 0.17],
      [-0.04, 0.03, 0.85, 0.1, 0.13],
    ],
    leaves: 128,
    leafSize: 0.07,
    fork: 0.24,
    girth: 0.022,
    hang: 0,
  },
  willow: {
    lobes: [
      [0, 0, 0.76, 0.28, 0.18],
      [0.25, 0.05, 0.52, 0.13, 0.26],
      [-0.2, 0.18, 0.5, 0.13, 0.26],
      [0, -0.26, 0.52, 0.13, 0.26],
      [-0.16, -0.14, 0.58, 0.12, 0.24],
    ],
    leaves: 150,
    leafSize: 0.066,
    fork: 0.3,
    girth: 0.028,
    hang: 0.7,
  },
  shrub: {
    lobes: [
      [0, 0, 0.46, 0.42, 0.4],
      [0.3, 0.12, 0.38, 0.32, 0.32],
      [-0.26, 0.2, 0.4, 0.3, 0.34],
    ],
    leaves: 48,
    leafSize: 0.19,
    fork: 0,
    girth: 0.03,
    hang: 0,
  },
}

type Vector = readonly [number, number, number]
/** `extra` of what does not fall: trunk, branches and needles. */
const stays: readonly [number, number, number, number] = [-1, 0, 0, 0]

/**
 * One tree of unit height: five-cornered leaf fans strewn over its crown, with normals that point out of the crown, so
 * that it takes light as one soft body, and the branches that are seen once they fall; instanced per kind. A leaf's
 * colour attribute is the light it gets within the crown; `extra` holds its turn to fall (−1: never) and its middle.
 */
export function buildTree(kind: TreeKind, detail: 'full' | 'light'): BufferGeometry {
  const writer = new MeshWriter()
  if (kind === 'pine') writePine(writer, detail)
  else {
    writeBranches(writer, crowns[kind], detail)
    writeLeaves(writer, crowns[kind], detail)
  }
  return writer.toGeometry()
}

function writeLeaves(writer: MeshWriter, { lobes, leaves, leafSize, hang }: Crown, detail: 'full' | 'light'): void {
  const count = detail === 'full' ? leaves : Math.round(leaves * 0.5)
  const size = detail === 'full' ? leafSize : leafSize * 1.38
  const weights = lobes.map(([, , , radius, half]) => radius * half + 0.012)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let leaf = 0
  for (const [number, [east, north, up, radius, half]] of lobes.entries()) {
    const here = Math.round((count * weights[number]) / total)
    for (let each = 0; each < here; each += 1, leaf += 1) {
      // A spiral over the lobe, so that no side of it is bald.
      const rise = 1 - 2 * ((each + 0.5) / here)
      const turn = each * 2.39996 + number
      const flat = Math.sqrt(1 - rise * rise)
      const reach = 0.72 + 0.34 * Math.cbrt(shareOfNumber(leaf, 3))
      const outward: Vector = [flat * Math.cos(turn), flat * Math.sin(turn), rise]
      const at: Vector = [east + outward[0] * radius * reach, north + outward[1] * radius * reach, up + outward[2] * half * reach]
      const shade = 0.74 + 0.2 * (rise * 0.5 + 0.5) + 0.14 * (shareOfNumber(leaf, 6) - 0.3)
      writer.color = [shade, shade, shade]
      writeLeaf(writer, at, outward, size * (0.75 + 0.5 * shareOfNumber(leaf, 4)), leaf, hang)
    }
  }
}

/** A fan of five corners, tilted off the crown's surface; where a kind hangs, longer than wide. */
function writeLeaf(writer: MeshWriter, at: Vector, outward: Vector, size: number, seed: number, hang: number): void {
  const loose = 1 - hang * 0.6
  const n = unit([
    outward[0] + (shareOfNumber(seed, 7) - 0.5) * loose,
    outward[1] + (shareOfNumber(seed, 8) - 0.5) * loose,
    outward[2] * (1 - hang) + 0.8 * loose * (shareOfNumber(seed, 9) - 0.2),
  ])
  const side: Vector = Math.abs(n[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1]
  const u = unit(cross(side, n))
  const v = cross(n, u)
  const lit = unit([outward[0], outward[1], outward[2] + 0.5])
  const extra: readonly [number, number, number, number] = [shareOfNumber(seed, 5), at[0], at[2], -at[1]]
  const first = writer.vertexCount
  for (let corner = 0; corner < 5; corner += 1) {
    const angle = (corner * Math.PI * 2) / 5 + seed
    const a = Math.cos(angle) * size * (0.8 + 0.35 * shareOfNumber(seed * 5 + corner, 10)) * (1 - hang * 0.35)
    const b = Math.sin(angle) * size * (0.85 + hang * 0.9)
    writer.vertex(at[0] + u[0] * a + v[0] * b, at[1] + u[1] * a + v[1] * b, at[2] + u[2] * a + v[2] * b, lit[0], lit[1], lit[2], extra)
  }
  for (let corner = 1; corner < 4; corner += 1) writer.triangle(first, first + corner, first + corner + 1)
}

/** A trunk, a limb into each lobe of the crown, and twigs that fill it: the tree as it stands in winter. */
function writeBranches(writer: MeshWriter, { lobes, fork, girth }: Crown, detail: 'full' | 'light'): void {
  writer.paint(palette.trunk)
  if (fork > 0) writeLimb(writer, [0, 0, 0], [0, 0, fork], girth, girth * 0.72, 5)
  const twigs = detail === 'full' ? 9 : 4
  for (const [number, [east, north, up, radius, half]] of lobes.entries()) {
    const root: Vector = [0, 0, Math.max(0, fork - 0.02)]
    const head: Vector = [east, north, up + half * 0.35]
    writeLimb(writer, root, head, girth * (fork > 0 ? 0.62 : 0.7), girth * 0.2, 3)
    for (let twig = 0; twig < twigs; twig += 1) {
      const seed = number * 16 + twig
      const along = 0.35 + 0.65 * shareOfNumber(seed, 11)
      const from: Vector = [root[0] + (head[0] - root[0]) * along, root[1] + (head[1] - root[1]) * along, root[2] + (head[2] - root[2]) * along]
      const turn = twig * 2.39996 + number
      const rise = 0.15 + 0.8 * shareOfNumber(seed, 12)
      const to: Vector = [east + Math.cos(turn) * radius * 0.95, north + Math.sin(turn) * radius * 0.95, up + half * (rise * 1.3 - 0.35)]
      writeTwig(writer, from, to, girth * 0.3)
    }
  }
}

function writeLimb(writer: MeshWriter, from: Vector, to: Vector, thick: number, thin: number, sides: number): void {
  const along = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]])
  const u = unit(cross(Math.abs(along[2]) > 0.9 ? [1, 0, 0] : [0, 0, 1], along))
  const v = cross(along, u)
  const first = writer.vertexCount
  for (let side = 0; side < sides; side += 1) {
    const angle = (side * Math.PI * 2) / sides
    const n: Vector = [
      u[0] * Math.cos(angle) + v[0] * Math.sin(angle),
      u[1] * Math.cos(angle) + v[1] * Math.sin(angle),
      u[2] * Math.cos(angle) + v[2] * Math.sin(angle),
    ]
    writer.vertex(from[0] + n[0] * thick, from[1] + n[1] * thick, from[2] + n[2] * thick, n[0], n[1], n[2], stays)
    writer.vertex(to[0] + n[0] * thin, to[1] + n[1] * thin, to[2] + n[2] * thin, n[0], n[1], n[2], stays)
  }
  for (let side = 0; side < sides; side += 1) {
    const [low, next] = [first + side * 2, first + ((side + 1) % sides) * 2]
    writer.triangle(low, next, next + 1)
    writer.triangle(low, next + 1, low + 1)
  }
}

/** One long triangle: a twig is seen from either side. */
function writeTwig(writer: MeshWriter, from: Vector, to: Vector, width: number): void {
  const along = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]])
  const side = unit(cross(along, [0.3, 0.2, 1]))
  const first = writer.vertexCount
  for (const [spot, share] of [
    [from, 1],
    [from, -1],
    [to, 0],
  ] as const)
    writer.vertex(
      spot[0] + side[0] * width * share,
      spot[1] + side[1] * width * share,
      spot[2] + side[2] * width * share,
      along[0] * 0.3,
      along[1] * 0.3,
      0.9,
      stays,
    )
  writer.triangle(first, first + 1, first + 2)
}

/** Tiers of boughs, each a ring of drooping tips: light above, dark below. */
function writePine(writer: MeshWriter, detail: 'full' | 'light'): void {
  writer.paint(palette.trunk)
  writeLimb(writer, [0, 0, 0], [0, 0, 0.5], 0.02, 0.008, 4)
  const tiers = detail === 'full' ? 8 : 6
  const tips = detail === 'full' ? 11 : 9
  for (let tier = 0; tier < tiers; tier += 1) {
    const share = tier / tiers
    const low = 0.12 + share * 0.8
    const radius = 0.245 * (1 - share) ** 0.85 + 0.02
    for (let tip = 0; tip < tips; tip += 1) {
      const seed = tier * 16 + tip
      const middle = ((tip + tier * 0.5) * Math.PI * 2) / tips
      const half = (Math.PI / tips) * 1.05
      const reach = radius * (0.82 + 0.36 * shareOfNumber(seed, 1))
      const normal = unit([Math.cos(middle), Math.sin(middle), 0.8])
      const shade = 0.78 + 0.2 * share + 0.16 * (shareOfNumber(seed, 2) - 0.4)
      const corner = (angle: number, out: number, up: number, bright: number): void => {
        writer.color = [shade * bright, shade * bright, shade * bright]
        writer.vertex(Math.cos(angle) * out, Math.sin(angle) * out, up, normal[0], normal[1], normal[2], [-2, 0, 0, 0])
      }
      const first = writer.vertexCount
      corner(middle - half, reach * 0.7, low + 0.025, 0.9)
      corner(middle, reach, low - 0.012, 1.1)
      corner(middle + half, reach * 0.7, low + 0.025, 0.9)
      corner(middle, 0, low + 0.15, 0.8)
      writer.triangle(first, first + 1, first + 3)
      writer.triangle(first + 1, first + 2, first + 3)
    }
  }
}

const cross = (a: Vector, b: Vector): Vector => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const unit = (a: Vector): Vector => {
  const length = Math.hypot(a[0], a[1], a[2]) || 1
  return [a[0] / length, a[1] / length, a[2] / length]
}
