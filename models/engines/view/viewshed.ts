import type { Position2 } from '../../site/geometry.ts'
import { type Blocker, blockersNear, stretchesWithin } from './blockers.ts'
import { type CameraView, halfPicture, radiansOf } from './camera-view.ts'

/** A piece of seen ground between two bearings (radians clockwise from north): from `near` to `far` metres off, on its first and on its last bearing. */
export type Sector = {
  readonly from: number
  readonly to: number
  readonly near: readonly [number, number]
  readonly far: readonly [number, number]
}

type Span = readonly [number, number]

const stepRadians = radiansOf(1.5)
/** How far a bearing is kept off a corner, so that it meets what is on one side of it. */
const hairRadians = 1e-5

/** The ground a camera sees: within its picture and range, and behind nothing that is high enough to hide it. */
export function viewshedOf(view: CameraView, blockers: readonly Blocker[]): Sector[] {
  const near = blockersNear(blockers, view.eye, view.rangeMeters)
  const bearings = bearingsOf(view, near)
  const sectors: Sector[] = []
  let before: { readonly at: number; readonly spans: readonly Span[] } | null = null
  for (const at of bearings) {
    const spans = seenAlong(view, near, at)
    if (before && at - before.at > hairRadians * 1.5)
      sectors.push(...between(before, { at, spans }, () => seenAlong(view, near, (at + (before?.at ?? at)) / 2)))
    before = { at, spans }
  }
  return sectors
}

/** Square metres of seen ground. */
export const areaSeen = (sectors: readonly Sector[]): number =>
  sectors.reduce((sum, { from, to, near, far }) => sum + ((far[0] * far[1] - near[0] * near[1]) * Math.sin(to - from)) / 2, 0)

function between(
  one: { readonly at: number; readonly spans: readonly Span[] },
  other: { readonly at: number; readonly spans: readonly Span[] },
  middle: () => readonly Span[],
): Sector[] {
  const isAlike = one.spans.length === other.spans.length
  // Something ends between the two: what is seen half way counts for both.
  const spans = isAlike ? one.spans : middle()
  return spans.map((span, index) => {
    const next = (isAlike ? other.spans[index] : undefined) ?? span
    return { from: one.at, to: other.at, near: [span[0], next[0]], far: [span[1], next[1]] }
  })
}

/** Even steps over the picture, and a hair to each side of every corner of what is higher than it is thin. */
function bearingsOf(view: CameraView, near: readonly Blocker[]): number[] {
  const heading = radiansOf(view.headingDegrees)
  // Looking down, the picture's foot is wider than its angle of view.
  const half = Math.min(radiansOf(89), radiansOf(view.fieldOfViewDegrees / 2 + 24))
  const offsets: number[] = []
  const steps = Math.ceil((half * 2) / stepRadians)
  for (let step = 0; step <= steps; step += 1) offsets.push(-half + (half * 2 * step) / steps)
  for (const { corners, bottom } of near) {
    if (bottom > 0) continue
    for (const [east, north] of corners) {
      const offset = turned(Math.atan2(east - view.eye[0], north - view.eye[1]) - heading)
      if (Math.abs(offset) < half) offsets.push(offset - hairRadians / 2, offset + hairRadians / 2)
    }
  }
  return offsets.sort((a, b) => a - b).map((offset) => heading + offset)
}

/** The stretches of ground seen along a bearing. */
function seenAlong(view: CameraView, near: readonly Blocker[], bearing: number): Span[] {
  const inPicture = groundInPicture(view, turned(bearing - radiansOf(view.headingDegrees)))
  if (!inPicture) return []
  const [east, north, height] = view.eye
  const direction: Position2 = [Math.sin(bearing), Math.cos(bearing)]
  const hidden: Span[] = []
  for (const blocker of near) {
    if (blocker.bottom >= height) continue
    for (const [start, end] of stretchesWithin(blocker, [east, north], direction)) {
      // A ray falls from the eye to the ground: it meets what stands up to `top` between here and there.
      const from = (start * height) / (height - blocker.bottom)
      const to = blocker.top >= height ? Number.POSITIVE_INFINITY : (end * height) / (height - blocker.top)
      if (from < inPicture[1]) hidden.push([from, to])
    }
  }
  return withoutHidden(inPicture, hidden)
}

function withoutHidden([from, to]: Span, hidden: Span[]): Span[] {
  hidden.sort((a, b) => a[0] - b[0])
  const seen: Span[] = []
  let at = from
  for (const [start, end] of hidden) {
    if (start > at) seen.push([at, Math.min(start, to)])
    at = Math.max(at, end)
    if (at >= to) break
  }
  if (at < to) seen.push([at, to])
  return seen.filter(([start, end]) => end - start > 0.02)
}

/** The nearest and farthest ground in the picture along a bearing `offset` radians off the heading. */
function groundInPicture(view: CameraView, offset: number): Span | null {
  const height = Math.max(0.01, view.eye[2])
  const tilt = radiansOf(view.tiltDegrees)
  const half = halfPicture(view)
  const rise = Math.atan(half.up)
  const [ahead, aside] = [Math.cos(offset), Math.abs(Math.sin(offset))]
  const reach = (edge: number): number => (edge >= 0 ? Number.POSITIVE_INFINITY : edge <= -Math.PI / 2 ? 0 : height / Math.tan(-edge) / ahead)
  const beyond = aside - ahead * Math.cos(tilt) * half.across
  const side = beyond <= 0 ? Number.POSITIVE_INFINITY : (-height * Math.sin(tilt) * half.across) / beyond
  const far = Math.min(view.rangeMeters, reach(tilt + rise), side)
  const near = reach(tilt - rise)
  return near < far ? [near, far] : null
}

const turned = (angle: number): number => angle - Math.PI * 2 * Math.round(angle / (Math.PI * 2))
