import { type BufferGeometry, DoubleSide, FrontSide, Group, type LineSegments, type Material, Mesh, type Object3D, type ShaderMaterial } from 'three'
import { cutFrame } from '../../state/cut.ts'
import type { Focus } from '../../state/view.ts'
import { createModelMaterial } from '../materials/model-material.ts'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { type SiteIndex, stillRow } from '../site-index.ts'
import type { Section } from './section.ts'
import { createSectionPlans } from './section-plans.ts'
import { buildXrayCore } from './xray-core.ts'
import { createXrayLines } from './xray-lines.ts'

/** All that a cut or an x-ray brings into the picture; made when it is first wanted. */
export type CutParts = {
  readonly object: Object3D
  /** Storeys whose plan a cut lays open. */
  readonly openPlans: number
  show(focus: Focus, section: Section): void
  dispose(): void
}

/** `walls`: the material of houses, whose inner sides show while an upright plane is in them. */
export function createCutParts(index: SiteIndex, uniforms: SceneUniforms, walls: Material): CutParts {
  const root = new Group()
  const plans = createSectionPlans(index, uniforms)
  root.add(plans.object)
  const coreMaterial = createModelMaterial('fabric', uniforms)
  let lines: LineSegments<BufferGeometry, ShaderMaterial> | null = null
  let core: { readonly of: string; readonly mesh: Mesh } | null = null
  const clearCore = (): void => {
    if (!core) return
    root.remove(core.mesh)
    core.mesh.geometry.dispose()
    core = null
  }
  function seeThrough(focus: Focus): void {
    const of = focus.level === 'community' ? '' : focus.building
    lines ??= createXrayLines(index, uniforms)
    root.add(lines)
    if (core?.of === of) return
    clearCore()
    const { buildings } = index.community
    const mesh = new Mesh(buildXrayCore(of === '' ? buildings : buildings.filter(({ id }) => id === of)).toGeometry(), coreMaterial)
    mesh.name = 'xray-core'
    mesh.frustumCulled = false
    mesh.receiveShadow = true
    root.add(mesh)
    core = { of, mesh }
  }
  return {
    object: root,
    get openPlans() {
      return plans.storeys
    },
    show(focus, section) {
      const isWhole = focus.level === 'community' || focus.level === 'building'
      plans.show(focus, section)
      const isUpright = isWhole && section.cut?.plane === 'upright'
      setPlane(index, uniforms, focus, isUpright ? (section.cut?.meters ?? 0) : null)
      const side = isUpright ? DoubleSide : FrontSide
      if (walls.side !== side) {
        walls.side = side
        walls.needsUpdate = true
      }
      if (section.xray && isWhole) seeThrough(focus)
      else {
        clearCore()
        if (lines) root.remove(lines)
      }
    },
    dispose() {
      plans.dispose()
      clearCore()
      coreMaterial.dispose()
      lines?.geometry.dispose()
      lines?.material.dispose()
    },
  }
}

function setPlane(index: SiteIndex, { cutPlane, cutRows }: SceneUniforms, focus: Focus, meters: number | null): void {
  if (meters === null) {
    cutPlane.value.w = 0
    return
  }
  const { east, north, facing } = cutFrame(index.community, focus)
  const [ahead, up] = [Math.sin((facing * Math.PI) / 180), Math.cos((facing * Math.PI) / 180)]
  // The scene’s z runs south.
  cutPlane.value.set(ahead, -up, east * ahead + north * up + meters, 1)
  const building = focus.level === 'community' ? undefined : index.buildings.get(focus.building)
  const first = building ? (index.firstStorey.get(building.id) ?? 0) : stillRow + 1
  cutRows.value.set(first, building ? first + building.storeys : index.storeyRows)
}
