import { beforeAll, describe, expect, it } from 'vitest'
import { type OverlayKind, sourcesOf } from '../../client/scene/overlays/overlay.ts'
import { summarise } from '../../client/state/summarise.ts'
import { makeXingfuli } from '../../models/communities/xingfuli/make-xingfuli.ts'
import type { PointEntry } from '../../models/register.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { noon, sceneOf } from '../support/scene-context.ts'

const kinds: Readonly<Record<OverlayKind, true>> = {
  tint: true,
  windows: true,
  badge: true,
  field: true,
  cone: true,
  line: true,
  strip: true,
  barrier: true,
  level: true,
  lamp: true,
  bay: true,
  shaft: true,
  ring: true,
}
let scene: ReturnType<typeof sceneOf>
beforeAll(() => {
  scene = sceneOf(makeXingfuli())
})

const worth = ({ point }: PointEntry): number => (point.kind === 'number' || point.kind === 'counter' ? (point.range[0] + point.range[1]) / 2 : 0)

describe('all sixteen layers', () => {
  it('draw every device of the register in one way, and none twice', () => {
    const drawn = new Map<string, number>()
    for (const kind of Object.keys(kinds).filter((each): each is OverlayKind => each in kinds))
      for (const { entry } of sourcesOf(scene.register, kind)) drawn.set(entry.id, (drawn.get(entry.id) ?? 0) + 1)
    const undrawn = [...scene.register.devices.keys()].filter((id) => drawn.get(id) !== 1)
    expect(undrawn).toEqual([])
    expect(subsystems).toHaveLength(16)
  })

  it('show nothing at all of what has no reading', () => {
    scene.run({ layers: new Set(subsystems.map(({ id }) => id)) })
    expect(scene.stage.watches.shown).toEqual({ simulated: 0, other: 0 })
    expect([scene.stage.overlays.windows.litPlaces(), scene.stage.overlays.bays.occupied()]).toEqual([0, 0])
  })

  for (const subsystem of subsystems)
    it(`count for ${subsystem.id} what the register holds, once each has reported`, () => {
      const type = `${subsystem.id}.${subsystem.summary.type}`
      const entries = (scene.register.bySubsystem.get(subsystem.id) ?? []).filter(({ typeId }) => typeId === type)
      expect(summarise(scene.register, scene.buffer, subsystem, noon)).toEqual({ figure: null, of: 0, devices: entries.length })
      for (const entry of entries) {
        const point = entry.points.get(subsystem.summary.point)
        if (point) scene.report(entry.id, point.id, worth(point))
      }
      const { of, devices } = summarise(scene.register, scene.buffer, subsystem, noon)
      expect([of, devices]).toEqual([entries.length, entries.length])
    })
})
