import earcut from 'earcut'
import { BufferAttribute, BufferGeometry } from 'three'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { linearOf, type Rgb } from '../palette.ts'
import { type Frame, placeOn } from '../space.ts'

/** Which faces of a box are left out: those against a wall, the ground, or another box. */
export type BoxFaces = { readonly back?: boolean; readonly bottom?: boolean; readonly top?: boolean; readonly ends?: boolean }

/** Room for so many vertices at first; it doubles whenever it is full. */
const firstVertices = 1024

const longer = <Numbers extends Float32Array | Int8Array | Uint16Array | Uint32Array>(full: Numbers, roomier: Numbers): Numbers => {
  roomier.set(full)
  return roomier
}

/**
 * Collects the faces of one merged mesh. Positions are given as metres east, north, up; the scene has east, up, south.
 * `storey` and `place` are the rows of the state tables that the shader reads for whatever is written next; `extra`
 * holds four further numbers per vertex (a pane's place and size in metres).
 */
export class MeshWriter {
  storey = 0
  place = 0
  color: Rgb = [1, 1, 1]
  private vertices = 0
  private corners = 0
  private positions = new Float32Array(3 * firstVertices)
  private normals = new Int8Array(3 * firstVertices)
  private colors = new Uint16Array(3 * firstVertices)
  private rows = new Float32Array(2 * firstVertices)
  private extras = new Float32Array(0)
  private indices = new Uint32Array(6 * firstVertices)
  private readonly known = new Map<string, Rgb>()

  get vertexCount(): number {
    return this.vertices
  }

  get triangleCount(): number {
    return this.corners / 3
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
    const at = this.vertices
    if (at * 3 === this.positions.length) this.grow()
    this.positions[at * 3] = east
    this.positions[at * 3 + 1] = up
    this.positions[at * 3 + 2] = -north
    this.normals[at * 3] = Math.round(normalEast * 127)
    this.normals[at * 3 + 1] = Math.round(normalUp * 127)
    this.normals[at * 3 + 2] = Math.round(-normalNorth * 127)
    for (let channel = 0; channel < 3; channel += 1) this.colors[at * 3 + channel] = Math.round(Math.min(1, this.color[channel]) * 65535)
    this.rows[at * 2] = this.storey
    this.rows[at * 2 + 1] = this.place
    if (extra) {
      if (this.extras.length < this.rows.length * 2) this.extras = longer(this.extras, new Float32Array(this.rows.length * 2))
      this.extras.set(extra, at * 4)
    }
    this.vertices += 1
    return at
  }

  private grow(): void {
    this.positions = longer(this.positions, new Float32Array(this.positions.length * 2))
    this.normals = longer(this.normals, new Int8Array(this.normals.length * 2))
    this.colors = longer(this.colors, new Uint16Array(this.colors.length * 2))
    this.rows = longer(this.rows, new Float32Array(this.rows.length * 2))
  }

  triangle(a: number, b: number, c: number): void {
    if (this.corners + 3 > this.indices.length) this.indices = longer(this.indices, new Uint32Array(this.indices.length * 2))
    this.indices[this.corners] = a
    this.indices[this.corners + 1] = b
    this.indices[this.corners + 2] = c
    this.corners += 3
  }

  /** Four corners, anticlockwise seen from the front. */
  quad(corners: readonly (readonly [number, number, number])[]): void {
    const [a, b, , d] = corners
    const [ue, un, uu] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    const [ve, vn, vu] = [d[0] - a[0], d[1] - a[1], d[2] - a[2]]
    const [east, north, up] = [un * vu - uu * vn, uu * ve - ue * vu, ue * vn - un * ve]
    const length = Math.hypot(east, north, up)
    if (length < 1e-9) return
    const first = this.vertices
    for (const corner of corners) this.vertex(corner[0], corner[1], corner[2], east / length, north / length, up / length)
    this.triangle(first, first + 1, first + 2)
    this.triangle(first, first + 2, first + 3)
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
    const first = this.vertices
    const normalEast = frame.alongNorth
    const normalNorth = -frame.alongEast
    this.vertex(start[0], start[1], bottom, normalEast, normalNorth, 0, [0, 0, width, height])
    this.vertex(end[0], end[1], bottom, normalEast, normalNorth, 0, [width, 0, width, height])
    this.vertex(end[0], end[1], top, normalEast, normalNorth, 0, [width, height, width, height])
    this.vertex(start[0], start[1], top, normalEast, normalNorth, 0, [0, height, width, height])
    this.triangle(first, first + 1, first + 2)
    this.triangle(first, first + 2, first + 3)
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
    const first = this.vertices
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
      if (turn > 0) this.triangle(first + a, first + b, first + c)
      else this.triangle(first + a, first + c, first + b)
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
    const count = this.vertices
    geometry.setAttribute('position', new BufferAttribute(this.positions.slice(0, count * 3), 3))
    geometry.setAttribute('normal', new BufferAttribute(this.normals.slice(0, count * 3), 3, true))
    geometry.setAttribute('color', new BufferAttribute(this.colors.slice(0, count * 3), 3, true))
    geometry.setAttribute('rows', new BufferAttribute(this.rows.slice(0, count * 2), 2))
    if (this.extras.length > 0) geometry.setAttribute('extra', new BufferAttribute(this.extras.slice(0, count * 4), 4))
    const indices = this.indices.subarray(0, this.corners)
    geometry.setIndex(new BufferAttribute(count > 65535 ? indices.slice() : Uint16Array.from(indices), 1))
    return geometry
  }
}
