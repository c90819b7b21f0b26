import { BufferGeometry, Mesh, type Object3D } from 'three'
import { buildOpenFloor, type Concern } from './build/open-floor-geometry.ts'
import { createModelMaterial, createShadowMaterial } from './materials/model-material.ts'
import type { SceneUniforms } from './materials/scene-uniforms.ts'
import type { SiteIndex } from './site-index.ts'

/** The plan of the one storey that is open, built when it opens. */
export type OpenFloor = {
  readonly object: Object3D
  readonly shown: ({ readonly building: string; readonly level: number } & Concern) | null
  show(building: string, level: number, concern: Concern): void
  hide(): void
  dispose(): void
}

export function createOpenFloor(index: SiteIndex, uniforms: SceneUniforms): OpenFloor {
  const material = createModelMaterial('fabric', uniforms)
  const mesh = new Mesh(new BufferGeometry(), material)
  mesh.name = 'open-floor'
  mesh.castShadow = mesh.receiveShadow = true
  mesh.customDepthMaterial = createShadowMaterial('fabric', uniforms)
  mesh.frustumCulled = false
  mesh.visible = false
  let shown: OpenFloor['shown'] = null
  return {
    object: mesh,
    get shown() {
      return shown
    },
    show(id, level, concern) {
      const building = index.buildings.get(id)
      if (!building || (shown?.building === id && shown.level === level && sameConcern(shown, concern))) return
      mesh.geometry.dispose()
      mesh.geometry = buildOpenFloor(index, building, level, concern).toGeometry()
      mesh.visible = true
      shown = { building: id, level, ...concern }
    },
    hide() {
      if (!shown) return
      mesh.geometry.dispose()
      mesh.geometry = new BufferGeometry()
      mesh.visible = false
      shown = null
    },
    dispose() {
      mesh.geometry.dispose()
      material.dispose()
    },
  }
}

const sameConcern = (one: Concern, other: Concern): boolean =>
  one.unit === other.unit && one.home === other.home && one.distance === other.distance && one.liftMeters === other.liftMeters
