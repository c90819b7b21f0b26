import { Color, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, Quaternion, Vector3 } from 'three'
import { buildGateArm, gateArmsOf, pivotMeters } from '../build/gate-arms.ts'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial, createShadowMaterial } from '../materials/model-material.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { priorityOf } from './alarm-standing.ts'
import { type OverlaySite, showingAlways, sourcesOf } from './overlay.ts'

export type Barriers = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Degrees above level of a gate's arms; NaN where there is no such gate. */
  angleOf(device: string): number
  dispose(): void
}

/** Degrees above level by the state's code: what is neither up nor down stands in between, as it was left. */
const angles: Readonly<Record<string, number>> = { closed: 0, open: 82 }
const between = 38
const plain = new Color(1, 1, 1)
const alarmColors = [palette.critical, palette.high, palette.medium, palette.low].map((color) => new Color(color))

/** The arms of gates as their barriers report: down, up, or caught in between; in the alarm's colour, hatched where silent. */
export function createBarriers(site: OverlaySite): Barriers {
  const gates = new Map(site.index.community.gates.map((gate) => [gate.id, gate]))
  const sources = sourcesOf(site.register, 'barrier').flatMap((source) => {
    const gate = gates.get(source.entry.device.place.gate ?? '')
    const { point } = source.point
    return gate && point.kind === 'state' ? [{ source, codes: Object.keys(point.states), arms: gateArmsOf(gate) }] : []
  })
  const numbers = new Map(sources.map(({ source }, number) => [source.entry.id, number]))
  const firsts = sources.map((_, number) => sources.slice(0, number).reduce((sum, { arms }) => sum + arms.length, 0))
  const count = sources.reduce((sum, { arms }) => sum + arms.length, 0)
  const geometry = buildGateArm()
  const stale = new InstancedBufferAttribute(new Float32Array(Math.max(1, count)), 1)
  geometry.setAttribute('stale', stale)
  const material = createModelMaterial('plain', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, count)
  mesh.name = 'gate-arms'
  mesh.castShadow = true
  mesh.customDepthMaterial = createShadowMaterial('plain', site.uniforms)
  mesh.frustumCulled = false
  for (let arm = 0; arm < count; arm += 1) mesh.setColorAt(arm, plain)
  const degrees = new Float32Array(sources.length)
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  const [matrix, turn, rise, place, size] = [new Matrix4(), new Quaternion(), new Quaternion(), new Vector3(), new Vector3()]
  const [up, side] = [new Vector3(0, 1, 0), new Vector3(0, 0, 1)]

  function look(number: number, { buffer, shownAt, alarmed }: FrameContext): boolean {
    const { source, codes, arms } = sources[number]
    const known = readingState(buffer, source.point, shownAt) === 'true'
    if (known) degrees[number] = angles[codes[buffer.value[source.point.series]] ?? ''] ?? between
    const alarm = alarmed.get(source.entry.id)
    watch.show(number, showingAlways(buffer, source.point, shownAt))
    rise.setFromAxisAngle(side, (degrees[number] * Math.PI) / 180)
    for (let each = 0; each < arms.length; each += 1) {
      const arm = arms[each]
      turn.setFromAxisAngle(up, Math.atan2(arm.alongNorth, arm.alongEast)).multiply(rise)
      matrix.compose(place.set(arm.east, pivotMeters, -arm.north), turn, size.set(arm.lengthMeters, 1, 1))
      const instance = firsts[number] + each
      mesh.setMatrixAt(instance, matrix)
      mesh.setColorAt(instance, alarm ? alarmColors[priorityOf[alarm.class]] : plain)
      stale.setX(instance, known ? 0 : 1)
    }
    mesh.instanceMatrix.needsUpdate = stale.needsUpdate = true
    if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true
    return true
  }

  return {
    object: mesh,
    angleOf: (device) => degrees[numbers.get(device) ?? -1] ?? Number.NaN,
    update(context) {
      if (context.fresh.alarms) watch.touchAll()
      return watch.look(context, look)
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
