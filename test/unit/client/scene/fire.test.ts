import { describe, expect, it } from 'vitest'
import { alarmLabelsOf } from '../../../../client/scene/alarm-labels.ts'
import { courseGapPixels, findLabelSpot, labelHeight } from '../../../../client/scene/label-spots.ts'
import { densityOf } from '../../../../client/scene/overlays/fire/smoke-measured.ts'
import { placeChannels } from '../../../../client/scene/state-table.ts'
import type { Device } from '../../../../models/site/device.ts'
import { alarmOf, noon, sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const small = smallCommunity()
const inStair = { building: '1', unit: '1-1' }
const devices: Device[] = [
  { id: 'stair-1', type: 'smoke.detector', place: { ...inStair, floor: 1 }, position: [7, 6, 3] },
  { id: 'stair-2', type: 'smoke.detector', place: { ...inStair, floor: 2 }, position: [7, 6, 5.8] },
  { id: 'door-1-1', type: 'access.door', place: { ...inStair, floor: 1 }, position: [7.7, 11, 1.8], heading: 0 },
]
const community = { ...small, devices: [...small.devices, ...devices] }
const kitchen = 'smoke-1-1-201-kitchen'
const fire = alarmOf(kitchen, 'fire', 'lifeSafety', { latched: true, point: 'obscuration', value: '0.6' })
const longAgo = Date.parse('2026-06-08T12:00:00+08:00')

/** The small community with a fire in the kitchen of 1-1-201, looked at. */
function burning(smoke: number | null = 0.6) {
  const scene = sceneOf(community)
  if (smoke !== null) scene.report(kitchen, 'obscuration', smoke)
  scene.context.alarms = [fire]
  scene.run({ focus: { level: 'building', building: '1' } })
  return scene
}

describe('smoke in the picture', () => {
  it('is drawn where it was measured and nowhere else', () => {
    const scene = burning()
    const { smoke } = scene.stage.overlays.fire
    expect(smoke.drawn).toEqual([kitchen])
    scene.report('smoke-1-1-202-kitchen', 'obscuration', 0.09)
    scene.report('smoke-1-1-101-kitchen', 'obscuration', 0.01)
    scene.run()
    expect([...smoke.drawn].sort()).toEqual([kitchen, 'smoke-1-1-202-kitchen'])
  })

  it('is never drawn of a value that was never heard, is old, or is out of range; the alarm still marks its room', () => {
    const scene = burning(null)
    const { smoke, rooms } = scene.stage.overlays.fire
    const row = scene.stage.index.rooms.get('1-1-201-kitchen')?.row ?? 0
    expect(smoke.drawn).toEqual([])
    expect(rooms).toEqual(['1-1-201-kitchen'])
    const marked = scene.stage.places.read(row, 1, placeChannels.alarm)
    expect(marked).toBeGreaterThan(100)
    scene.report(kitchen, 'obscuration', 0.6, longAgo)
    scene.run()
    expect([smoke.drawn, scene.stage.places.read(row, 1, placeChannels.alarm)]).toEqual([[], marked])
    scene.report(kitchen, 'obscuration', Number.NaN)
    scene.run()
    expect(smoke.drawn).toEqual([])
    scene.report(kitchen, 'obscuration', 0.6)
    scene.run()
    expect(smoke.drawn).toEqual([kitchen])
    expect(scene.stage.places.read(row, 1, placeChannels.alarm)).toBeGreaterThan(marked)
  })

  it('is not in the picture without a fire, unless its layer is on', () => {
    const scene = sceneOf(community)
    scene.report(kitchen, 'obscuration', 0.09)
    scene.run()
    expect(scene.stage.overlays.fire.smoke.drawn).toEqual([])
    scene.run({ layers: new Set(['smoke']) })
    expect(scene.stage.overlays.fire.smoke.drawn).toEqual([kitchen])
    scene.run({ layers: new Set() })
    expect(scene.stage.overlays.fire.smoke.drawn).toEqual([])
  })

  it('takes as much light as its dB/m say', () => {
    // 10 dB over a path leave a tenth.
    expect(densityOf(10 / 3)).toBeCloseTo(0.9, 6)
    expect(densityOf(0)).toBe(0)
  })
})

describe('the way out', () => {
  it('is barred from the lowest floor with smoke on the stair, and says so', () => {
    const scene = burning()
    const stairNotes = () => scene.stage.overlays.fire.notes.filter(({ kind }) => kind === 'stair')
    expect(stairNotes()).toEqual([])
    scene.report('stair-2', 'obscuration', 0.4)
    scene.run()
    expect(stairNotes()).toMatchObject([{ id: 'stair-2', grave: true, words: { zh: '楼梯 2 层有烟 0.40\u2009dB/m，以上不通' } }])
    scene.report('stair-1', 'obscuration', 0.3)
    scene.run()
    expect(stairNotes().map(({ id }) => id)).toEqual(['stair-1'])
  })

  it('goes from every home on the stair down and out to the assembly point', () => {
    const scene = burning()
    const { grounds, course } = scene.stage.overlays.fire
    expect(grounds.map(({ homes }) => homes.map(({ home }) => home.id))).toEqual([['1-1-201', '1-1-202', '1-1-101', '1-1-102']])
    const [assembly] = community.assemblyPoints
    expect(Math.min(...course.map(([east, north]) => Math.hypot(east - assembly.position[0], north - assembly.position[1])))).toBeLessThan(3)
    expect(grounds[0].wayOut?.meters).toBeGreaterThan(Math.hypot(36 - 7, 27 - 11))
  })

  it('shows its door as last reported, with the age of that, and says when it never was', () => {
    const scene = burning()
    const door = () => scene.stage.overlays.fire.notes.find(({ kind }) => kind === 'door')?.words
    expect(door()).toEqual({ zh: '单元门 · 状态从未上报', en: 'Entrance door · never reported' })
    scene.report('door-1-1', 'door', 1, noon - 5_000)
    scene.context.alarms = [fire]
    scene.run()
    expect(door()).toEqual({ zh: '单元门 开启 · 5 秒前', en: 'Entrance door open · 5 s ago' })
  })

  it('is gone when the fire is', () => {
    const scene = burning()
    scene.context.alarms = []
    scene.run()
    const { grounds, notes, course, smoke } = scene.stage.overlays.fire
    expect([grounds.length, notes.length, course.length, smoke.drawn.length]).toEqual([0, 0, 0, 0])
  })
})

describe('labels of a fire', () => {
  it('are one a room, however many alarms stand in it, and say what is measured now', () => {
    const scene = burning()
    scene.report(kitchen, 'temperature', 61.5)
    scene.context.alarms = [fire, alarmOf(kitchen, 'heat', 'lifeSafety'), alarmOf(kitchen, 'heating', 'medium'), alarmOf('door-1-1', 'forced', 'high')]
    scene.run()
    const texts = alarmLabelsOf(scene.context, 5).map(({ text }) => text)
    expect(texts).toHaveLength(2)
    expect(texts[0]).toContain('0.600\u2009dB/m · 61.5\u2009°C')
  })

  it('say that there is no reading instead of a number', () => {
    expect(alarmLabelsOf(burning(null).context, 5).map(({ text }) => text)).toEqual(['1-1-201 厨房 · 无读数 · 无读数'])
  })

  it('keep 60 pixels from the way out and cover no other label, wherever there is room', () => {
    const course = new Float64Array([400, 300, 400, 340, 400, 380, 400, 420])
    const taken = { x: 500, y: 200, width: 160 }
    const isTaken = (x: number, y: number, width: number): boolean =>
      x < taken.x + taken.width && x + width > taken.x && y < taken.y + labelHeight && y + labelHeight > taken.y
    const { box, choice } = findLabelSpot(405, 330, 180, -1, { left: 0, right: 900, top: 0, bottom: 700, isTaken, course, courseLength: 4 })
    expect(isTaken(box.x, box.y, box.width)).toBe(false)
    for (let each = 0; each < 4; each += 1) {
      const dx = Math.max(box.x - course[each * 2], 0, course[each * 2] - box.x - box.width)
      const dy = Math.max(box.y - course[each * 2 + 1], 0, course[each * 2 + 1] - box.y - labelHeight)
      expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(courseGapPixels)
    }
    // It stays where it is while it may.
    expect(findLabelSpot(407, 331, 180, choice, { left: 0, right: 900, top: 0, bottom: 700, isTaken, course, courseLength: 4 }).choice).toBe(choice)
  })
})
