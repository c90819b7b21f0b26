import type { BufferGeometry } from 'three'
import { MeshWriter } from './mesh-writer.ts'

type Profile = readonly (readonly [number, number])[]

export const carKinds = ['car', 'ev', 'van'] as const
export type CarKind = (typeof carKinds)[number]

/** Height over length, from the tail, as a side view: a saloon, a short electric hatchback and a van. */
const shapes: Record<CarKind, { readonly body: Profile; readonly cabin: Profile; readonly halfWidth: number }> = {
  car: {
    halfWidth: 0.88,
    body: [
      [-2.2, 0.75],
      [-2.05, 0.98],
      [-1.3, 1.02],
      [1.05, 1.0],
      [2.0, 0.82],
      [2.25, 0.6],
    ],
    cabin: [
      [-1.65, 1.0],
      [-1.15, 1.44],
      [0.15, 1.47],
      [1.05, 1.0],
    ],
  },
  ev: {
    halfWidth: 0.86,
    body: [
      [-1.85, 0.8],
      [-1.78, 1.02],
      [-1.1, 1.06],
      [0.95, 1.02],
      [1.7, 0.86],
      [1.9, 0.62],
    ],
    cabin: [
      [-1.78, 1.02],
      [-1.5, 1.54],
      [0.3, 1.58],
      [1.3, 0.98],
    ],
  },
  van: {
    halfWidth: 0.92,
    body: [
      [-2.35, 1.0],
      [-2.3, 1.2],
      [1.2, 1.2],
      [1.95, 1.05],
      [2.35, 0.7],
    ],
    cabin: [
      [-2.3, 1.2],
      [-2.2, 1.88],
      [0.75, 1.9],
      [1.6, 1.15],
    ],
  },
}

/**
 * A parked vehicle, nose to the north, 4.5 m long: body in white (the instance's colour), cabin glass, wheels.
 * `extra[0]` is 1 where the instance's colour counts.
 */
export function buildCar(kind: CarKind): BufferGeometry {
  const writer = new MeshWriter()
  const { body, cabin, halfWidth } = shapes[kind]
  const sill = 0.28
  writer.color = [1, 1, 1]
  const underside: Profile = body.map(([along]) => [along, sill])
  loft(writer, underside, body, halfWidth, halfWidth - 0.03, 1)
  writer.paint('#5d6368')
  const base: Profile = cabin.map(([along]) => [along, cabin[0][1] - 0.06])
  loft(writer, base, cabin, halfWidth - 0.08, halfWidth - 0.22, 0)
  writer.color = [1, 1, 1]
  const roof = cabin.slice(1, -1)
  for (let index = 1; index < roof.length; index += 1) {
    const [a, b] = [roof[index - 1], roof[index]]
    const half = halfWidth - 0.2
    face(
      writer,
      [
        [-half, a[0], a[1] + 0.02],
        [half, a[0], a[1] + 0.02],
        [half, b[0], b[1] + 0.02],
        [-half, b[0], b[1] + 0.02],
      ],
      1,
    )
  }
  writer.paint('#3a3d40')
  const axle = kind === 'ev' ? 1.2 : 1.4
  for (const along of [-axle, axle]) for (const side of [-1, 1]) wheel(writer, along, side * (halfWidth - 0.08))
  return writer.toGeometry()
}

function loft(writer: MeshWriter, low: Profile, high: Profile, lowHalf: number, highHalf: number, own: 0 | 1): void {
  for (let index = 1; index < high.length; index += 1) {
    const [a, b, c, d] = [low[index - 1], low[index], high[index], high[index - 1]]
    face(
      writer,
      [
        [lowHalf, a[0], a[1]],
        [lowHalf, b[0], b[1]],
        [highHalf, c[0], c[1]],
        [highHalf, d[0], d[1]],
      ],
      own,
    )
    face(
      writer,
      [
        [-lowHalf, b[0], b[1]],
        [-lowHalf, a[0], a[1]],
        [-highHalf, d[0], d[1]],
        [-highHalf, c[0], c[1]],
      ],
      own,
    )
    face(
      writer,
      [
        [-highHalf, d[0], d[1]],
        [highHalf, d[0], d[1]],
        [highHalf, c[0], c[1]],
        [-highHalf, c[0], c[1]],
      ],
      own,
    )
  }
  const last = high.length - 1
  face(
    writer,
    [
      [-lowHalf, low[0][0], low[0][1]],
      [lowHalf, low[0][0], low[0][1]],
      [highHalf, high[0][0], high[0][1]],
      [-highHalf, high[0][0], high[0][1]],
    ],
    own,
  )
  face(
    writer,
    [
      [lowHalf, low[last][0], low[last][1]],
      [-lowHalf, low[last][0], low[last][1]],
      [-highHalf, high[last][0], high[last][1]],
      [highHalf, high[last][0], high[last][1]],
    ],
    own,
  )
}

function face(writer: MeshWriter, corners: readonly (readonly [number, number, number])[], own: 0 | 1): void {
  const [a, b, , d] = corners
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const v = [d[0] - a[0], d[1] - a[1], d[2] - a[2]]
  const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
  const length = Math.hypot(n[0], n[1], n[2]) || 1
  const first = writer.vertexCount
  for (const [east, north, up] of corners) writer.vertex(east, north, up, n[0] / length, n[1] / length, n[2] / length, [own, 0, 0, 0])
  writer.triangle(first, first + 1, first + 2)
  writer.triangle(first, first + 2, first + 3)
}

function wheel(writer: MeshWriter, along: number, side: number): void {
  const outer = side + Math.sign(side) * 0.1
  for (let corner = 0; corner < 6; corner += 1) {
    const [from, to] = [(corner * Math.PI) / 3, ((corner + 1) * Math.PI) / 3]
    const spoke = (angle: number): readonly [number, number, number] => [outer, along + Math.cos(angle) * 0.32, 0.32 + Math.sin(angle) * 0.32]
    const ends = side > 0 ? [from, to] : [to, from]
    face(writer, [[outer, along, 0.32], spoke(ends[0]), spoke(ends[1]), [outer, along, 0.32 + 1e-4]], 0)
  }
}
