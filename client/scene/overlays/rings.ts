import { DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, RingGeometry } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { createFlatMaterial, hatchedGrey, hidden, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'

export type Rings = { readonly object: Object3D; update(context: FrameContext): void; dispose(): void }

const present = toneOf(palette.advice, 0.55)

/** Where help can be called or a fall is watched for: a ring on the floor, drawn over what is in front; hatched where the device is silent. */
export function createRings(site: OverlaySite): Rings {
  const sources = sourcesOf(site.register, 'ring')
  const geometry = new RingGeometry(0.75, 1.05, 24).rotateX(-Math.PI / 2)
  const tones = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length) * 4), 4)
  tones.setUsage(DynamicDrawUsage)
  geometry.setAttribute('tone', tones)
  const material = createFlatMaterial(site.uniforms, true)
  const mesh = new InstancedMesh(geometry, material, sources.length)
  mesh.name = 'rings'
  mesh.frustumCulled = false
  mesh.renderOrder = 4
  const matrix = new Matrix4()
  for (const [number, { entry }] of sources.entries())
    mesh.setMatrixAt(number, matrix.makeTranslation(entry.device.position[0], entry.device.position[2] + 0.1, -entry.device.position[1]))
  return {
    object: mesh,
    update({ buffer, shownAt, view }) {
      mesh.visible = false
      for (const [number, { entry, point }] of sources.entries()) {
        const on = view.layers.has(entry.subsystem.id) && isNear(view.focus, entry.device.place)
        if (on) mesh.visible = true
        // An event point may never have spoken; whether its device lives is told by its first measured point.
        const pulse =
          point.point.kind === 'event'
            ? (entry.points.get(entry.type.headline.find((id) => entry.points.get(id)?.point.kind !== 'event') ?? '') ?? point)
            : point
        const tone: Tone = !on ? hidden : readingState(buffer, pulse, shownAt) === 'true' ? present : hatchedGrey
        tones.setXYZW(number, tone[0], tone[1], tone[2], tone[3])
      }
      if (mesh.visible) tones.needsUpdate = true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}

/** Rings of other buildings and floors would lie over the one looked at. */
export const isNear = (focus: FrameContext['view']['focus'], place: { readonly building?: string | undefined; readonly floor?: number | undefined }): boolean =>
  focus.level === 'community' ||
  place.building === undefined ||
  (place.building === focus.building && (focus.level === 'building' || place.floor === undefined || place.floor === focus.floor))
