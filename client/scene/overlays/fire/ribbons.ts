import type { Position2 } from '../../../../models/site/geometry.ts'
import { frameBetween, placeOn } from '../../space.ts'
import type { Shapes } from '../shapes.ts'

export type Spot = readonly [number, number, number]

/** A ribbon along a way, as one shape. */
export function writeRibbon(shapes: Shapes, way: readonly Spot[], width: number): void {
  shapes.begin()
  for (let index = 1; index < way.length; index += 1) {
    const [from, to] = [way[index - 1], way[index]]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (length < 0.05) continue
    const frame = frameBetween([from[0], from[1]], [to[0], to[1]])
    const reach = width * 0.42
    const [a, b, c, d] = [
      placeOn(frame, -reach, width / 2),
      placeOn(frame, length + reach, width / 2),
      placeOn(frame, length + reach, -width / 2),
      placeOn(frame, -reach, -width / 2),
    ]
    const corners = [
      shapes.vertex(a[0], a[1], from[2], 1),
      shapes.vertex(b[0], b[1], to[2], 1),
      shapes.vertex(c[0], c[1], to[2], 1),
      shapes.vertex(d[0], d[1], from[2], 1),
    ]
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}

/** The same way in pieces with gaps between: one does not get through here. */
export function writeBrokenRibbon(shapes: Shapes, way: readonly Spot[], width: number): void {
  shapes.begin()
  for (const [from, to] of piecesOf(way, 0.55, 0.45)) {
    const frame = frameBetween([from[0], from[1]], [to[0], to[1]])
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const corners = [
      [0, width / 2],
      [length, width / 2],
      [length, -width / 2],
      [0, -width / 2],
    ].map(([along, outward]) => {
      const [east, north] = placeOn(frame, along, outward)
      return shapes.vertex(east, north, from[2], 1)
    })
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}

/** White arrowheads along a way, every few metres, pointing where it leads. */
export function writeChevrons(shapes: Shapes, way: readonly Spot[], width: number): void {
  shapes.begin()
  for (const [from, to] of piecesOf(way, 1, 5)) {
    const frame = frameBetween([from[0], from[1]], [to[0], to[1]])
    for (const side of [1, -1]) {
      const corners = [
        [0.1, side * width * 0.36],
        [0.34, side * width * 0.36],
        [0.72, 0],
        [0.48, 0],
      ].map(([along, outward]) => {
        const [east, north] = placeOn(frame, along, outward)
        return shapes.vertex(east, north, from[2] + 0.02, 1)
      })
      shapes.triangle(corners[0], corners[1], corners[2])
      shapes.triangle(corners[0], corners[2], corners[3])
    }
  }
}

/** A dashed upright at a place, facing south, between two heights. */
export function writeDashes(shapes: Shapes, [east, north]: Position2, low: number, high: number, half: number): void {
  shapes.begin()
  for (let height = low; height < high - 0.2; height += 1.1) {
    const top = Math.min(high, height + 0.7)
    for (const [x, y] of [
      [half, 0],
      [0, half],
    ]) {
      const corners = [
        shapes.vertex(east - x, north - y, height, 1),
        shapes.vertex(east + x, north + y, height, 1),
        shapes.vertex(east + x, north + y, top, 1),
        shapes.vertex(east - x, north - y, top, 1),
      ]
      shapes.triangle(corners[0], corners[1], corners[2])
      shapes.triangle(corners[0], corners[2], corners[3])
    }
  }
}

export function writeRing(shapes: Shapes, [east, north]: Position2, inner: number, outer: number, up = 0.4): void {
  shapes.begin()
  const first = shapes.vertex(east + inner, north, up, 1)
  shapes.vertex(east + outer, north, up, 1)
  for (let step = 1; step <= 32; step += 1) {
    const [x, y] = [Math.cos((step * Math.PI) / 16), Math.sin((step * Math.PI) / 16)]
    shapes.vertex(east + inner * x, north + inner * y, up, 1)
    shapes.vertex(east + outer * x, north + outer * y, up, 1)
    const at = first + step * 2
    shapes.triangle(at - 2, at - 1, at + 1)
    shapes.triangle(at - 2, at + 1, at)
  }
}

/** Pieces of `length` metres with `gap` metres between, on the straight parts of a way. */
export function* piecesOf(way: readonly Spot[], length: number, gap: number): Generator<readonly [Spot, Spot]> {
  for (let index = 1; index < way.length; index += 1) {
    const [from, to] = [way[index - 1], way[index]]
    const whole = Math.hypot(to[0] - from[0], to[1] - from[1])
    const at = (far: number): Spot => [
      from[0] + ((to[0] - from[0]) * far) / whole,
      from[1] + ((to[1] - from[1]) * far) / whole,
      from[2] + ((to[2] - from[2]) * far) / whole,
    ]
    for (let far = gap / 2; far + length <= whole; far += length + gap) yield [at(far), at(far + length)]
  }
}
