import { Group, type Mesh, type Object3D } from 'three'
import { readSpot } from '../../../state/spot.ts'
import type { FrameContext } from '../../frame-context.ts'
import { palette } from '../../palette.ts'
import { disposeMesh } from '../dispose-mesh.ts'
import { writeRing } from '../fire/ribbons.ts'
import { toneOf } from '../flat-material.ts'
import type { OverlaySite } from '../overlay.ts'
import { Shapes } from '../shapes.ts'

export type SpotMark = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const blue = toneOf(palette.advice, 0.95)

/** A ring about the spot on the ground that is asked about. */
export function createSpotMark({ uniforms }: Pick<OverlaySite, 'uniforms'>): SpotMark {
  const object = new Group()
  object.name = 'spot'
  let mesh: Mesh | null = null

  function clear(): void {
    if (!mesh) return
    object.remove(mesh)
    disposeMesh(mesh)
    mesh = null
  }

  return {
    object,
    update({ fresh, view: { selection } }) {
      if (!fresh.selection) return false
      const had = mesh !== null
      clear()
      const spot = selection?.kind === 'spot' ? readSpot(selection.id) : null
      if (!spot) return had
      const shapes = new Shapes()
      writeRing(shapes, spot, 1.1, 1.4)
      writeRing(shapes, spot, 0, 0.28)
      mesh = shapes.toMesh('spot', uniforms, true)
      for (let shape = 0; shape < shapes.size; shape += 1) shapes.paint(shape, blue)
      object.add(mesh)
      return true
    },
    dispose: clear,
  }
}
