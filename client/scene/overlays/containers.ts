import { BoxGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, Quaternion, ShaderMaterial, Vector3 } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { grade } from '../materials/shader-parts.ts'
import { readingState } from '../reading-state.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'

export type Containers = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Share 0–1 to which a container is drawn as full; NaN while nothing is drawn of it. */
  fillOf(device: string): number
  dispose(): void
}

const vertex = /* glsl */ `
attribute vec3 filling;
attribute vec2 doors;
varying vec3 vFilling;
varying vec2 vDoors;
varying vec3 vSpot;
varying vec3 vSize;
varying vec3 vNormal0;
varying vec3 vScene;
void main() {
  vFilling = filling;
  vDoors = doors;
  vSpot = position;
  vSize = vec3(length(instanceMatrix[0].xyz), length(instanceMatrix[1].xyz), length(instanceMatrix[2].xyz));
  vNormal0 = normal;
  vec4 place = instanceMatrix * vec4(position, 1.0);
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
}`

/** A bin is filled from below. A cabinet's doors are taken one here, one there, those left too long dark; each stands for its share, not for one compartment. */
const fragment = /* glsl */ `
varying vec3 vFilling;
varying vec2 vDoors;
varying vec3 vSpot;
varying vec3 vSize;
varying vec3 vNormal0;
varying vec3 vScene;
${grade}
float chance(vec2 cell) { return fract(sin(dot(cell, vec2(12.9898, 78.233))) * 43758.5453); }
void main() {
  vec3 body = vDoors.x > 0.5 ? vec3(0.80, 0.81, 0.81) : vec3(0.66, 0.69, 0.68);
  vec3 slate = vec3(0.365, 0.455, 0.525);
  vec3 dark = vec3(0.16, 0.22, 0.28);
  vec3 tone = body;
  float shown = step(0.0, vFilling.x);
  bool isSide = abs(vNormal0.y) < 0.5;
  if (vDoors.x > 0.5 && abs(vNormal0.z) > 0.5) {
    vec2 at = vec2(vSpot.x + 0.5, vSpot.y) * vDoors;
    vec2 cell = floor(at);
    vec2 rim = min(fract(at), 1.0 - fract(at)) * vSize.xy / vDoors;
    float drawn = chance(cell);
    if (shown > 0.5 && drawn < vFilling.x) tone = drawn < vFilling.y ? dark : slate;
    tone *= 0.72 + 0.28 * smoothstep(0.012, 0.03, min(rim.x, rim.y));
  } else if (vDoors.x < 0.5 && isSide) {
    float line = 1.0 - smoothstep(0.0, 0.03, abs(vSpot.y - vFilling.x));
    if (shown > 0.5 && vSpot.y < vFilling.x) tone = vFilling.x > 0.9 ? dark : slate;
    tone = mix(tone, vec3(0.96), shown * line * 0.7);
    tone = mix(tone, body * 0.7, step(0.93, vSpot.y));
  } else tone = body * 0.74;
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
  tone = mix(tone, vec3(0.353, 0.376, 0.4), vFilling.z * (1.0 - smoothstep(1.6, 2.4, abs(stripe - 4.5))));
  float light = isSide ? (vNormal0.z > 0.5 ? 0.98 : 0.78) : 1.06;
  gl_FragColor = vec4(graded(tone * light * mix(1.0, 0.42, night), vScene, 0.0), 1.0);
}`

/** Bins and lockers as they stand there, and, with their layer on, how full they are; hatched where they are silent. */
export function createContainers(site: OverlaySite): Containers {
  const sources = sourcesOf(site.register, 'level').flatMap((source) => (source.shows.body ? [{ source, body: source.shows.body }] : []))
  const numbers = new Map(sources.map(({ source }, number) => [source.entry.id, number]))
  const geometry = new BoxGeometry(1, 1, 1).translate(0, 0.5, 0)
  const filling = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length) * 3).fill(-1), 3).setUsage(DynamicDrawUsage)
  const doors = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length) * 2), 2)
  geometry.setAttribute('filling', filling)
  geometry.setAttribute('doors', doors)
  const material = new ShaderMaterial({ vertexShader: vertex, fragmentShader: fragment, uniforms: site.uniforms })
  const mesh = new InstancedMesh(geometry, material, sources.length)
  mesh.name = 'containers'
  mesh.castShadow = true
  mesh.frustumCulled = false
  const [matrix, turn, up] = [new Matrix4(), new Quaternion(), new Vector3(0, 1, 0)]
  for (const [number, { source, body }] of sources.entries()) {
    const { position, heading = 0 } = source.entry.device
    turn.setFromAxisAngle(up, Math.PI - (heading * Math.PI) / 180)
    const ground = position[2] - source.entry.type.mount.heightMeters
    mesh.setMatrixAt(
      number,
      matrix.compose(new Vector3(position[0], Math.max(0.05, ground), -position[1]), turn, new Vector3(body.widthMeters, body.heightMeters, body.depthMeters)),
    )
    doors.setXY(number, body.doors?.[0] ?? 0, body.doors?.[1] ?? 0)
    filling.setXYZ(number, -1, 0, 0)
  }
  const watch = site.watches.add(sources.map(({ source, body }) => [source.point, source.entry.points.get(body.late ?? '')]))

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { source, body } = sources[number]
    const on = view.layers.has(source.entry.subsystem.id)
    const reading = readingState(buffer, source.point, shownAt)
    const late = source.entry.points.get(body.late ?? '')
    const compartments = (body.doors?.[0] ?? 0) * (body.doors?.[1] ?? 0)
    const isKnown = on && reading === 'true'
    const share = isKnown ? Math.min(1, Math.max(0, buffer.value[source.point.series] / source.shows.full)) : -1
    const isLateKnown = isKnown && late !== undefined && readingState(buffer, late, shownAt) === 'true'
    watch.show(number, showingOf(context, source))
    filling.setXYZ(
      number,
      share,
      isLateKnown && compartments > 0 ? Math.min(share, buffer.value[late.series] / compartments) : 0,
      on && reading !== 'true' ? 1 : 0,
    )
    filling.needsUpdate = true
    return true
  }

  return {
    object: mesh,
    update(context) {
      if (context.fresh.layers) watch.touchAll()
      return watch.look(context, look)
    },
    fillOf(device) {
      const share = filling.getX(numbers.get(device) ?? 0)
      return numbers.has(device) && share >= 0 ? share : Number.NaN
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
