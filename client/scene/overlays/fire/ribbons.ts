import type { Position2 } from '../../../../models/site/geometry.ts'
import { between2, distance, segmentsOf } from '../../../../models/site/planar.ts'
import { frameBetween, placeOn } from '../../space.ts'
import type { Shapes } from '../shapes.ts'

/** A ribbon in pieces with gaps between: one does not get through here. */
export function writeBrokenRibbon(shapes: Shapes, way: readonly Position2[], up: number, width: number): void {
  shapes.begin()
  for (const [from, to] of piecesOf(way, 0.55, 0.45)) {
    const frame = frameBetween(from, to)
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    const corners = [
      [0, width / 2],
      [length, width / 2],
      [length, -width / 2],
      [0, -width / 2],
    ].map(([along, outward]) => {
      const [east, north] = placeOn(frame, along, outward)
      return shapes.vertex(east, north, up, 1)
    })
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
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
export function* piecesOf(way: readonly Position2[], length: number, gap: number): Generator<readonly [Position2, Position2]> {
  for (const [from, to] of segmentsOf([...way])) {
    const whole = distance(from, to)
    for (let far = gap / 2; far + length <= whole; far += length + gap) yield [between2(from, to, far / whole), between2(from, to, (far + length) / whole)]
  }
}
