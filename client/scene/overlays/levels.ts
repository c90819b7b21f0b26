import { BoxGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { createFlatMaterial, hatchedGrey, hidden, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'

export type Levels = { readonly object: Object3D; update(context: FrameContext): void; dispose(): void }

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
    tones.setXYZW(instance, tone[0], tone[1], tone[2], tone[3])
  }
  return {
    object: mesh,
    update({ buffer, shownAt, view }) {
      mesh.visible = false
      for (const [number, { entry, point, shows }] of sources.entries()) {
        const on = view.layers.has(entry.subsystem.id)
        if (on) mesh.visible = true
        const reading = readingState(buffer, point, shownAt)
        const share = Math.min(1, Math.max(0, buffer.value[point.series] / shows.full))
        set(number * 2, entry.device.position, 1, reading === 'true' ? heightMeters : 1.5, !on ? hidden : reading === 'true' ? ghost : hatchedGrey)
        set(number * 2 + 1, entry.device.position, 0.8, share * heightMeters, on && reading === 'true' ? (share > 0.9 ? full : filled) : hidden)
      }
      if (!mesh.visible) return
      mesh.instanceMatrix.needsUpdate = true
      tones.needsUpdate = true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
