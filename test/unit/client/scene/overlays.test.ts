import { describe, expect, it } from 'vitest'
import { selectedWords } from '../../../../client/scene/selected-words.ts'
import { origins } from '../../../../models/protocol/reading.ts'
import type { Community } from '../../../../models/site/community.ts'
import { alarmOf, noon, sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const small = smallCommunity()
const community: Community = {
  ...small,
  devices: [
    ...small.devices,
    { id: 'lane-1', type: 'parking.lane', place: {}, position: [0, 22, 4], line: small.roads[0]?.line ?? [], settings: { road: 'r1' } },
    { id: 'gate-1', type: 'parking.gate', place: { gate: 'g1' }, position: [-20, 22, 1], heading: 270 },
  ],
}
const parking = new Set(['parking'])
const blocked = alarmOf('lane-1', 'blocked', 'high')

describe('a fire lane', () => {
  it('is clear, blocked or unknown as its watch reports, and shows only while its layer is on', () => {
    const scene = sceneOf(community)
    const state = () => scene.stage.overlays.strips.stateOf('lane-1')
    scene.report('lane-1', 'blocked', 0)
    scene.run()
    expect(state()).toBe('hidden')
    scene.run({ layers: parking })
    expect(state()).toBe('clear')
    scene.report('lane-1', 'blocked', 1)
    scene.run()
    expect(state()).toBe('blocked')
    scene.report('lane-1', 'blocked', 1, Date.parse('2026-06-09T12:00:00+08:00'))
    scene.run()
    expect(state()).toBe('stale')
  })

  it('shows its alarm with no layer on, and no longer once it is over', () => {
    const scene = sceneOf(community)
    scene.report('lane-1', 'blocked', 1)
    scene.context.alarms = [blocked]
    scene.run()
    expect([scene.stage.overlays.strips.stateOf('lane-1'), scene.stage.overlays.strips.object.visible]).toEqual(['alarm', true])
    scene.context.alarms = []
    scene.run()
    expect([scene.stage.overlays.strips.stateOf('lane-1'), scene.stage.overlays.strips.object.visible]).toEqual(['hidden', false])
  })
})

describe('the arm of a gate', () => {
  const codes = ['closed', 'open', 'moving', 'blocked', 'struck', 'fault']

  it('is down, up, or in between as the barrier says', () => {
    const scene = sceneOf(community)
    const angle = (code: string): number => {
      scene.report('gate-1', 'barrier', codes.indexOf(code))
      scene.run()
      return scene.stage.overlays.barriers.angleOf('gate-1')
    }
    expect(angle('closed')).toBe(0)
    expect(angle('open')).toBeGreaterThan(75)
    for (const code of ['moving', 'blocked', 'struck', 'fault']) {
      expect(angle(code)).toBeGreaterThan(10)
      expect(angle(code)).toBeLessThan(70)
    }
  })

  it('stays as it was last heard of when its gate falls silent', () => {
    const scene = sceneOf(community)
    scene.report('gate-1', 'barrier', codes.indexOf('open'))
    scene.run()
    const open = scene.stage.overlays.barriers.angleOf('gate-1')
    scene.report('gate-1', 'barrier', codes.indexOf('closed'), Date.parse('2026-06-09T12:00:00+08:00'))
    scene.run()
    expect(scene.stage.overlays.barriers.angleOf('gate-1')).toBe(open)
  })
})

describe('what is shown', () => {
  it('is counted by whether it is simulated, as layers go on and off', () => {
    const scene = sceneOf(community)
    scene.report('lamp-01', 'level', 80)
    scene.report('electricity-1-1-101', 'power', 1)
    const { series } = scene.register.devices.get('electricity-1-1-101')?.points.get('power') ?? { series: -1 }
    scene.buffer.origin[series] = origins.indexOf('simulated')
    scene.run()
    expect(scene.stage.watches.shown).toEqual({ simulated: 1, other: 1 })
    scene.run({ layers: new Set(['metering']) })
    // The meter lights the windows and tints the home.
    expect(scene.stage.watches.shown).toEqual({ simulated: 2, other: 1 })
    expect(scene.stage.places.read(scene.stage.index.homeRow.get('1-1-101') ?? 0, 1, 3)).toBe(255)
    scene.run({ layers: new Set() })
    expect(scene.stage.watches.shown).toEqual({ simulated: 1, other: 1 })
  })

  it('is not called simulated alone while a measured alarm stands', () => {
    const scene = sceneOf(community)
    scene.report('lamp-01', 'level', 80)
    scene.buffer.origin.fill(origins.indexOf('simulated'))
    scene.context.alarms = [blocked]
    scene.run()
    expect(scene.stage.watches.shown).toEqual({ simulated: 1, other: 1 })
    scene.context.alarms = [{ ...blocked, origin: 'simulated' }]
    scene.run()
    expect(scene.stage.watches.shown).toEqual({ simulated: 2, other: 0 })
  })

  it('says of the device that is picked how old its value is, and whether to believe it', () => {
    const scene = sceneOf(community, { selection: { kind: 'device', id: 'lamp-01' } })
    expect(selectedWords(scene.context)?.words).toContain('从未上报')
    scene.report('lamp-01', 'level', 80, noon - 40_000)
    scene.run()
    expect(selectedWords(scene.context)?.words).toContain('80\u2009% · 40 秒前')
    scene.report('lamp-01', 'level', 80, noon - 86_400_000)
    scene.run()
    expect(selectedWords(scene.context)?.words).toContain('过时')
    scene.run({ selection: null })
    expect(selectedWords(scene.context)).toBeNull()
  })
})

describe('rain', () => {
  it('wets the ground and dims the sun as the stations measure it, and dries where none is heard', () => {
    const rainy: Community = { ...small, devices: [...small.devices, { id: 'station-1', type: 'environment.station', place: {}, position: [0, 0, 3] }] }
    const scene = sceneOf(rainy, { light: 'day' })
    scene.run()
    const { sun, uniforms } = scene.stage
    const dry = sun.intensity
    scene.report('station-1', 'rain', 8)
    scene.run()
    expect([uniforms.rain.value, sun.intensity < dry * 0.4]).toEqual([1, true])
    scene.report('station-1', 'rain', 8, noon - 86_400_000)
    scene.run()
    expect([uniforms.rain.value, sun.intensity]).toEqual([0, dry])
  })
})
