import { describe, expect, it } from 'vitest'
import { cutLevelOf } from '../../../../client/scene/cut/section.ts'
import { storeyRowOf } from '../../../../client/scene/site-index.ts'
import { storeyChannels } from '../../../../client/scene/state-table.ts'
import { cutRange, firstCut } from '../../../../client/state/cut.ts'
import type { View } from '../../../../client/state/view.ts'
import { sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const community = smallCommunity()
const [house] = community.buildings
const building: Pick<View, 'focus'> = { focus: { level: 'building', building: house.id } }
const level = (meters: number): Pick<View, 'cut'> => ({ cut: { plane: 'level', meters } })

function scene() {
  const made = sceneOf(community)
  made.run()
  const hiddenAt = (id: string, storey: number): number => {
    const of = made.stage.index.buildings.get(id)
    return of ? made.stage.storeys.read(storeyRowOf(made.stage.index, of, storey), 0, storeyChannels.hidden) : Number.NaN
  }
  const gone = (id: string, storeys: number): number[] =>
    Array.from({ length: storeys + 1 }, (_, below) => below + 1).filter((each) => hiddenAt(id, each) > 0.5)
  const through = (id: string, storeys: number): number[] =>
    Array.from({ length: storeys + 1 }, (_, below) => below + 1).filter((each) => hiddenAt(id, each) > 0.1 && hiddenAt(id, each) < 0.5)
  return { ...made, gone, through }
}

describe('a level cut', () => {
  it('opens the storey it passes through and takes away what is above', () => {
    const { run, gone, stage } = scene()
    run(level(house.baseMeters + house.storeyHeightMeters + 0.5))
    expect(gone(house.id, house.storeys)).toEqual([2, 3].filter((each) => each <= house.storeys + 1))
    expect(stage.cutParts.openPlans).toBe(community.buildings.length)
    run({ cut: null })
    expect(gone(house.id, house.storeys)).toEqual([])
    expect(stage.cutParts.openPlans).toBe(0)
  })

  it('cuts only the house that is looked at', () => {
    const { run, gone, stage } = scene()
    run({ ...building, ...level(1) })
    expect(gone(house.id, house.storeys).length).toBeGreaterThan(0)
    for (const other of community.buildings.slice(1)) expect(gone(other.id, other.storeys)).toEqual([])
    expect(stage.cutParts.openPlans).toBe(1)
  })

  it('leaves whole what it passes over', () => {
    expect(cutLevelOf(house, { plane: 'level', meters: 500 })).toBeNull()
  })

  it('gives way to a storey that is opened, and to whoever goes on foot', () => {
    const { run, stage } = scene()
    run({ focus: { level: 'floor', building: house.id, floor: 1 }, ...level(1) })
    expect(stage.cutParts.openPlans).toBe(0)
    run({ focus: { level: 'community' }, ...level(1), walk: { east: 0, north: -20, heading: 0 } })
    expect(stage.cutParts.openPlans).toBe(0)
  })
})

describe('an upright cut', () => {
  it('concerns the rows of the house that is looked at, and opens all its plans', () => {
    const { run, stage } = scene()
    run({ ...building, cut: { plane: 'upright', meters: 0 } })
    const first = stage.index.firstStorey.get(house.id) ?? Number.NaN
    expect(stage.uniforms.cutRows.value.toArray()).toEqual([first, first + house.storeys])
    expect(stage.uniforms.cutPlane.value.w).toBe(1)
    expect(stage.cutParts.openPlans).toBe(house.storeys)
    run({ cut: null })
    expect(stage.uniforms.cutPlane.value.w).toBe(0)
  })
})

describe('seeing through walls', () => {
  it('is of the house that is looked at, or of all', () => {
    const { run, through } = scene()
    run({ ...building, xray: true })
    expect(through(house.id, house.storeys).length).toBe(house.storeys + 1)
    for (const other of community.buildings.slice(1)) expect(through(other.id, other.storeys)).toEqual([])
    run({ focus: { level: 'community' } })
    for (const other of community.buildings) expect(through(other.id, other.storeys).length).toBe(other.storeys + 1)
    run({ xray: false })
    for (const other of community.buildings) expect(through(other.id, other.storeys)).toEqual([])
  })
})

describe('where a plane may be', () => {
  it('reaches from the ground to the highest roof, and from back to front', () => {
    const { most } = cutRange(community, building.focus, 'level')
    expect(most).toBeCloseTo(house.baseMeters + house.storeys * house.storeyHeightMeters)
    const upright = cutRange(community, building.focus, 'upright')
    expect(upright.least).toBeCloseTo(-upright.most)
    const first = firstCut(community, building.focus, 'level')
    expect(first.meters).toBeLessThan(most)
    expect(first.meters).toBeGreaterThan(0)
  })
})
