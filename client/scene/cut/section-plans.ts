import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, Vector2 } from 'three'
import type { Building } from '../../../models/site/building.ts'
import type { Focus } from '../../state/view.ts'
import { buildOpenFloor, type Concern } from '../build/open-floor-geometry.ts'
import { createModelMaterial, createShadowMaterial } from '../materials/model-material.ts'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { type SiteIndex, stillRow } from '../site-index.ts'
import { cutLevelOf, type Section } from './section.ts'

/** The plans that a cut lays open, all houses in one mesh; built when a plane first reaches them. */
export type SectionPlans = {
  readonly object: Mesh
  /** Storeys whose plan is shown. */
  readonly storeys: number
  show(focus: Focus, section: Section): void
  dispose(): void
}

type Plan = { readonly building: Building; readonly level: number; readonly isFurnished: boolean }

/** One storey of one house is shown as when it is opened; many at once keep their walls, pale. */
const furnished: Concern = { unit: null, home: null, distance: 'close', liftMeters: 0 }
const bare: Concern = { unit: '', home: null, distance: 'near', liftMeters: 0 }

/** Storeys whose plan is kept in case the plane comes back: all houses once, and a tower. */
const mostKept = 400

export function createSectionPlans(index: SiteIndex, uniforms: SceneUniforms): SectionPlans {
  // Plans lie on the row that never moves: an upright plane concerns all of them, for they are those of the house it cuts.
  const own = { ...uniforms, cutRows: { value: new Vector2(stillRow, stillRow) } }
  const material = createModelMaterial('fabric', own)
  material.side = DoubleSide
  const mesh = new Mesh(new BufferGeometry(), material)
  mesh.name = 'section-plans'
  mesh.castShadow = mesh.receiveShadow = true
  mesh.customDepthMaterial = createShadowMaterial('fabric', own)
  mesh.frustumCulled = false
  mesh.visible = false
  /** The plan of a storey is the same however often the plane comes by. */
  const known = new Map<string, BufferGeometry>()
  let shown = ''
  let storeys = 0
  const geometryOf = ({ building, level, isFurnished }: Plan): BufferGeometry => {
    const key = keyOf({ building, level, isFurnished })
    const made = known.get(key) ?? buildOpenFloor(index, building, level, isFurnished ? furnished : bare).toGeometry()
    if (known.size > mostKept) known.clear()
    known.set(key, made)
    return made
  }
  return {
    object: mesh,
    get storeys() {
      return storeys
    },
    show(focus, section) {
      const plans = plansOf(index, focus, section)
      const wanted = plans.map(keyOf).join()
      if (wanted === shown) return
      shown = wanted
      storeys = plans.length
      mesh.geometry.dispose()
      mesh.geometry = joined(plans.map(geometryOf))
      mesh.visible = plans.length > 0
    },
    dispose() {
      mesh.geometry.dispose()
      material.dispose()
    },
  }
}

const keyOf = ({ building, level, isFurnished }: Plan): string => `${building.id} ${level} ${isFurnished}`

/** A level cut opens one storey of each house it meets; an upright one all storeys of the house looked at. */
function plansOf({ community, buildings }: SiteIndex, focus: Focus, { cut }: Section): readonly Plan[] {
  if (!cut || focus.level === 'floor' || focus.level === 'home') return []
  const building = focus.level === 'building' ? buildings.get(focus.building) : undefined
  if (cut.plane === 'upright')
    return building ? Array.from({ length: building.storeys }, (_, below) => ({ building, level: below + 1, isFurnished: false })) : []
  return (building ? [building] : community.buildings).flatMap((each) => {
    const level = cutLevelOf(each, cut)
    return level === null ? [] : [{ building: each, level, isFurnished: building !== undefined }]
  })
}

/** One geometry of several that were written by the same writer. */
function joined(parts: readonly BufferGeometry[]): BufferGeometry {
  const geometry = new BufferGeometry()
  if (parts.length === 0) return geometry
  const count = (name: string): number => parts.reduce((sum, part) => sum + (part.getAttribute(name)?.array.length ?? 0), 0)
  const position = new Float32Array(count('position'))
  const normal = new Int8Array(count('normal'))
  const color = new Uint16Array(count('color'))
  const rows = new Float32Array(count('rows'))
  const indices = new Uint32Array(parts.reduce((sum, part) => sum + (part.index?.count ?? 0), 0))
  let vertices = 0
  let corners = 0
  for (const part of parts) {
    position.set(part.getAttribute('position').array, vertices * 3)
    normal.set(part.getAttribute('normal').array, vertices * 3)
    color.set(part.getAttribute('color').array, vertices * 3)
    rows.set(part.getAttribute('rows').array, vertices * 2)
    for (let each = 0; part.index && each < part.index.count; each += 1) indices[corners + each] = part.index.getX(each) + vertices
    corners += part.index?.count ?? 0
    vertices += part.getAttribute('position').count
  }
  geometry.setAttribute('position', new BufferAttribute(position, 3))
  geometry.setAttribute('normal', new BufferAttribute(normal, 3, true))
  geometry.setAttribute('color', new BufferAttribute(color, 3, true))
  geometry.setAttribute('rows', new BufferAttribute(rows, 2))
  geometry.setIndex(new BufferAttribute(indices, 1))
  return geometry
}
