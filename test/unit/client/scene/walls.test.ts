import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWalls } from '../../../../client/scene/walk/walls.ts'
import { enterWalk } from '../../../../client/state/enter-walk.ts'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import type { Position2 } from '../../../../models/site/geometry.ts'
import { contains, segmentsCross, segmentsOf } from '../../../../models/site/planar.ts'

const community = shippedCommunities.xingfuli()
const walls = createWalls(community)
const isInsideHouse = (spot: Position2): boolean => community.buildings.some(({ outline }) => contains(outline, spot))
const anywhere = fc
  .tuple(fc.integer({ min: -1900, max: 2000 }), fc.integer({ min: -1400, max: 1500 }))
  .map(([east, north]): Position2 => [east / 10, north / 10])

describe('somebody on foot', () => {
  it('is never inside a house, wherever they are sent and however often', () => {
    fc.assert(
      fc.property(anywhere, fc.array(anywhere, { maxLength: 4 }), (start, goals) => {
        const begin = walls.freeNear(start)
        if (!begin) return
        let at = begin
        for (const goal of goals) {
          at = walls.walk(at, goal)
          expect(isInsideHouse(at)).toBe(false)
          expect(walls.isFree(at)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('walks straight to a spot in sight over open ground', () => {
    const { east, north } = enterWalk(community, { level: 'community' })
    const to: Position2 = [east, north + 4]
    expect(walls.walk([east, north], to)[0]).toBeCloseTo(to[0], 6)
    expect(walls.walk([east, north], to)[1]).toBeCloseTo(to[1], 6)
  })

  it('comes through no fence, but through the gate in it', () => {
    const [gate] = community.gates
    const inside: Position2 = [gate.position[0], gate.position[1] + 4]
    const outside: Position2 = [gate.position[0], gate.position[1] - 4]
    expect(walls.walk(inside, outside)[1]).toBeCloseTo(outside[1], 6)
    const beside = walls.freeNear([gate.position[0] - 60, gate.position[1] + 3])
    if (!beside) throw new Error('There is no room beside the wall.')
    const end = walls.walk(beside, [beside[0], gate.position[1] - 6])
    const crossed = community.fences.flatMap(({ line }) => [...segmentsOf(line)]).filter(([a, b]) => segmentsCross(beside, end, a, b))
    expect(crossed).toEqual([])
    expect(end[1]).toBeGreaterThan(gate.position[1])
  })

  it('goes on along a wall met at a slant', () => {
    const house = community.buildings.find(({ id }) => id === '1')
    if (!house) throw new Error('There is no house 1.')
    const south = Math.min(...house.outline.map(([, north]) => north))
    const west = Math.min(...house.outline.map(([east]) => east))
    const from = walls.freeNear([west + 30, south - 6])
    if (!from) throw new Error('There is no room before house 1.')
    const end = walls.walk(from, [from[0] + 8, from[1] + 12])
    expect(end[0]).toBeGreaterThan(from[0] + 3)
    expect(isInsideHouse(end)).toBe(false)
  })
})

describe('setting out on foot', () => {
  it('begins inside the gate that vehicles take, looking in', () => {
    const { east, north, heading } = enterWalk(community, { level: 'community' })
    expect([Math.round(east), Math.round(north), heading]).toEqual([14, -115, 0])
  })

  it('begins before the entrance of the home that is looked at, looking at the door', () => {
    const unit = community.buildings.find(({ id }) => id === '3')?.units[1]
    if (!unit) throw new Error('There is no second entrance of house 3.')
    const walk = enterWalk(community, { level: 'home', building: '3', floor: 5, home: '3-2-501' })
    expect(Math.hypot(walk.east - unit.entrance.position[0], walk.north - unit.entrance.position[1])).toBeCloseTo(7, 6)
    expect(walk.heading).toBeCloseTo((unit.entrance.facing + 180) % 360, 6)
  })
})
