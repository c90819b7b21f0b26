import earcut from 'earcut'
import { BufferAttribute, BufferGeometry } from 'three'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { linearOf, type Rgb } from '../palette.ts'
import { type Frame, placeOn } from '../space.ts'

/** Which faces of a box are left out: those against a wall, the ground, or another box. */
export type BoxFaces = { readonly back?: boolean; readonly bottom?: boolean; readonly top?: boolean; readonly ends?: boolean }

/**
 * Collects the faces of one merged mesh. Positions are given as metres east, north, up; the scene has east, up, south.
 * `storey` and `place` are the rows of the state tables that the shader reads for whatever is written next; `extra`
 * holds four further numbers per vertex (a pane's place and size in metres).
 */
export class MeshWriter {
  storey = 0
  place = 0
  color: Rgb = [1, 1, 1]
  private readonly positions: number[] = []
  private readonly normals: number[] = []
  private readonly colors: number[] = []
  private readonly rows: number[] = []
  private readonly extras: number[] = []
  private readonly indices: number[] = []
  private readonly known = new Map<string, Rgb>()

  get vertexCount(): number {
    return this.positions.length / 3
  }

  get triangleCount(): number {
    return this.indices.length / 3
  }

  /** Takes a colour for what follows; `shade` darkens it, for what is deep in a recess. */
  paint(hex: string, shade = 1): this {
    const known = this.known.get(hex) ?? linearOf(hex)
    this.known.set(hex, known)
    this.color = shade === 1 ? known : [known[0] * shade, known[1] * shade, known[2] * shade]
    return this
  }

  vertex(
    east: number,
    north: number,
    up: number,
    normalEast: number,
    normalNorth: number,
    normalUp: number,
    extra?: readonly [number, number, number, number],
  ): number {
    this.positions.push(east, up, -north)
    this.normals.push(normalEast, normalUp, -normalNorth)
    this.colors.push(this.color[0], this.color[1], this.color[2])
    this.rows.push(this.storey, this.place)
    if (extra) this.extras.push(extra[0], extra[1], extra[2], extra[3])
    return this.vertexCount - 1
  }

  triangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c)
  }

  /** Four corners, anticlockwise seen from the front. */
  quad(corners: readonly (readonly [number, number, number])[]): void {
    const [a, b, c, d] = corners
    const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    const v = [d[0] - a[0], d[1] - a[1], d[2] - a[2]]
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
    const length = Math.hypot(n[0], n[1], n[2])
    if (length < 1e-9) return
    const first = this.vertexCount
    for (const corner of [a, b, c, d]) this.vertex(corner[0], corner[1], corner[2], n[0] / length, n[1] / length, n[2] / length)
    this.indices.push(first, first + 1, first + 2, first, first + 2, first + 3)
  }

  /** An upright rectangle along a frame, facing outward. */
  panel(frame: Frame, from: number, to: number, bottom: number, top: number, outward: number): void {
    if (to - from < 1e-4 || top - bottom < 1e-4) return
    const start = placeOn(frame, from, outward)
    const end = placeOn(frame, to, outward)
    this.quad([
      [start[0], start[1], bottom],
      [end[0], end[1], bottom],
      [end[0], end[1], top],
      [start[0], start[1], top],
    ])
  }

  /** The same, with the place on the pane in metres and two further numbers for the shader. */
  pane(frame: Frame, from: number, to: number, bottom: number, top: number, outward: number): void {
    const width = to - from
    const height = top - bottom
    if (width < 0.05 || height < 0.05) return
    const start = placeOn(frame, from, outward)
    const end = placeOn(frame, to, outward)
    const first = this.vertexCount
    const normalEast = frame.alongNorth
    const normalNorth = -frame.alongEast
    this.vertex(start[0], start[1], bottom, normalEast, normalNorth, 0, [0, 0, width, height])
    this.vertex(end[0], end[1], bottom, normalEast, normalNorth, 0, [width, 0, width, height])
    this.vertex(end[0], end[1], top, normalEast, normalNorth, 0, [width, height, width, height])
    this.vertex(start[0], start[1], top, normalEast, normalNorth, 0, [0, height, width, height])
    this.indices.push(first, first + 1, first + 2, first, first + 2, first + 3)
  }

  /** A box along a frame, between two distances outward and two heights. */
  box(frame: Frame, from: number, to: number, inner: number, outer: number, bottom: number, top: number, faces: BoxFaces = {}): void {
    const corner = (along: number, outward: number, up: number): readonly [number, number, number] => {
      const [east, north] = placeOn(frame, along, outward)
      return [east, north, up]
    }
    this.panel(frame, from, to, bottom, top, outer)
    if (faces.back !== false) this.quad([corner(to, inner, bottom), corner(from, inner, bottom), corner(from, inner, top), corner(to, inner, top)])
    if (faces.ends !== false) {
      this.quad([corner(from, inner, bottom), corner(from, outer, bottom), corner(from, outer, top), corner(from, inner, top)])
      this.quad([corner(to, outer, bottom), corner(to, inner, bottom), corner(to, inner, top), corner(to, outer, top)])
    }
    if (faces.top !== false) this.quad([corner(from, outer, top), corner(to, outer, top), corner(to, inner, top), corner(from, inner, top)])
    if (faces.bottom !== false) this.quad([corner(from, inner, bottom), corner(to, inner, bottom), corner(to, outer, bottom), corner(from, outer, bottom)])
  }

  /** A level polygon with holes, facing up. */
  flat(outline: readonly Position2[], holes: readonly (readonly Position2[])[], up: number): void {
    const rings = [outline, ...holes]
    const first = this.vertexCount
    const starts: number[] = []
    const flat: number[] = []
    for (const ring of rings) {
      if (flat.length > 0) starts.push(flat.length / 2)
      for (const [east, north] of ring) flat.push(east, north)
    }
    const triangles = earcut(flat, starts)
    if (triangles.length === 0) return
    for (let index = 0; index < flat.length; index += 2) this.vertex(flat[index], flat[index + 1], up, 0, 0, 1)
    for (let index = 0; index < triangles.length; index += 3) {
      const [a, b, c] = [triangles[index], triangles[index + 1], triangles[index + 2]]
      const turn = (flat[b * 2] - flat[a * 2]) * (flat[c * 2 + 1] - flat[a * 2 + 1]) - (flat[c * 2] - flat[a * 2]) * (flat[b * 2 + 1] - flat[a * 2 + 1])
      if (turn > 0) this.indices.push(first + a, first + b, first + c)
      else this.indices.push(first + a, first + c, first + b)
    }
  }

  /** Upright walls around a ring, facing out of it (or into it with `inwards`). */
  walls(ring: Ring, bottom: number, top: number, inwards = false): void {
    for (let index = 0; index < ring.length; index += 1) {
      const from = inwards ? ring[(index + 1) % ring.length] : ring[index]
      const to = inwards ? ring[index] : ring[(index + 1) % ring.length]
      this.quad([
        [from[0], from[1], bottom],
        [to[0], to[1], bottom],
        [to[0], to[1], top],
        [from[0], from[1], top],
      ])
    }
  }

  toGeometry(): BufferGeometry {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(this.positions), 3))
    geometry.setAttribute(
      'normal',
      new BufferAttribute(
        Int8Array.from(this.normals, (share) => Math.round(share * 127)),
        3,
        true,
      ),
    )
    geometry.setAttribute(
      'color',
      new BufferAttribute(
        Uint16Array.from(this.colors, (share) => Math.round(Math.min(1, share) * 65535)),
        3,
        true,
      ),
    )
    geometry.setAttribute('rows', new BufferAttribute(new Float32Array(this.rows), 2))
    if (this.extras.length > 0) geometry.setAttribute('extra', new BufferAttribute(new Float32Array(this.extras), 4))
    geometry.setIndex(new BufferAttribute(this.vertexCount > 65535 ? new Uint32Array(this.indices) : new Uint16Array(this.indices), 1))
    return geometry
  }
}
