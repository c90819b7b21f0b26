import { BufferAttribute, DynamicDrawUsage, InstancedBufferAttribute, InstancedBufferGeometry, Mesh, type Object3D, ShaderMaterial } from 'three'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { AlarmClass } from '../../../models/subsystem.ts'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import { alarmCell, cellsPerSide, drawGlyphs, glyphCell } from './glyphs.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'
import { isNear } from './rings.ts'

/** A mark on the screen: which device, where, which cell, how big in pixels. */
export type Markers = {
  readonly object: Object3D
  update(context: FrameContext): void
  /** Alarm marks and badges now shown. */
  readonly shown: { alarms: number; badges: number }
  /** Devices of the marks, in drawing order; the last `shown.alarms` are alarms. */
  readonly devices: readonly string[]
  placeOf(mark: number): readonly [number, number, number]
  dispose(): void
}

const capacity = 4096
export const priorityOf: Readonly<Record<AlarmClass, number>> = { lifeSafety: 0, high: 1, medium: 2, low: 3 }
export const isShown = ({ suppression, historic }: AlarmState): boolean => suppression === 'none' && !historic

const vertex = /* glsl */ `
attribute vec3 at;
attribute vec4 look;
uniform vec2 viewport;
uniform float blink;
varying vec2 vUv;
varying vec2 vLook;
void main() {
  vec4 spot = projectionMatrix * viewMatrix * vec4(at, 1.0);
  spot.xy += position.xy * look.y / viewport * 2.0 * spot.w;
  gl_Position = spot;
  if (look.z > 0.5 && blink < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  vec2 cell = vec2(mod(look.x, ${cellsPerSide}.0), floor(look.x / ${cellsPerSide}.0 + 0.001));
  vUv = vec2(cell.x + uv.x, ${cellsPerSide}.0 - cell.y - 1.0 + uv.y) / ${cellsPerSide}.0;
  vLook = look.zw;
}`

const fragment = /* glsl */ `
uniform sampler2D glyphs;
varying vec2 vUv;
varying vec2 vLook;
void main() {
  vec4 mark = texture2D(glyphs, vUv);
  if (mark.a < 0.02) discard;
  gl_FragColor = mark;
  #include <colorspace_fragment>
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 6.0);
  gl_FragColor.rgb = mix(gl_FragColor.rgb, vec3(0.353, 0.376, 0.4), vLook.y * 0.6 * (1.0 - smoothstep(1.0, 1.8, abs(stripe - 3.0))));
}`

/** Alarms, shape and number by priority, over everything; and the badges of the layers that are on, hatched where a device is silent. */
export function createMarkers(site: OverlaySite): Markers {
  const sources = sourcesOf(site.register, 'badge').map((source) => ({ source, cell: glyphCell(source.shows.glyph) }))
  const geometry = new InstancedBufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0]), 3))
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), 2))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const at = new InstancedBufferAttribute(new Float32Array(capacity * 3), 3).setUsage(DynamicDrawUsage)
  const look = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4).setUsage(DynamicDrawUsage)
  geometry.setAttribute('at', at)
  geometry.setAttribute('look', look)
  geometry.instanceCount = 0
  const glyphs = drawGlyphs()
  const material = new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: { ...site.uniforms, glyphs: { value: glyphs } },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  })
  const mesh = new Mesh(geometry, material)
  mesh.name = 'markers'
  mesh.frustumCulled = false
  mesh.renderOrder = 9
  const devices: string[] = []
  const shown = { alarms: 0, badges: 0 }
  function add(device: string, position: readonly [number, number, number], cell: number, size: number, blinks: number, stale: number): void {
    const mark = devices.length
    if (mark >= capacity) return
    devices.push(device)
    at.setXYZ(mark, position[0], position[2], -position[1])
    look.setXYZW(mark, cell, size, blinks, stale)
  }
  return {
    object: mesh,
    shown,
    devices,
    placeOf: (mark) => [at.getX(mark), at.getY(mark), at.getZ(mark)],
    update({ alarms, buffer, view, shownAt }) {
      devices.length = 0
      for (let priority = 0; priority < 4; priority += 1)
        for (const alarm of alarms) {
          const entry = site.register.devices.get(alarm.device)
          if (!entry || !isShown(alarm) || priorityOf[alarm.class] !== priority) continue
          const returned = alarm.condition === 'normal' && !alarm.latched
          add(alarm.device, entry.device.position, alarmCell(priority, returned), priority === 0 ? 26 : 20, alarm.ack === 'unacked' ? 1 : 0, 0)
        }
      shown.alarms = devices.length
      for (const { source, cell } of sources) {
        const { entry, point } = source
        if (!view.layers.has(entry.subsystem.id) || !isNear(view.focus, entry.device.place)) continue
        // A thousand homes' badges say nothing from afar: they show once a building is looked at.
        if (view.focus.level === 'community' && entry.device.place.home !== undefined) continue
        add(entry.id, entry.device.position, cell, view.focus.level === 'community' ? 18 : 24, 0, readingState(buffer, point, shownAt) === 'true' ? 0 : 1)
      }
      shown.badges = devices.length - shown.alarms
      // What is drawn later lies on top: the gravest alarm comes last in the picture, so draw order is by mark backwards.
      reverse(at, devices.length)
      reverse(look, devices.length)
      devices.reverse()
      geometry.instanceCount = devices.length
      at.needsUpdate = look.needsUpdate = true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      glyphs.dispose()
    },
  }
}

function reverse(attribute: InstancedBufferAttribute, count: number): void {
  const { array, itemSize } = attribute
  for (let low = 0, high = count - 1; low < high; low += 1, high -= 1)
    for (let each = 0; each < itemSize; each += 1) {
      const kept = array[low * itemSize + each]
      array[low * itemSize + each] = array[high * itemSize + each]
      array[high * itemSize + each] = kept
    }
}
