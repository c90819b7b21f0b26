import { InstancedMesh, Mesh, type Object3D } from 'three'
import { describe, expect, it } from 'vitest'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { sceneOf } from '../../../support/scene-context.ts'
import { smallBuilding, smallCommunity } from '../../../support/small-community.ts'

/** Meshes that are drawn, and the triangles they have. */
function drawn(root: Object3D): { draws: number; triangles: number } {
  const sum = { draws: 0, triangles: 0 }
  root.traverseVisible((object) => {
    if (!(object instanceof Mesh)) return
    sum.draws += 1
    const { geometry } = object
    const corners = geometry.getIndex()?.count ?? geometry.getAttribute('position')?.count ?? 0
    sum.triangles += (corners / 3) * (object instanceof InstancedMesh ? object.count : 1)
  })
  return sum
}

describe('the stage of 幸福里', () => {
  const community = shippedCommunities.xingfuli()
  const scene = sceneOf(community)
  for (const entry of scene.register.devices.values()) for (const point of entry.points.values()) scene.buffer.time[point.series] = scene.context.now() - 1000
  scene.buffer.revision += 1

  it('draws a whole community with every layer on in at most 60 calls', () => {
    scene.run({ layers: new Set(subsystems.map(({ id }) => id)) })
    const all = drawn(scene.stage.root)
    expect(all.draws).toBeLessThanOrEqual(60)
    expect(all.triangles).toBeLessThan(1_200_000)
  })

  it('draws no more often for six houses than for two', () => {
    const two = smallCommunity()
    const six = { ...two, buildings: [...two.buildings, ...['3', '4', '5', '6'].map((id, number) => smallBuilding(id, 100 + number * 40))] }
    const layers = new Set(subsystems.map(({ id }) => id))
    const [few, many] = [sceneOf(two), sceneOf(six)]
    few.run({ layers })
    many.run({ layers })
    expect(drawn(many.stage.root).draws).toBe(drawn(few.stage.root).draws)
    expect(drawn(many.stage.root).triangles).toBeGreaterThan(drawn(few.stage.root).triangles)
  })

  it('knows home 3-2-501 and its kitchen', () => {
    expect(scene.stage.index.homes.has('3-2-501')).toBe(true)
    expect(scene.stage.index.rooms.has('3-2-501-kitchen')).toBe(true)
  })
})
