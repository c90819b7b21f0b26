import { DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, RingGeometry } from 'three'
import type { DeviceEntry, PointEntry } from '../../../models/register.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { priorityOf } from './alarm-standing.ts'
import { alarmTones, createFlatMaterial, hatchedGrey, hidden, setTone, toneOf } from './flat-material.ts'
import { isNear } from './is-near.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'

export type Rings = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const present = toneOf(palette.advice, 0.55)

/** Where help can be called or a fall is watched for: a ring on the floor, drawn over what is in front; in the colour of its alarm, hatched where the device is silent. */
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
  const watch = site.watches.add(sources.map(({ entry, point }) => [point, pulseOf(entry, point)]))
  let shown = 0

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view, focus, alarmed } = context
    const { entry, point } = sources[number]
    const alarm = alarmed.get(entry.id)
    const on = (view.layers.has(entry.subsystem.id) || alarm !== undefined) && isNear(focus, entry.device.place)
    const isAlive = readingState(buffer, pulseOf(entry, point), shownAt) === 'true'
    watch.show(number, showingOf(context, { entry, point: pulseOf(entry, point) }))
    if (tones.getW(number) > 0) shown -= 1
    setTone(tones, number, !on ? hidden : alarm ? alarmTones[priorityOf[alarm.class]] : isAlive ? present : hatchedGrey)
    if (tones.getW(number) > 0) shown += 1
    return true
  }

  return {
    object: mesh,
    update(context) {
      const { fresh } = context
      if (fresh.layers || fresh.focus || fresh.alarms) watch.touchAll()
      const changed = watch.look(context, look)
      mesh.visible = shown > 0
      return changed && mesh.visible
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}

/** An event point may never have spoken; whether its device lives is told by its first measured point. */
const pulseOf = (entry: DeviceEntry, point: PointEntry): PointEntry =>
  point.point.kind === 'event' ? (entry.points.get(entry.type.headline.find((id) => entry.points.get(id)?.point.kind !== 'event') ?? '') ?? point) : point
