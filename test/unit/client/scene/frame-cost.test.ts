import { describe, expect, it } from 'vitest'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { origins } from '../../../../models/protocol/reading.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { sceneOf } from '../../../support/scene-context.ts'

/** The whole community with every layer on, each point reported once, at rest. */
const scene = sceneOf(shippedCommunities.xingfuli())
const all = new Set(subsystems.map(({ id }) => id))
scene.buffer.time.fill(scene.context.now() - 1000)
scene.buffer.origin.fill(origins.indexOf('measured'))
scene.run({ layers: all })

/** Runs one frame and says what it took. */
function frame(): { readonly looks: number; readonly draws: boolean; readonly again: boolean } {
  scene.context.pictureChanged = false
  const before = scene.stage.watches.looks
  const again = scene.run()
  return { looks: scene.stage.watches.looks - before, draws: scene.context.pictureChanged, again }
}

describe('a frame of the whole community', () => {
  it('looks at nothing and draws nothing while nothing changes', () => {
    frame()
    for (let each = 0; each < 20; each += 1) expect(frame()).toEqual({ looks: 0, draws: false, again: false })
  })

  it('looks at what changed and at nothing else', () => {
    scene.report('bay-001', 'occupied', 1)
    expect(frame()).toEqual({ looks: 1, draws: true, again: false })
    // A meter lights its windows and tints its home.
    scene.report('electricity-3-2-501', 'power', 2)
    expect(frame()).toEqual({ looks: 2, draws: true, again: false })
  })

  it('grows with the number of changes, not with the number of things', () => {
    const points = [...scene.register.devices.values()].flatMap(({ points: of }) => [...of.values()])
    const frameOf = (changes: number): number => {
      for (let each = 0; each < changes; each += 1) {
        const point = points[(each * 7919) % points.length]
        if (!point) continue
        scene.buffer.value[point.series] = each % 2
        scene.buffer.changed.add(point.series)
      }
      scene.buffer.revision += 1
      return frame().looks
    }
    expect(frameOf(333)).toBeLessThan(333)
    expect(frameOf(2000)).toBeLessThan(2000)
  })

  it('draws no picture for a value that is not in it', () => {
    scene.report('water-3-2-501', 'volume', 12.3)
    expect(frame()).toEqual({ looks: 0, draws: false, again: false })
    scene.run({ layers: new Set() })
    frame()
    scene.report('smoke-3-2-501-kitchen', 'obscuration', 0.2)
    expect(frame().draws).toBe(false)
  })
})
