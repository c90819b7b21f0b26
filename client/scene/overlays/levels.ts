import { BoxGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { createFlatMaterial, hatchedGrey, hidden, setTone, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'

export type Levels = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const ghost = toneOf('#dcd9d2', 0.55)
const filled: Tone = toneOf('#748d9e', 0.95)
const full: Tone = toneOf('#4f6677', 1)
const heightMeters = 4.6

/** How full a thing is, as a column beside it: a pale one for the whole, a slate one for what is in. */
export function createLevels(site: OverlaySite): Levels {
  const sources = sourcesOf(site.register, 'level')
  const geometry = new BoxGeometry(1.3, 1, 1.3).translate(0, 0.5, 0)
  const tones = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length * 2) * 4), 4)
  tones.setUsage(DynamicDrawUsage)
  geometry.setAttribute('tone', tones)
  const material = createFlatMaterial(site.uniforms)
  const mesh = new InstancedMesh(geometry, material, sources.length * 2)
  mesh.name = 'levels'
  mesh.frustumCulled = false
  mesh.renderOrder = 3
  const matrix = new Matrix4()
  const set = (instance: number, position: readonly [number, number, number], wide: number, height: number, tone: Tone): void => {
    mesh.setMatrixAt(instance, matrix.makeScale(wide, Math.max(0.01, height), wide).setPosition(position[0], position[2] + 0.6, -position[1]))
    setTone(tones, instance, tone)
  }
  const watch = site.watches.add(sources.map(({ point }) => [point]))

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { entry, point, shows } = sources[number]
    const on = view.layers.has(entry.subsystem.id)
    const reading = readingState(buffer, point, shownAt)
    const share = Math.min(1, Math.max(0, buffer.value[point.series] / shows.full))
    watch.show(number, showingOf(context, sources[number]))
    set(number * 2, entry.device.position, 1, reading === 'true' ? heightMeters : 1.5, !on ? hidden : reading === 'true' ? ghost : hatchedGrey)
    set(number * 2 + 1, entry.device.position, 0.8, share * heightMeters, on && reading === 'true' ? (share > 0.9 ? full : filled) : hidden)
    mesh.instanceMatrix.needsUpdate = true
    return on
  }

  return {
    object: mesh,
    update(context) {
      const { fresh, view } = context
      if (fresh.layers) {
        watch.touchAll()
        mesh.visible = sources.some(({ entry }) => view.layers.has(entry.subsystem.id))
      }
      return watch.look(context, look)
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
