import { afterEach, describe, expect, it } from 'vitest'
import { isHidden, openDetails } from '../../../../client/state/care.ts'
import { energyView } from '../../../../client/state/energy-view.ts'
import type { Community } from '../../../../models/site/community.ts'
import { noon, sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const small = smallCommunity()
const [road] = small.roads
const bayOf = (id: string, east: number) => ({
  id,
  position: [east, 25] satisfies [number, number],
  heading: 0,
  lengthMeters: 5,
  widthMeters: 2.5,
  use: 'resident' as const,
  road: road?.id ?? null,
})
const community: Community = {
  ...small,
  roads: small.roads.map((each) => ({ ...each, kind: 'lane' as const })),
  bays: [bayOf('n1', 0), bayOf('n2', 3), bayOf('n3', 9)],
  devices: [
    ...small.devices.filter(({ type }) => type !== 'parking.bay'),
    ...['n1', 'n2', 'n3'].map((id) => ({ id: `bay-${id}`, type: 'parking.bay', place: { bay: id }, position: [0, 25, 0] satisfies [number, number, number] })),
    { id: 'bin-1', type: 'waste.bin', place: {}, position: [0, 20, 1], heading: 0 },
    { id: 'call-1', type: 'call.button', place: { home: '1-1-101', building: '1' }, position: [1, 1, 1] },
  ],
}
const parking = new Set(['parking'])
const metering = new Set(['metering'])
const meter = community.devices.find(({ type }) => type === 'metering.electricity')
const initial = energyView.getState()
afterEach(() => energyView.setState(initial))

describe('the way to a free bay', () => {
  it('leads to the nearest one by road, to the next when that is taken, and nowhere when all are', () => {
    const scene = sceneOf(community)
    const { guide } = scene.stage.overlays
    for (const id of ['n1', 'n2', 'n3']) scene.report(`bay-${id}`, 'occupied', 0)
    scene.run({ layers: parking })
    const first = guide.led?.bay ?? ''
    expect(['n1', 'n3']).toContain(first)
    expect(guide.notes[0]?.words.zh).toContain(`P-${first} · 最近空位`)
    scene.report(`bay-${first}`, 'occupied', 1)
    scene.run()
    expect(guide.led?.bay).toBe('n2')
    for (const id of ['n1', 'n2', 'n3']) scene.report(`bay-${id}`, 'occupied', 1)
    scene.run()
    expect([guide.led, guide.notes.length]).toEqual([null, 0])
  })

  it('never leads to a bay nothing is known of', () => {
    const scene = sceneOf(community)
    scene.report('bay-n1', 'occupied', 0, noon - 30 * 3_600_000)
    scene.run({ layers: parking })
    expect(scene.stage.overlays.guide.led).toBeNull()
  })

  it('goes away with its layer', () => {
    const scene = sceneOf(community)
    scene.report('bay-n1', 'occupied', 0)
    scene.run({ layers: parking })
    expect(scene.stage.overlays.guide.led).not.toBeNull()
    scene.run({ layers: new Set() })
    expect(scene.stage.overlays.guide.led).toBeNull()
  })
})

describe('a car', () => {
  it('is of the kind its sensor saw, drives in within 0.4 s, and is simply there with motion off', () => {
    const scene = sceneOf(community, { motion: true })
    const { bays } = scene.stage.overlays
    scene.context.deltaSeconds = 0.1
    for (const id of ['n1', 'n2', 'n3']) scene.report(`bay-${id}`, 'occupied', 0)
    scene.run()
    scene.report('bay-n1', 'vehicle', 2)
    scene.report('bay-n1', 'occupied', 1)
    scene.run()
    expect([bays.stateOf('n1'), bays.isMoving]).toEqual(['ev', true])
    for (let step = 0; step < 4; step += 1) scene.run()
    expect(bays.isMoving).toBe(false)
    scene.run({ motion: false })
    scene.report('bay-n1', 'occupied', 0)
    scene.run()
    expect([bays.stateOf('n1'), bays.isMoving, bays.occupied()]).toEqual(['free', false, 0])
  })
})

describe('the energy layer', () => {
  const home = meter?.place.home ?? ''
  const unit = meter?.place.unit ?? ''

  it('leaves the windows dark and the column flat while meters stand at zero', () => {
    const scene = sceneOf(community)
    scene.report(meter?.id ?? '', 'power', 0)
    scene.run({ layers: metering })
    expect([scene.stage.overlays.windows.shareOf(home), scene.stage.overlays.windows.litPlaces()]).toEqual([0, 0])
    expect(scene.stage.overlays.energy.heightOf(unit)).toBe(0)
  })

  it('raises a column by the mean of the homes behind it, and none higher than twelve metres', () => {
    const scene = sceneOf(community)
    const { energy } = scene.stage.overlays
    scene.report(meter?.id ?? '', 'power', energy.scale.columnMost / 2)
    scene.run({ layers: metering })
    expect(energy.heightOf(unit)).toBeCloseTo(6)
    scene.report(meter?.id ?? '', 'power', 14)
    scene.run()
    expect(energy.heightOf(unit)).toBe(12)
  })

  it('shows what was counted since midnight, once the registers of midnight are known', () => {
    const scene = sceneOf(community)
    const { energy } = scene.stage.overlays
    energyView.setState({ measure: 'energy' })
    scene.report(meter?.id ?? '', 'energy', 103)
    scene.run({ layers: metering })
    const unknown = energy.missing
    energyView.setState({ atMidnight: new Map([[meter?.id ?? '', 100]]) })
    scene.run()
    expect(energy.missing).toBe(unknown - 1)
    expect(energy.scale.most).toBeGreaterThanOrEqual(3)
    expect(energy.heightOf(unit)).toBeGreaterThan(0)
  })

  it('paints what is abnormal in yellow and says why', () => {
    const scene = sceneOf(community)
    const device = meter?.id ?? ''
    scene.report(device, 'power', 9)
    energyView.setState({ abnormal: [{ kind: 'overload', device, kilowatts: 9, limitKilowatts: 8 }] })
    scene.run({ layers: metering })
    const row = scene.stage.index.homeRow.get(home) ?? 0
    expect([0, 1, 2].map((channel) => scene.stage.places.read(row, 0, channel))).toEqual([226, 181, 44])
    expect(scene.stage.overlays.energy.notes[0]?.words.zh).toContain('过载')
  })
})

describe('a bin', () => {
  it('is drawn as full as it reports, and as nothing once its word is old', () => {
    const scene = sceneOf(community)
    const { containers } = scene.stage.overlays
    scene.report('bin-1', 'fill', 42)
    scene.run({ layers: new Set(['waste']) })
    expect(containers.fillOf('bin-1')).toBeCloseTo(0.42)
    scene.report('bin-1', 'fill', 42, noon - 30 * 24 * 3_600_000)
    scene.run()
    expect(containers.fillOf('bin-1')).toBeNaN()
  })
})

describe('a lamp', () => {
  it('shines by the level it reports, and not at all where none was heard', () => {
    const scene = sceneOf(community)
    const lamp = community.devices.find(({ type }) => type === 'lighting.lamp')
    const id = lamp?.place.lamp ?? ''
    scene.run()
    expect(scene.stage.overlays.lamps.levelOf(id)).toBe(0)
    scene.report(lamp?.id ?? '', 'level', 35)
    scene.run()
    expect(scene.stage.overlays.lamps.levelOf(id)).toBeCloseTo(0.35)
  })
})

describe('the details of a person', () => {
  it('are hidden until they are opened by a deliberate act', () => {
    const scene = sceneOf(community)
    const call = scene.register.devices.get('call-1')
    const smoke = [...scene.register.devices.values()].find(({ typeId }) => typeId === 'smoke.detector')
    expect([call && isHidden(call), smoke && isHidden(smoke)]).toEqual([true, false])
    openDetails('call-1')
    expect(call && isHidden(call)).toBe(false)
  })
})
