import { BufferGeometry, Mesh, type Object3D } from 'three'
import { buildCutPlans } from './build/cut-plan-geometry.ts'
import { createModelMaterial, createShadowMaterial } from './materials/model-material.ts'
import type { SceneUniforms } from './materials/scene-uniforms.ts'
import type { SiteIndex } from './site-index.ts'

/** The plans of the houses that are cut down just now, in one mesh. */
export type CutPlans = {
  readonly object: Object3D
  readonly shown: readonly string[]
  show(buildings: ReadonlySet<string>, rooms: boolean): void
  dispose(): void
}

export function createCutPlans(index: SiteIndex, uniforms: SceneUniforms): CutPlans {
  const material = createModelMaterial('fabric', uniforms)
  const mesh = new Mesh(new BufferGeometry(), material)
  mesh.name = 'cut-plans'
  mesh.castShadow = mesh.receiveShadow = true
  mesh.customDepthMaterial = createShadowMaterial('fabric', uniforms)
  mesh.frustumCulled = false
  mesh.visible = false
  let shown: readonly string[] = []
  return {
    object: mesh,
    get shown() {
      return shown
    },
    show(ids, rooms) {
      shown = [...ids]
      const buildings = shown.flatMap((id) => index.buildings.get(id) ?? [])
      mesh.geometry.dispose()
      mesh.geometry = buildings.length > 0 ? buildCutPlans(buildings, rooms).toGeometry() : new BufferGeometry()
      mesh.visible = buildings.length > 0
    },
    dispose() {
      mesh.geometry.dispose()
      material.dispose()
    },
  }
}
