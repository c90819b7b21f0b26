import { expect, it } from 'vitest'
import { consumed, groupOf, type MeterPlace, sumByGroup } from '../../../../../models/engines/energy/consumption.ts'
import { overloads, unusualNights } from '../../../../../models/engines/energy/find-abnormal.ts'
import { flowTree } from '../../../../../models/engines/energy/flow-tree.ts'
import { buildDriveNet, waysFrom } from '../../../../../models/engines/parking/drive-net.ts'

const register = { range: [0, 999_999.99] satisfies [number, number], resolution: 0.01 }
const meter = (home: string, squareMeters: number | null = 60): MeterPlace => {
  const [building = '', unit = '', number = ''] = home.split('-')
  return { device: `m-${home}`, home, floor: `${building}-${unit}/${number[0]}`, unit: `${building}-${unit}`, building, squareMeters }
}

it('counts between two readings of a register, over its end too, and nothing where it went back', () => {
  expect(consumed(register, 10.5, 12)).toBeCloseTo(1.5)
  expect(consumed(register, 999_999, 1)).toBeCloseTo(2)
  expect(consumed(register, 500, 20)).toBeNull()
  expect(consumed(register, null, 20)).toBeNull()
  expect(consumed(register, 20, undefined)).toBeNull()
})

it('adds up by home, floor, entrance and building, and leaves out what is not known', () => {
  const meters = [meter('3-1-101'), meter('3-1-102', 90), meter('3-2-101'), meter('4-1-101')]
  const values = [1, 2, null, 4]
  const by = (grouping: 'home' | 'unit' | 'building') =>
    sumByGroup(meters, (each) => values[each] ?? null, grouping).map(({ id, total, known, squareMeters }) => [id, total, known, squareMeters])
  expect(by('unit')).toEqual([
    ['3-1', 3, 2, 150],
    ['3-2', 0, 0, 0],
    ['4-1', 4, 1, 60],
  ])
  expect(by('building')).toEqual([
    ['3', 3, 2, 150],
    ['4', 4, 1, 60],
  ])
  expect(by('home')).toHaveLength(4)
  expect(groupOf({ ...meter('5-1-101'), home: null, unit: null }, 'unit')).toBe('5')
})

it('names a home that drew far more last night than in its nights before, and no other', () => {
  const nights = [
    { device: 'heater', kilowatts: [0.9, 0.12, 0.14, null] },
    { device: 'always', kilowatts: [0.9, 0.85, 0.9, 0.95] },
    { device: 'fridge', kilowatts: [0.3, 0.05, 0.05, 0.05] },
    { device: 'new', kilowatts: [2, null, null, null] },
    { device: 'silent', kilowatts: [null, 0.1, 0.1, 0.1] },
  ]
  const found = unusualNights(nights)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ kind: 'night', device: 'heater', kilowatts: 0.9, nights: 2 })
})

it('finds nothing unusual in flat data', () => {
  expect(unusualNights([{ device: 'flat', kilowatts: [0.5, 0.5, 0.5, 0.5] }])).toEqual([])
  expect(overloads([{ device: 'flat', kilowatts: 0.5, limitKilowatts: 8 }])).toEqual([])
})

it('names a line that carries more than it is rated for', () => {
  expect(overloads([{ device: 'a', kilowatts: 8.2, limitKilowatts: 8 }])).toEqual([{ kind: 'overload', device: 'a', kilowatts: 8.2, limitKilowatts: 8 }])
  expect(overloads([{ device: 'a', kilowatts: null, limitKilowatts: 8 }])).toEqual([])
})

it('joins the ways of a source to what it feeds where they run together', () => {
  const net = buildDriveNet([
    {
      id: 'main',
      name: null,
      kind: 'main',
      line: [
        [0, 0],
        [0, 30],
      ],
      widthMeters: 5,
      fireLane: false,
    },
  ])
  const pieces = flowTree(net, waysFrom(net, [0, 0]), [
    [5, 30],
    [5, 15],
  ])
  const through = (north: number) =>
    pieces.filter(({ from, to }) => from[0] === 0 && to[0] === 0 && from[1] <= north && to[1] > north).map(({ feeds }) => [...feeds].sort())
  expect(through(4)).toEqual([[0, 1]])
  expect(through(20)).toEqual([[0]])
})
