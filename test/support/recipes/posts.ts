import { BoxGeometry, type BufferGeometry, InstancedMesh, Matrix4, MeshBasicMaterial } from 'three'
import type { FrameContext } from '../../../client/scene/frame-context.ts'
import { type OverlaySite, showingOf, sourcesOf } from '../../../client/scene/overlays/overlay.ts'
import { readingState } from '../../../client/scene/reading-state.ts'

export type Posts = { readonly object: InstancedMesh<BufferGeometry, MeshBasicMaterial>; update(context: FrameContext): boolean; dispose(): void }

/** A post for each thing that fills, as tall as it is full: one draw for all of them. Nothing is made in a frame. */
export function createPosts(site: Pick<OverlaySite, 'register' | 'watches'>): Posts {
  const sources = sourcesOf(site.register, 'level')
  const object = new InstancedMesh(new BoxGeometry(0.4, 1, 0.4).translate(0, 0.5, 0), new MeshBasicMaterial(), sources.length)
  const matrix = new Matrix4()
  // Only what changed is looked at again.
  const watch = site.watches.add(sources.map(({ point }) => [point]))

  function look(number: number, context: FrameContext): boolean {
    const { entry, point, shows } = sources[number]
    // A stale or impossible value is never drawn as if it were true.
    const isTrue = context.view.layers.has(entry.subsystem.id) && readingState(context.buffer, point, context.shownAt) === 'true'
    const height = isTrue ? (3 * context.buffer.value[point.series]) / shows.full : 0
    const [east, north, up] = entry.device.position
    object.setMatrixAt(number, matrix.makeScale(1, height, 1).setPosition(east, up, -north))
    object.instanceMatrix.needsUpdate = true
    watch.show(number, showingOf(context, sources[number]))
    return true
  }

  return {
    object,
    update(context) {
      if (context.fresh.layers) watch.touchAll()
      return watch.look(context, look)
    },
    dispose() {
      object.geometry.dispose()
      object.material.dispose()
      object.dispose()
    },
  }
}
