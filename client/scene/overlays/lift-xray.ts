import { BoxGeometry, InstancedBufferAttribute, InstancedMesh, Matrix4 } from 'three'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import { createFlatMaterial, hidden, setTone, type Tone, toneOf } from './flat-material.ts'
import type { OverlaySite } from './overlay.ts'
import { Shapes } from './shapes.ts'

const lineTone = toneOf('#5d7486', 0.55)

export type Well = { readonly shaft: Ring; readonly base: number; readonly top: number }

/** Cars as two leaves each and the corners of their shafts, drawn over the walls. */
export function createLiftXray(wells: readonly Well[], { uniforms }: OverlaySite) {
  const shapes = new Shapes()
  for (const { shaft, base, top } of wells) {
    shapes.begin()
    for (const [east, north] of shaft) writeUpright(shapes, east, north, base, top)
  }
  const lines = shapes.toMesh('shaft-lines', uniforms, true)
  const geometry = new BoxGeometry(0.78, 2.2, 1.4).translate(0, 1.15, 0)
  const tones = new InstancedBufferAttribute(new Float32Array(Math.max(1, wells.length * 2) * 4), 4)
  geometry.setAttribute('tone', tones)
  const material = createFlatMaterial(uniforms, true)
  const cars = new InstancedMesh(geometry, material, wells.length * 2)
  cars.name = 'lift-cars-seen-through'
  cars.frustumCulled = false
  cars.renderOrder = 4
  const matrix = new Matrix4()
  let shown = 0
  return {
    cars,
    lines,
    set(number: number, [east, north]: Position2, up: number, isOpen: boolean, tone: Tone): void {
      const apart = isOpen ? 0.85 : 0.4
      if (tones.getW(number * 2) > 0) shown -= 1
      for (const [leaf, side] of [-apart, apart].entries()) {
        cars.setMatrixAt(number * 2 + leaf, matrix.makeTranslation(east + side, up, -north))
        setTone(tones, number * 2 + leaf, tone)
      }
      if (tones.getW(number * 2) > 0) shown += 1
      shapes.paint(number, tone[3] > 0 ? lineTone : hidden)
      cars.instanceMatrix.needsUpdate = true
      cars.visible = lines.visible = shown > 0
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      cars.dispose()
      lines.geometry.dispose()
    },
  }
}

/** A thin upright with two faces, so that it is seen from any side. */
function writeUpright(shapes: Shapes, east: number, north: number, low: number, high: number): void {
  for (const [x, y] of [
    [0.07, 0],
    [0, 0.07],
  ] as const) {
    const [a, b, c, d] = [
      shapes.vertex(east - x, north - y, low, 1),
      shapes.vertex(east + x, north + y, low, 1),
      shapes.vertex(east + x, north + y, high, 1),
      shapes.vertex(east - x, north - y, high, 1),
    ]
    shapes.triangle(a, b, c)
    shapes.triangle(a, c, d)
  }
}
