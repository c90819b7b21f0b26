import { expect, it } from 'vitest'
import { makeXingfuli } from '../../../../../models/communities/xingfuli/make-xingfuli.ts'
import { buildDriveNet, waysFrom, wayTo } from '../../../../../models/engines/parking/drive-net.ts'
import { nearestFreeBay, reachOf } from '../../../../../models/engines/parking/nearest-free-bay.ts'
import type { Position2 } from '../../../../../models/site/geometry.ts'
import type { Road } from '../../../../../models/site/grounds.ts'
import { distanceToLine, lengthOf } from '../../../../../models/site/planar.ts'

const road = (id: string, kind: Road['kind'], line: Position2[]): Road => ({ id, name: null, kind, line, widthMeters: 5, fireLane: false })
/** A main road to the north with a lane to the east at its end, and a footpath that would be shorter. */
const roads = [
  road('main', 'main', [
    [0, 0],
    [0, 60],
  ]),
  road('lane', 'lane', [
    [0, 60],
    [80, 60],
  ]),
  road('path', 'path', [
    [0, 0],
    [80, 60],
  ]),
]
const bay = (id: string, position: Position2, use: 'resident' | 'disabled' = 'resident') => ({
  id,
  position,
  heading: 0,
  lengthMeters: 5,
  widthMeters: 2.5,
  use,
  road: 'lane',
})

it('drives along the roads and turns where they meet; a footpath is no way', () => {
  const net = buildDriveNet(roads)
  const way = wayTo(net, waysFrom(net, [0, 0]), bay('a', [60, 65]))
  expect(way?.meters).toBeGreaterThan(118)
  expect(way?.meters).toBeLessThan(128)
  expect(way?.line[0]).toEqual([0, 0])
  expect(way?.line.at(-1)).toEqual([60, 65])
  expect(way && lengthOf([...way.line])).toBeCloseTo(way?.meters ?? 0, 0)
})

it('finds the nearest bay that is free and open to anyone, by road and not as the crow flies', () => {
  const net = buildDriveNet(roads)
  const bays = [bay('far', [70, 65]), bay('near', [30, 65]), bay('disabled', [10, 65], 'disabled')]
  const reach = reachOf(net, [0, 0], bays)
  expect(nearestFreeBay(bays, reach, () => true)).toBe(1)
  expect(nearestFreeBay(bays, reach, (number) => number !== 1)).toBe(0)
  expect(nearestFreeBay(bays, reach, (number) => number === 2)).toBe(-1)
})

it('finds no way where no road leads', () => {
  const net = buildDriveNet([])
  expect(wayTo(net, waysFrom(net, [0, 0]), bay('a', [60, 65]))).toBeNull()
})

it('leads from the south gate of 幸福里 to each of its bays, on the carriageway all the way', () => {
  const { roads: all, bays, gates } = makeXingfuli()
  const net = buildDriveNet(all)
  const gate = gates.find(({ passes }) => passes !== 'people')
  const ways = waysFrom(net, gate?.position ?? [0, 0])
  const drivable = all.filter(({ kind }) => kind === 'main' || kind === 'lane')
  for (const each of bays) {
    const way = wayTo(net, ways, each)
    expect(way, each.id).not.toBeNull()
    for (const spot of way?.line.slice(1, -1) ?? [])
      expect(Math.min(...drivable.map(({ line, widthMeters }) => distanceToLine(line, spot) - widthMeters / 2))).toBeLessThan(0.1)
  }
})
