import { expect, it } from 'vitest'
import { unitLinesOf } from '../../../../client/scene/build/unit-lines.ts'
import { contains, placeOn } from '../../../../client/scene/space.ts'
import type { Building, Unit } from '../../../../models/site/building.ts'
import { shippedRegister } from '../../../support/shipped-world.ts'

const unit = (east: number, north: number, facing: number): Unit => ({
  id: `${east} ${north}`,
  name: { zh: '单元', en: 'Unit' },
  entrance: { position: [east, north], facing },
  stairs: null,
  landing: null,
  lifts: [],
  plans: [],
  floors: [],
})
/** Open to the north, with arms of 10 m: doors of the arms look outwards, those of the middle part into the court. */
const court: Pick<Building, 'outline' | 'units'> = {
  outline: [
    [0, 0],
    [60, 0],
    [60, 40],
    [50, 40],
    [50, 10],
    [10, 10],
    [10, 40],
    [0, 40],
  ],
  units: [unit(0, 32, 270), unit(0, 18, 270), unit(18, 10, 0), unit(32, 10, 0), unit(44, 10, 0), unit(60, 25, 90)],
}

it('draws a line between entrances on one front, across its own arm alone', () => {
  const lines = unitLinesOf(court)
  expect(lines.map(({ frame, along, outer }) => placeOn(frame, along, outer).map(Math.round))).toEqual([
    [0, 25],
    [25, 10],
    [38, 10],
  ])
  for (const { inner, outer } of lines) expect(outer - inner).toBeCloseTo(10)
})

it('draws one between each two entrances of a straight building, never beyond its outline', () => {
  const walkups = shippedRegister().community.buildings.filter(({ kind, units }) => kind === 'walkup' && units.length > 1)
  expect(walkups.length).toBeGreaterThan(10)
  for (const building of walkups) {
    const lines = unitLinesOf(building)
    expect(lines, building.id).toHaveLength(building.units.length - 1)
    for (const { frame, along, inner, outer } of lines)
      for (const outward of [inner + 0.2, (inner + outer) / 2, outer - 0.2])
        for (const beside of [-0.12, 0.12]) {
          const [east, north] = placeOn(frame, along + beside, outward)
          expect(contains(building.outline, east, north), building.id).toBe(true)
        }
  }
})
