import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position2, Ring } from '../../../../models/site/geometry.ts'
import { areaOf, contains, distanceToRing } from '../../../../models/site/planar.ts'
import { armsOf } from '../../../../server/import/arms.ts'
import { cutUnits } from '../../../../server/import/cut-units.ts'

const ell: Ring = [
  [0, 0],
  [60, 0],
  [60, 12],
  [12, 12],
  [12, 45],
  [0, 45],
]
const you: Ring = [
  [0, 0],
  [70, 0],
  [70, 40],
  [58, 40],
  [58, 12],
  [12, 12],
  [12, 40],
  [0, 40],
]
const square: Ring = [
  [0, 0],
  [52, 0],
  [52, 50],
  [0, 50],
]
const court: Ring = [
  [12, 12],
  [40, 12],
  [40, 38],
  [12, 38],
]
/** Two slabs that meet at 135°. */
const bent: Ring = [
  [0, 0],
  [40, 0],
  [68.3, 28.3],
  [59.8, 36.8],
  [35, 12],
  [0, 12],
]
const houses = { ell: [ell, []], you: [you, []], court: [square, [court]], bent: [bent, []] } as const

const turned = (ring: Ring, angle: number): Ring =>
  ring.map(([x, y]): Position2 => [x * Math.cos(angle) - y * Math.sin(angle) + 300, x * Math.sin(angle) + y * Math.cos(angle) - 80])
const cutOf = (outline: Ring, holes: readonly Ring[], storeys = 6) =>
  cutUnits({ id: '7', name: '7号楼', arms: armsOf(outline, holes), outline, holes, storeys, low: false, doors: [] })
const sizes = (outline: Ring, holes: readonly Ring[]) =>
  armsOf(outline, holes)
    .map(({ length, depth }) => `${length.toFixed(1)} × ${depth.toFixed(1)}`)
    .sort()

describe('the arms of a footprint', () => {
  it('are one for a straight house, also with a bay window', () => {
    expect(armsOf(square, [])).toHaveLength(1)
    const withBay: Ring = [...square.slice(0, 1), [20, 0], [20, -2], [26, -2], [26, 0], ...square.slice(1)]
    expect(armsOf(withBay, [])).toHaveLength(1)
  })

  it('are two for an L, three for a U, four about a courtyard', () => {
    expect(sizes(ell, [])).toEqual(['33.0 × 12.0', '60.0 × 12.0'])
    expect(sizes(you, [])).toEqual(['28.0 × 12.0', '28.0 × 12.0', '70.0 × 12.0'])
    expect(armsOf(square, [court])).toHaveLength(4)
  })

  it('follow a house that bends at an angle of its own', () => {
    const [long, short] = armsOf(bent, [])
    expect(Math.abs((long?.placement.angle ?? 0) - (short?.placement.angle ?? 0))).toBeCloseTo(Math.PI / 4, 1)
    expect(short?.length).toBeGreaterThan(25)
  })

  it.each(Object.entries(houses))('of a house like "%s" are filled with homes inside its walls, each arm', (_, [outline, holes]) => {
    const { units, tooNarrow } = cutOf(outline, holes)
    expect(tooNarrow).toBeLessThanOrEqual(1)
    const built = areaOf(outline) - holes.reduce((sum, hole) => sum + areaOf(hole), 0)
    const lived = units.flatMap(({ plans }) => plans).reduce((sum, plan) => sum + areaOf(plan.outline), 0)
    expect(lived / built).toBeGreaterThan(0.6)
    for (const { plans, entrance } of units) {
      for (const corner of plans.flatMap((plan) => plan.outline)) {
        expect(distanceToRing(outline, corner)).toBeLessThan(0.02)
        for (const hole of holes) expect(distanceToRing(hole, corner)).toBeGreaterThan(-0.02)
      }
      const [x, y] = entrance.position
      const ahead: Position2 = [x + 3 * Math.sin((entrance.facing * Math.PI) / 180), y + 3 * Math.cos((entrance.facing * Math.PI) / 180)]
      expect(!contains(outline, ahead) || holes.some((hole) => contains(hole, ahead))).toBe(true)
    }
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length)
  })

  it.each(Object.entries(houses))('of a house like "%s" hold as many homes however it is turned', (_, [outline, holes]) => {
    const count = (angle: number) => {
      const { units } = cutOf(
        turned(outline, angle),
        holes.map((hole) => turned(hole, angle)),
      )
      return units.map(({ plans }) => plans.length).sort()
    }
    const still = count(0.2)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 6.28, noNaN: true }), (angle) => {
        expect(count(angle)).toEqual(still)
      }),
      { seed: 11, numRuns: 40 },
    )
  })
})
