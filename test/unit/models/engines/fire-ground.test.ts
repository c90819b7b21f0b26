import { describe, expect, it } from 'vitest'
import { effectiveFocus } from '../../../../client/scene/effective-focus.ts'
import { buildSiteIndex } from '../../../../client/scene/site-index.ts'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { createFireGrounds, type FireGround } from '../../../../models/engines/fire/fire-ground.ts'
import { buildRegister } from '../../../../models/register.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { alarmOf } from '../../../support/scene-context.ts'

const community = shippedCommunities.xingfuli()
const register = buildRegister(community, subsystems)
const grounds = createFireGrounds(register)

function groundOf(id: string): FireGround {
  const entry = register.devices.get(id)
  const ground = entry && grounds.at(entry)
  if (!ground) throw new Error(`${id} is in no house`)
  return ground
}
const ids = (homes: FireGround['homes']): string[] => homes.map(({ home }) => home.id)

describe('what a fire in 3-2-501 concerns', () => {
  const ground = groundOf('smoke-3-2-501-kitchen')

  it('names the homes above, below and beside, also over the party wall', () => {
    const { above, below, beside } = ground.neighbours
    expect([ids(above), ids(below), ids(beside).sort()]).toEqual([['3-2-601'], ['3-2-401'], ['3-1-502', '3-2-502']])
  })

  it('counts all homes that leave by this stair, and knows its detectors and its door', () => {
    expect(ids(ground.homes)).toHaveLength(12)
    expect(ground.stairDetectors.map(({ id }) => id)).toEqual(['smoke-3-2-stair-2', 'smoke-3-2-stair-4', 'smoke-3-2-stair-6'])
    expect(ground.doors.map(({ id }) => id)).toEqual(['door-3-2'])
  })

  it('walks to the assembly point and to the hydrants over the ways, which is never shorter than the straight line', () => {
    const [east, north] = ground.unit.entrance.position
    const straight = (to: readonly [number, number]) => Math.hypot(to[0] - east, to[1] - north)
    expect(ground.wayOut?.meters).toBeGreaterThan(straight(ground.wayOut?.to.position ?? [0, 0]))
    expect(ground.hydrants).toHaveLength(2)
    for (const { thing, meters } of ground.hydrants) expect(meters).toBeGreaterThanOrEqual(straight(thing.position) - 1e-6)
    expect(ground.hydrants[0].meters).toBeLessThanOrEqual(ground.hydrants[1].meters)
  })

  it('finds extinguishers in the stair, the nearest first, two metres walked for each one up or down', () => {
    expect(ground.extinguishers?.map(({ thing }) => thing.floor)).toEqual([5, 3, 1])
    expect(ground.extinguishers?.[1]?.meters).toBeGreaterThanOrEqual(2 * 2 * ground.building.storeyHeightMeters)
    const { extinguishers: _, ...unsaid } = community
    const other = buildRegister(unsaid, subsystems)
    const entry = other.devices.get('smoke-3-2-501-kitchen')
    expect(entry && createFireGrounds(other).at(entry)?.extinguishers).toBeNull()
  })

  it('finds the camera at the end of the façade, which sees the door, and no camera behind the house', () => {
    const seeing = ground.cameras.map(({ camera }) => camera.device.name?.zh)
    expect(seeing).toContain('3号楼单元门前')
    for (const { sight } of ground.cameras) expect(sight.meters).toBeLessThan(37)
  })
})

it('a fire on the fourth floor opens the fourth floor', () => {
  const index = buildSiteIndex(community)
  const fire = alarmOf('smoke-3-2-401-kitchen', 'fire', 'lifeSafety')
  expect(effectiveFocus({ level: 'building', building: '3' }, [fire], register, index)).toEqual({ level: 'floor', building: '3', floor: 4, unit: '3-2' })
})
