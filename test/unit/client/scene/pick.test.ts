import { describe, expect, it } from 'vitest'
import { pickPlace } from '../../../../client/scene/picking/pick.ts'
import { deeper, selectionFor } from '../../../../client/scene/picking/pointer.ts'
import { buildSiteIndex } from '../../../../client/scene/site-index.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const index = buildSiteIndex(smallCommunity())
const none = new Set<string>()
const whole = { level: 'community' } as const

describe('the pointer', () => {
  it('meets the storey and home behind a façade', () => {
    const hit = pickPlace(index, whole, none, { origin: [3, -30, 4.5], direction: [0, 1, 0] })
    expect(hit).toEqual({ kind: 'building', id: '1', level: 2, home: '1-1-201' })
  })

  it('meets the nearer of two houses', () => {
    expect(pickPlace(index, whole, none, { origin: [10, 100, 2], direction: [0, -1, 0] })).toMatchObject({ id: '2', level: 1, home: '2-1-102' })
  })

  it('falls through what was lifted off an open floor onto the home below it', () => {
    const down = { origin: [12, 5, 50], direction: [0, 0, -1] } as const
    expect(pickPlace(index, { level: 'floor', building: '1', floor: 1 }, none, down)).toEqual({ kind: 'building', id: '1', level: 1, home: '1-1-102' })
    expect(pickPlace(index, whole, none, down)).toMatchObject({ level: 2, home: '1-1-202' })
  })

  it('finds a bay on the ground and nothing beside it', () => {
    expect(pickPlace(index, whole, none, { origin: [3, 31, 40], direction: [0, 0, -1] })).toEqual({ kind: 'bay', id: '02' })
    expect(pickPlace(index, whole, none, { origin: [30, 60, 40], direction: [0, 0, -1] })).toBeNull()
  })
})

describe('a click', () => {
  const hit = { kind: 'building', id: '1', level: 2, home: '1-1-201' } as const

  it('selects the house from afar and the home once the house is looked at', () => {
    expect(selectionFor(whole, hit)).toEqual({ kind: 'building', id: '1' })
    expect(selectionFor({ level: 'building', building: '1' }, hit)).toEqual({ kind: 'home', id: '1-1-201' })
    expect(selectionFor(whole, null)).toBeNull()
  })

  it('goes one level deeper each time it is doubled', () => {
    const building = deeper(whole, hit)
    const floor = deeper(building, hit)
    const home = deeper(floor, hit)
    expect([building.level, floor.level, home]).toEqual(['building', 'floor', { level: 'home', building: '1', floor: 2, home: '1-1-201' }])
  })
})
