import type { Device } from '../device.ts'
import type { Polyline, Position2 } from '../geometry.ts'
import { between2, centroidOf, distance, headingOf, lengthOf, roundPosition, segmentsOf } from '../planar.ts'
import { at, type Laid, type Survey } from './rule.ts'

/** A vibration cable guards up to 60 m, so that an alarm says where to look. */
const longestZone = 60
const sides = ['north', 'east', 'south', 'west'] as const

/** The fences and walls cut into zones, numbered along each side of the compound. */
export function perimeterDevices({ community: { fences, boundary } }: Survey): Laid {
  const middle = centroidOf(boundary)
  const counts = { north: 0, east: 0, south: 0, west: 0 }
  const devices: Device[] = []
  for (const fence of fences) {
    if (fence.kind === 'hedge') continue
    for (const line of cut(fence.line)) {
      const centre = halfway(line)
      const side = sides[Math.round(headingOf(middle, centre) / 90) % 4] ?? 'north'
      counts[side] += 1
      devices.push({ id: `zone-${side}-${counts[side]}`, type: 'perimeter.zone', place: {}, position: at(centre, fence.heightMeters - 0.3), line })
    }
  }
  return { devices, assumed: [] }
}

/** Straight stretches, each cut into equal parts no longer than a zone. */
function* cut(line: Polyline): Generator<Polyline> {
  for (const [from, to] of segmentsOf(line)) {
    const length = distance(from, to)
    if (length < 2) continue
    const parts = Math.ceil(length / longestZone)
    for (let part = 0; part < parts; part += 1) yield [roundPosition(between2(from, to, part / parts)), roundPosition(between2(from, to, (part + 1) / parts))]
  }
}

function halfway(line: Polyline): Position2 {
  let left = lengthOf(line) / 2
  for (const [from, to] of segmentsOf(line)) {
    const length = distance(from, to)
    if (left <= length) return between2(from, to, length === 0 ? 0 : left / length)
    left -= length
  }
  return line[0] ?? [0, 0]
}
