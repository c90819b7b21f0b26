import { describe, expect, it } from 'vitest'
import { storeyRowOf } from '../../../../client/scene/site-index.ts'
import { storeyChannels, uncut } from '../../../../client/scene/state-table.ts'
import { liftMetersOf } from '../../../../client/scene/storey-aims.ts'
import { standsBetween } from '../../../../client/scene/systems/clear-view.ts'
import { bitOf } from '../../../../models/protocol/reading.ts'
import { alarmOf, sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const community = smallCommunity()
const rowOf = (scene: ReturnType<typeof sceneOf>, home: string): number => scene.stage.index.homeRow.get(home) ?? 0
const tintOf = (scene: ReturnType<typeof sceneOf>, row: number): number[] => [0, 1, 2, 3].map((channel) => scene.stage.places.read(row, 0, channel))

describe('windows', () => {
  it('are lit by the power each home reports, and swap when the values swap', () => {
    const scene = sceneOf(community)
    scene.report('electricity-1-1-101', 'power', 2)
    scene.report('electricity-1-1-102', 'power', 0.2)
    scene.run()
    const windows = scene.stage.overlays.windows
    const [strong, weak] = [windows.shareOf('1-1-101'), windows.shareOf('1-1-102')]
    expect(strong).toBeGreaterThan(weak)
    expect(weak).toBeGreaterThan(0)
    scene.report('electricity-1-1-101', 'power', 0.2)
    scene.report('electricity-1-1-102', 'power', 2)
    scene.run()
    expect([windows.shareOf('1-1-102'), windows.shareOf('1-1-101')]).toEqual([strong, weak])
  })

  it('are all dark when every meter says zero', () => {
    const scene = sceneOf(community)
    for (const entry of scene.register.devices.values()) if (entry.typeId === 'metering.electricity') scene.report(entry.id, 'power', 1.5)
    scene.run()
    expect(scene.stage.overlays.windows.litPlaces()).toBe(8)
    for (const entry of scene.register.devices.values()) if (entry.typeId === 'metering.electricity') scene.report(entry.id, 'power', 0)
    scene.run()
    expect(scene.stage.overlays.windows.litPlaces()).toBe(0)
    for (const home of scene.stage.index.homes.keys()) expect(scene.stage.overlays.windows.shareOf(home)).toBe(0)
  })

  it('are not lit by a value that is old or out of range', () => {
    const scene = sceneOf(community)
    scene.report('electricity-1-1-101', 'power', 2, Date.parse('2026-06-10T09:00:00+08:00'))
    scene.report('electricity-1-1-102', 'power', 2)
    scene.buffer.flags[scene.register.devices.get('electricity-1-1-102')?.points.get('power')?.series ?? 0] = bitOf('outOfRange')
    scene.run()
    expect(scene.stage.overlays.windows.litPlaces()).toBe(0)
  })
})

describe('rooms', () => {
  it('take the colour of their smoke only while the layer is on, and swap with it', () => {
    const scene = sceneOf(community)
    const kitchen = (home: string): number => scene.stage.index.rooms.get(`${home}-kitchen`)?.row ?? 0
    scene.report('smoke-1-1-101-kitchen', 'obscuration', 0.6)
    scene.report('smoke-1-1-102-kitchen', 'obscuration', 0.0)
    scene.run()
    expect(tintOf(scene, kitchen('1-1-101'))[3]).toBe(0)
    scene.run({ layers: new Set(['smoke']) })
    const before = tintOf(scene, kitchen('1-1-101'))
    expect(before[3]).toBeGreaterThan(200)
    expect(tintOf(scene, kitchen('1-1-102'))[3]).toBe(0)
    scene.report('smoke-1-1-101-kitchen', 'obscuration', 0.0)
    scene.report('smoke-1-1-102-kitchen', 'obscuration', 0.6)
    scene.run()
    expect(tintOf(scene, kitchen('1-1-102'))).toEqual(before)
    expect(tintOf(scene, kitchen('1-1-101'))[3]).toBe(0)
  })

  it('are hatched, not coloured, once their detector has been silent for too long', () => {
    const scene = sceneOf(community, { layers: new Set(['smoke']) })
    scene.report('smoke-1-1-101-kitchen', 'obscuration', 0.6, Date.parse('2026-06-09T12:00:00+08:00'))
    scene.run()
    const row = scene.stage.index.rooms.get('1-1-101-kitchen')?.row ?? 0
    expect(tintOf(scene, row)[3]).toBe(0)
    expect(scene.stage.places.read(row, 1, 1)).toBe(255)
  })

  it('show which home is picked', () => {
    const scene = sceneOf(community, { selection: { kind: 'home', id: '1-1-201' } })
    scene.run()
    expect(tintOf(scene, rowOf(scene, '1-1-201'))[3]).toBeGreaterThan(0)
    expect(tintOf(scene, rowOf(scene, '1-1-202'))[3]).toBe(0)
  })
})

describe('bays, lamps and lifts', () => {
  it('stand a car where a sensor says so, and a van where it is one', () => {
    const scene = sceneOf(community)
    scene.report('bay-01', 'occupied', 1)
    scene.report('bay-02', 'occupied', 0)
    scene.run()
    const { bays } = scene.stage.overlays
    expect([bays.stateOf('01'), bays.stateOf('02'), bays.occupied()]).toEqual(['car', 'free', 1])
    scene.report('bay-01', 'occupied', 0)
    scene.report('bay-02', 'occupied', 1)
    scene.run()
    expect([bays.stateOf('01'), bays.stateOf('02'), bays.occupied()]).toEqual(['free', 'car', 1])
  })

  it('light the lamps by the level they report, none that is not heard of', () => {
    const scene = sceneOf(community)
    scene.report('lamp-01', 'level', 80)
    scene.run()
    expect(scene.stage.overlays.lamps.levelOf('01')).toBeCloseTo(0.8, 2)
    expect(scene.stage.overlays.lamps.levelOf('02')).toBe(0)
  })

  it('hold a lift at the height it reports', () => {
    const scene = sceneOf(community)
    scene.report('lift-1-1', 'position', 2.8)
    scene.run()
    expect(scene.stage.overlays.shafts.heightOf('lift-1-1')).toBeCloseTo(2.8, 5)
  })
})

describe('levels', () => {
  const read = (scene: ReturnType<typeof sceneOf>, building: string, level: number, channel: number): number => {
    const found = scene.stage.index.buildings.get(building)
    return found ? scene.stage.storeys.read(storeyRowOf(scene.stage.index, found, level), 0, channel) : Number.NaN
  }

  it('open the focused floor, lift what is above and fade the other houses', () => {
    const scene = sceneOf(community)
    scene.run({ focus: { level: 'floor', building: '1', floor: 1 } })
    expect(read(scene, '1', 1, storeyChannels.hidden)).toBe(1)
    expect(read(scene, '1', 2, storeyChannels.lift)).toBeGreaterThan(10)
    expect(read(scene, '1', 2, storeyChannels.fade)).toBe(0)
    expect(read(scene, '2', 1, storeyChannels.fade)).toBe(1)
    expect(scene.stage.openFloor.shown).toMatchObject({ building: '1', level: 1 })
    scene.run({ focus: { level: 'community' } })
    expect(read(scene, '1', 1, storeyChannels.hidden)).toBe(0)
    expect(read(scene, '1', 2, storeyChannels.lift)).toBe(0)
    expect(read(scene, '2', 1, storeyChannels.fade)).toBe(0)
    expect(read(scene, '2', 1, storeyChannels.cutAt)).toBe(uncut)
    expect(scene.stage.openFloor.shown).toBeNull()
  })

  it('hold what is above high enough to see in, by the depth of the house', () => {
    const [house] = community.buildings
    expect(liftMetersOf(house)).toBeGreaterThanOrEqual(11 * Math.tan((46 * Math.PI) / 180) + 4)
    const deep = { ...house, outline: house.outline.map(([east, north]): [number, number] => [east * 2, north * 2]) }
    expect(liftMetersOf(deep)).toBeGreaterThanOrEqual(22 * Math.tan((46 * Math.PI) / 180) + 4)
  })

  it('stand as is chosen: piled, apart or alone', () => {
    const scene = sceneOf(community)
    const [lift, hidden, fade, cutAt] = [storeyChannels.lift, storeyChannels.hidden, storeyChannels.fade, storeyChannels.cutAt]
    scene.run({ focus: { level: 'building', building: '1' }, storeys: 'apart' })
    expect([read(scene, '1', 1, lift), read(scene, '1', 2, lift) > 2]).toEqual([0, true])
    scene.run({ storeys: 'alone' })
    expect([read(scene, '1', 2, lift), read(scene, '2', 1, cutAt) < 2]).toEqual([0, true])
    scene.run({ focus: { level: 'floor', building: '1', floor: 1 }, storeys: 'stacked' })
    expect([read(scene, '1', 2, hidden), read(scene, '1', 2, lift), read(scene, '2', 1, fade)]).toEqual([1, 0, 1])
    scene.run({ storeys: 'apart' })
    expect([read(scene, '1', 2, hidden), read(scene, '1', 2, lift) > 10]).toEqual([0, true])
    scene.run({ focus: { level: 'home', building: '1', floor: 2, home: '1-1-201' }, storeys: 'usual' })
    expect([read(scene, '1', 1, hidden), read(scene, '1', 1, fade)]).toEqual([0, 1])
    scene.run({ storeys: 'alone' })
    expect(read(scene, '1', 1, hidden)).toBe(1)
  })

  it('keep furniture for close by where no home is concerned', () => {
    const scene = sceneOf(community)
    for (const [metres, distance] of [
      [200, 'far'],
      [110, 'near'],
      [50, 'close'],
    ] as const) {
      scene.run({ focus: { level: 'community' } })
      scene.run({ focus: { level: 'floor', building: '1', floor: 2 }, viewpoint: { eye: [7, 5, metres], target: [7, 6, 0] } })
      expect(scene.stage.openFloor.shown?.distance).toBe(distance)
    }
  })

  it('furnish the home that is looked at, or the one in danger', () => {
    const scene = sceneOf(community)
    scene.run({ focus: { level: 'home', building: '1', floor: 2, home: '1-1-202' } })
    expect(scene.stage.openFloor.shown).toMatchObject({ unit: '1-1', home: '1-1-202' })
    scene.context.alarms = [alarmOf('smoke-1-1-201-kitchen', 'fire', 'lifeSafety', { latched: true, point: 'obscuration', value: '0.6' })]
    scene.run({ focus: { level: 'floor', building: '1', floor: 2 } })
    expect(scene.stage.openFloor.shown).toMatchObject({ unit: '1-1', home: '1-1-201' })
  })

  it('move within 400 ms and then ask for no more frames', () => {
    const scene = sceneOf(community, { motion: true })
    scene.run()
    scene.context.deltaSeconds = 0.05
    expect(scene.run({ focus: { level: 'building', building: '1' } })).toBe(true)
    let frames = 1
    while (scene.run() && frames < 50) frames += 1
    expect(frames * 50).toBeLessThanOrEqual(400)
  })

  it('open by themselves on a fire in the house that is looked at, with the way out and the nearest hydrant', () => {
    const scene = sceneOf(community)
    scene.report('smoke-1-1-201-kitchen', 'obscuration', 0.6)
    scene.context.alarms = [alarmOf('smoke-1-1-201-kitchen', 'fire', 'lifeSafety', { latched: true, point: 'obscuration', value: '0.6' })]
    scene.run({ focus: { level: 'building', building: '1' } })
    const { fire, markers } = scene.stage.overlays
    expect(scene.stage.openFloor.shown).toMatchObject({ building: '1', level: 2 })
    expect(fire.rooms).toEqual(['1-1-201-kitchen'])
    expect(fire.notes.map(({ kind, id }) => [kind, id])).toEqual([
      ['assembly', 'a1'],
      ['hydrant', 'h1'],
      ['camera', 'camera-1'],
    ])
    expect(markers.shown.alarms).toBe(1)
    expect(scene.stage.places.read(scene.stage.index.rooms.get('1-1-201-kitchen')?.row ?? 0, 1, 2)).toBeGreaterThan(150)
    scene.context.alarms = []
    scene.run()
    expect([fire.rooms.length, markers.shown.alarms]).toEqual([0, 0])
    expect(scene.stage.openFloor.shown).toBeNull()
  })
})

it('shows bars, pipes and slats only while the camera is near a house', () => {
  const scene = sceneOf(community)
  scene.context.camera.position.set(7, 30, 400)
  scene.run()
  expect(scene.stage.fittings.visible).toBe(false)
  scene.context.camera.position.set(7, 10, 40)
  scene.run({ focus: { level: 'building', building: '1' } })
  expect(scene.stage.fittings.visible).toBe(true)
})

describe('a house in the way', () => {
  const [near, far] = community.buildings

  it('is cut down to its plan and keeps it, until it is in the way no more', () => {
    const scene = sceneOf(community)
    scene.run({ focus: { level: 'building', building: '2' }, viewpoint: { eye: [7, -30, 12], target: [7, 45, 1] } })
    expect([...scene.context.blocking]).toEqual(['1'])
    expect(scene.stage.cutPlans.shown).toEqual(['1'])
    expect(scene.stage.cutPlans.object.visible).toBe(true)
    scene.run({ focus: { level: 'community' }, viewpoint: null })
    expect(scene.stage.cutPlans.shown).toEqual([])
    expect(scene.stage.cutPlans.object.visible).toBe(false)
  })

  it('stands between the eye and a spot only where it is higher than the line of sight', () => {
    expect(standsBetween(near, [7, -40, 10], [7, 45, 1])).toBe(true)
    expect(standsBetween(near, [7, -40, 80], [7, 45, 1])).toBe(false)
    expect(standsBetween(near, [60, -40, 10], [60, 45, 1])).toBe(false)
    expect(standsBetween(far, [7, -40, 10], [7, 20, 1])).toBe(false)
  })
})

it('asks for no frame while nothing changes', () => {
  const scene = sceneOf(community)
  scene.run()
  expect(scene.run()).toBe(false)
  expect(scene.context.shadowsChanged).toBe(false)
})
