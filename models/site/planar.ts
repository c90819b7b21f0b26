import type { Polyline, Position2, Ring } from './geometry.ts'

/** Centimetres are what a survey gives; more digits only make files longer. Adding 0 turns -0, which JSON forgets, into 0. */
export const toCentimetre = (meters: number): number => Math.round(meters * 100) / 100 + 0

export const roundPosition = ([x, y]: Position2): Position2 => [toCentimetre(x), toCentimetre(y)]

export const distance = (a: Position2, b: Position2): number => Math.hypot(a[0] - b[0], a[1] - b[1])

export const between2 = (a: Position2, b: Position2, share: number): Position2 => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]

/** The sides of a ring, each from one corner to the next. */
export function* edgesOf(ring: Ring): Generator<readonly [Position2, Position2]> {
  let previous = ring.at(-1)
  for (const position of ring) {
    if (previous) yield [previous, position]
    previous = position
  }
}

/** The pieces of a polyline. */
export function* segmentsOf(line: Polyline): Generator<readonly [Position2, Position2]> {
  let previous: Position2 | undefined
  for (const position of line) {
    if (previous) yield [previous, position]
    previous = position
  }
}

/** Square metres; positive for an anticlockwise ring. */
export function signedArea(ring: Ring): number {
  let sum = 0
  for (const [a, b] of edgesOf(ring)) sum += a[0] * b[1] - b[0] * a[1]
  return sum / 2
}

export const areaOf = (ring: Ring): number => Math.abs(signedArea(ring))

export const anticlockwise = (ring: Ring): Ring => (signedArea(ring) < 0 ? [...ring].reverse() : ring)

/** The centre of gravity of a ring's surface. */
export function centroidOf(ring: Ring): Position2 {
  let x = 0
  let y = 0
  let twice = 0
  for (const [a, b] of edgesOf(ring)) {
    const cross = a[0] * b[1] - b[0] * a[1]
    x += (a[0] + b[0]) * cross
    y += (a[1] + b[1]) * cross
    twice += cross
  }
  const first: Position2 = ring[0] ?? [0, 0]
  return Math.abs(twice) < 1e-9 ? first : [x / (3 * twice), y / (3 * twice)]
}

/** Whether a position lies inside a ring (even-odd rule). */
export function contains(ring: Ring, [x, y]: Position2): boolean {
  let inside = false
  for (const [a, b] of edgesOf(ring)) if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  return inside
}

export function distanceToSegment(p: Position2, a: Position2, b: Position2): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length2 = dx * dx + dy * dy
  const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2))
  return distance(p, [a[0] + dx * share, a[1] + dy * share])
}

export function distanceToLine(line: Polyline, p: Position2): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const [a, b] of segmentsOf(line)) nearest = Math.min(nearest, distanceToSegment(p, a, b))
  return nearest
}

/** Metres to a ring's edge; negative inside. */
export function distanceToRing(ring: Ring, p: Position2): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const [a, b] of edgesOf(ring)) nearest = Math.min(nearest, distanceToSegment(p, a, b))
  return contains(ring, p) ? -nearest : nearest
}

const side = (a: Position2, b: Position2, p: Position2): number => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

/** Whether two segments cross each other between their ends. */
export const segmentsCross = (a: Position2, b: Position2, c: Position2, d: Position2): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0

/** Whether two rings share ground or come nearer than `clearance` metres. */
export function ringsNear(a: Ring, b: Ring, clearance = 0): boolean {
  const firstA = a[0]
  const firstB = b[0]
  if (!firstA || !firstB) return false
  if (contains(a, firstB) || contains(b, firstA)) return true
  for (const [p, q] of edgesOf(a)) for (const [r, s] of edgesOf(b)) if (segmentsCross(p, q, r, s)) return true
  if (clearance <= 0) return false
  return a.some((p) => distanceToRing(b, p) < clearance) || b.some((p) => distanceToRing(a, p) < clearance)
}

/** Degrees clockwise from north of the way from one position to another. */
export const headingOf = (from: Position2, to: Position2): number => toHeading(Math.atan2(to[1] - from[1], to[0] - from[0]))

/** From radians anticlockwise from east to degrees clockwise from north, 0 to 360, a tenth of a degree exact. */
export const toHeading = (angle: number): number => (Math.round((((90 - (angle * 180) / Math.PI) % 360) + 360) * 10) / 10) % 360

/** The unit step of a heading in degrees clockwise from north. */
export const stepOf = (heading: number): Position2 => [Math.sin((heading * Math.PI) / 180), Math.cos((heading * Math.PI) / 180)]

export const lengthOf = (line: Polyline): number => {
  let total = 0
  for (const [a, b] of segmentsOf(line)) total += distance(a, b)
  return total
}

export type Station = { readonly position: Position2; readonly angle: number; readonly at: number }

/** Positions every `every` metres along a line, from `start` to `end` metres before its end; `angle` is the way ahead, radians from east. */
export function* stationsOf(line: Polyline, every: number, start = 0, end = 0): Generator<Station> {
  const last = lengthOf(line) - end
  let next = start
  let passed = 0
  for (const [a, b] of segmentsOf(line)) {
    const length = distance(a, b)
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    while (next <= passed + length && next <= last + 1e-9) {
      yield { position: between2(a, b, length === 0 ? 0 : (next - passed) / length), angle, at: next }
      next += every
    }
    passed += length
  }
}

/** A smooth line through the given positions (Catmull-Rom), a point about every `step` metres. */
export function smoothLine(through: Polyline, step: number): Polyline {
  const line: Position2[] = []
  through.forEach((b, index) => {
    const c = through[index + 1]
    if (!c) return
    const a = through[index - 1] ?? b
    const d = through[index + 2] ?? c
    const count = Math.max(1, Math.round(distance(b, c) / step))
    for (let part = 0; part < count; part += 1) line.push(roundPosition(spline(a, b, c, d, part / count)))
  })
  const last = through.at(-1)
  if (last) line.push(roundPosition(last))
  return line
}

function spline(a: Position2, b: Position2, c: Position2, d: Position2, t: number): Position2 {
  const along = (p: number, q: number, r: number, s: number): number =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t)
  return [along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])]
}

/** The corners of a rectangle about its middle; `heading` is the way of its length, degrees clockwise from north. */
export function rectangleAt(middle: Position2, heading: number, length: number, width: number): Ring {
  const [ex, ey] = stepOf(heading)
  const corner = (along: number, across: number): Position2 => [
    toCentimetre(middle[0] + ex * along + ey * across),
    toCentimetre(middle[1] + ey * along - ex * across),
  ]
  return [corner(-length / 2, width / 2), corner(length / 2, width / 2), corner(length / 2, -width / 2), corner(-length / 2, -width / 2)]
}

/** A strip of constant width about a line, closed at its ends. */
export function stripOf(line: Polyline, width: number): Ring {
  const left: Position2[] = []
  const right: Position2[] = []
  line.forEach((position, index) => {
    const before = line[index - 1] ?? position
    const after = line[index + 1] ?? position
    const angle = Math.atan2(after[1] - before[1], after[0] - before[0])
    const dx = (-Math.sin(angle) * width) / 2
    const dy = (Math.cos(angle) * width) / 2
    left.push(roundPosition([position[0] + dx, position[1] + dy]))
    right.push(roundPosition([position[0] - dx, position[1] - dy]))
  })
  return anticlockwise([...right, ...left.reverse()])
}

/** A position well inside a ring: its centroid, or for bent shapes the sample farthest from the edges. */
export function insidePoint(ring: Ring): Position2 {
  const centroid = centroidOf(ring)
  const shortSide = Math.sqrt(areaOf(ring))
  if (-distanceToRing(ring, centroid) > shortSide * 0.3) return roundPosition(centroid)
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let best = centroid
  let depth = -distanceToRing(ring, centroid)
  for (let i = 1; i < 12; i += 1)
    for (let j = 1; j < 12; j += 1) {
      const sample: Position2 = [west + ((east - west) * i) / 12, south + ((north - south) * j) / 12]
      const here = -distanceToRing(ring, sample)
      if (here > depth + 1e-6) [best, depth] = [sample, here]
    }
  return roundPosition(best)
}

/** Where two segments meet, if they do. */
export function meetingOf(from: Position2, to: Position2, a: Position2, b: Position2): Position2 | undefined {
  const [dx, dy, ex, ey] = [to[0] - from[0], to[1] - from[1], b[0] - a[0], b[1] - a[1]]
  const turn = dx * ey - dy * ex
  if (turn === 0) return undefined
  const t = ((a[0] - from[0]) * ey - (a[1] - from[1]) * ex) / turn
  const u = ((a[0] - from[0]) * dy - (a[1] - from[1]) * dx) / turn
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [from[0] + dx * t, from[1] + dy * t] : undefined
}
