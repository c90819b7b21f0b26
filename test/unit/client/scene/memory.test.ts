import { type BufferGeometry, Mesh } from 'three'
import { describe, expect, it } from 'vitest'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

/** Geometries that were ever in the scene and have not been given back to the graphics card. */
function watchGeometries(scene: ReturnType<typeof sceneOf>) {
  const held = new Set<BufferGeometry>()
  const known = new WeakSet<BufferGeometry>()
  return {
    held,
    look(): void {
      scene.stage.root.traverse((object) => {
        if (!(object instanceof Mesh) || known.has(object.geometry)) return
        const geometry: BufferGeometry = object.geometry
        known.add(geometry)
        held.add(geometry)
        geometry.addEventListener('dispose', () => held.delete(geometry))
      })
    },
  }
}

describe('what the graphics card holds', () => {
  it('stays the same while two hundred floors are opened and shut and layers go on and off', () => {
    const scene = sceneOf(smallCommunity())
    const { held, look } = watchGeometries(scene)
    const layers = [...subsystems.map(({ id }) => new Set([id])), new Set(subsystems.map(({ id }) => id)), new Set<string>()]
    const cycle = (number: number): void => {
      scene.run({ focus: { level: 'floor', building: number % 2 === 0 ? '1' : '2', floor: 1 + (number % 2) }, layers: layers[number % layers.length] })
      look()
      scene.run({ focus: { level: 'community' } })
      look()
    }
    for (let number = 0; number < layers.length * 2; number += 1) cycle(number)
    const before = held.size
    for (let number = 0; number < 200; number += 1) cycle(number)
    expect(before).toBeGreaterThan(10)
    expect(held.size).toBeLessThanOrEqual(before)
  })

  it('is given back whole when the stage is left', () => {
    const scene = sceneOf(smallCommunity())
    const { held, look } = watchGeometries(scene)
    scene.run({ focus: { level: 'floor', building: '1', floor: 1 }, layers: new Set(subsystems.map(({ id }) => id)) })
    look()
    scene.stage.dispose()
    expect([...held].map((geometry) => scene.stage.root.getObjectByProperty('geometry', geometry)?.name ?? geometry.name)).toEqual([])
  })
})
