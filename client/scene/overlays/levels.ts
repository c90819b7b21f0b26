import { BoxGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { DeviceEntry } from '../../../models/register.ts'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { createFlatMaterial, hatchedGrey, hidden, setTone, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'

export type Levels = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const ghost = toneOf('#8d99a3', 0.42)
const filled: Tone = toneOf('#5d7486', 0.97)
const full: Tone = toneOf('#34495a', 1)
const heightMeters = 7

/** How full a thing is, as a column where it stands: a pale one for the whole, a slate one for what is in. Houses in front do not hide it. */
export function createLevels(site: OverlaySite): Levels {
  const sources = sourcesOf(site.register, 'level')
  const geometry = new BoxGeometry(1, 1, 1).translate(0, 0.5, 0)
  const tones = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length * 2) * 4), 4)
  tones.setUsage(DynamicDrawUsage)
  geometry.setAttribute('tone', tones)
  const material = createFlatMaterial(site.uniforms, true)
  const mesh = new InstancedMesh(geometry, material, sources.length * 2)
  mesh.name = 'levels'
  mesh.frustumCulled = false
  mesh.renderOrder = 3
  const matrix = new Matrix4()
  const set = (instance: number, position: readonly [number, number, number], wide: number, height: number, tone: Tone): void => {
    mesh.setMatrixAt(instance, matrix.makeScale(wide, Math.max(0.01, height), wide).setPosition(position[0], position[2] + 0.6, -position[1]))
    setTone(tones, instance, tone)
  }
  const widths = sources.map(({ entry }) => (sources.some((other) => other.entry !== entry && isBeside(other.entry, entry)) ? 0.7 : 1.8))
  const watch = site.watches.add(sources.map(({ point }) => [point]))

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { entry, point, shows } = sources[number]
    const on = view.layers.has(entry.subsystem.id)
    const reading = readingState(buffer, point, shownAt)
    const share = Math.min(1, Math.max(0, buffer.value[point.series] / shows.full))
    watch.show(number, showingOf(context, sources[number]))
    set(number * 2, entry.device.position, widths[number], reading === 'true' ? heightMeters : 1.5, !on ? hidden : reading === 'true' ? ghost : hatchedGrey)
    set(number * 2 + 1, entry.device.position, widths[number] * 0.8, share * heightMeters, on && reading === 'true' ? (share > 0.9 ? full : filled) : hidden)
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

/** Bins stand shoulder to shoulder: their columns are narrow, like bars of one chart. */
function isBeside(one: DeviceEntry, other: DeviceEntry): boolean {
  const [a, b] = [one.device.position, other.device.position]
  return Math.hypot(a[0] - b[0], a[1] - b[1]) < 1.5
}
