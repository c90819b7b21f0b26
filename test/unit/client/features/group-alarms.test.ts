import { describe, expect, it } from 'vitest'
import { groupAlarms } from '../../../../client/state/group-alarms.ts'
import { alarmOf, createTestTwin, kitchenDetector, noon } from '../support/console-twin.tsx'

const above = { ...kitchenDetector, id: 'smoke-above', place: { ...kitchenDetector.place, floor: 6 } }
const beside = { ...kitchenDetector, id: 'smoke-beside' }
const { twin } = createTestTwin([kitchenDetector, beside, above])
const alarms = [kitchenDetector, beside, above].map(({ id }) => alarmOf({ id: `${id}/fire`, occurrence: id, device: id }))
const { building = '', floor = 0 } = kitchenDetector.place
const grouped = (focus: Parameters<typeof groupAlarms>[2]) => groupAlarms(alarms, twin.register.devices, focus).map(({ entry, count }) => [entry.id, count])

describe('alarms on the plan', () => {
  it('gives a house one mark from afar, with how many there are and the most urgent in front', () => {
    expect(grouped({ level: 'community' })).toEqual([[kitchenDetector.id, 3]])
  })

  it('stands where it began: at the first of the most urgent class, though newer ones are on top of the list', () => {
    const later = alarmOf({ id: 'smoke-above/fire', occurrence: 'later', device: 'smoke-above', raisedAt: noon + 60_000 })
    const [group] = groupAlarms([later, alarmOf()], twin.register.devices, { level: 'community' })
    expect([group?.urgent.device, group?.first.device, group?.entry.id]).toEqual(['smoke-above', kitchenDetector.id, kitchenDetector.id])
  })

  it('puts each where it is on the open storey, and keeps one mark for those above', () => {
    expect(grouped({ level: 'floor', building, floor })).toEqual([
      [kitchenDetector.id, 1],
      ['smoke-beside', 1],
      ['smoke-above', 1],
    ])
  })

  it('gives each storey one mark when a house is looked at, and leaves none out', () => {
    expect(grouped({ level: 'building', building })).toEqual([
      [kitchenDetector.id, 2],
      ['smoke-above', 1],
    ])
  })
})
