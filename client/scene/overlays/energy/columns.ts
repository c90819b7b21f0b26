import { BoxGeometry, BufferAttribute, Color, InstancedBufferAttribute, InstancedMesh, Matrix4 } from 'three'
import type { Building, Unit } from '../../../../models/site/building.ts'
import { createModelMaterial } from '../../materials/model-material.ts'
import type { Rgb } from '../../palette.ts'
import { roofHeightOf } from '../../site-index.ts'
import { centreOf } from '../../space.ts'
import type { OverlaySite } from '../overlay.ts'

/** A column's ground by the number of homes it stands for: what it holds is then their sum. */
const sideOf = (homes: number): number => Math.min(5, Math.max(1.5, Math.sqrt(homes * 0.42)))

/** One column over each entrance, as wide as it has homes and as high as they are on the mean; hatched and flat where nothing is known. */
export function createColumns(units: readonly { readonly unit: Unit; readonly building: Building; readonly homes: number }[], site: OverlaySite) {
  const geometry = new BoxGeometry(1, 1, 1).translate(0, 0.5, 0)
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(geometry.getAttribute('position').count * 3).fill(1), 3))
  const stale = new InstancedBufferAttribute(new Float32Array(Math.max(1, units.length)), 1)
  geometry.setAttribute('stale', stale)
  const material = createModelMaterial('plain', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, units.length)
  mesh.name = 'energy-columns'
  mesh.frustumCulled = false
  mesh.visible = false
  const spots = units.map(({ unit, building, homes }) => ({
    middle: unit.stairs ? centreOf(unit.stairs) : unit.entrance.position,
    up: roofHeightOf(building),
    side: sideOf(homes),
  }))
  const heights = new Float32Array(units.length)
  const [matrix, color] = [new Matrix4(), new Color()]
  return {
    mesh,
    /** Metres of a column over its roof. */
    heightOf: (unit: number): number => heights[unit] ?? Number.NaN,
    topOf: (unit: number): readonly [number, number, number] => [spots[unit].middle[0], spots[unit].middle[1], spots[unit].up + heights[unit]],
    set(unit: number, heightMeters: number, [red, green, blue]: Rgb, isKnown: boolean): void {
      const { middle, up, side } = spots[unit]
      heights[unit] = heightMeters
      mesh.setMatrixAt(unit, matrix.makeScale(side, Math.max(0.05, heightMeters), side).setPosition(middle[0], up, -middle[1]))
      mesh.setColorAt(unit, color.setRGB(red / 255, green / 255, blue / 255, 'srgb'))
      stale.setX(unit, isKnown ? 0 : 1)
      mesh.instanceMatrix.needsUpdate = stale.needsUpdate = true
      if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
