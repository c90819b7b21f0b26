import { BoxGeometry, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, ShaderMaterial } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { grade } from '../materials/shader-parts.ts'
import { readingState } from '../reading-state.ts'
import { type OverlaySite, showingAlways, sourcesOf } from './overlay.ts'

export type Lamps = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  levelOf(lamp: string): number
  dispose(): void
}

const headVertex = /* glsl */ `
attribute float level;
varying float vLevel;
varying vec3 vScene;
void main() {
  vLevel = level;
  vec4 place = instanceMatrix * vec4(position, 1.0);
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
}`

const headFragment = /* glsl */ `
varying float vLevel;
varying vec3 vScene;
${grade}
void main() {
  vec3 off = mix(vec3(0.72, 0.72, 0.71), vec3(0.16, 0.18, 0.2), night);
  vec3 on = mix(vec3(0.97, 0.93, 0.84), vec3(1.0, 0.93, 0.78), night);
  gl_FragColor = vec4(graded(mix(off, on, smoothstep(0.0, 0.25, vLevel)), vScene, 0.0), 1.0);
}`

/** The heads of all lamps, bright by the level they report, and their pools of light on the ground. A lamp nobody hears of is dark. */
export function createLamps(site: OverlaySite): Lamps {
  const { lamps } = site.index.community
  const numbers = new Map(lamps.map((lamp, number) => [lamp.id, number]))
  const sources = sourcesOf(site.register, 'lamp')
    .map((source) => ({ source, lamp: numbers.get(source.entry.device.place.lamp ?? '') ?? -1 }))
    .filter(({ lamp }) => lamp >= 0)
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  const geometry = new BoxGeometry(0.62, 0.16, 0.34)
  const levels = new InstancedBufferAttribute(new Float32Array(Math.max(1, lamps.length)), 1)
  levels.setUsage(DynamicDrawUsage)
  geometry.setAttribute('level', levels)
  const material = new ShaderMaterial({ vertexShader: headVertex, fragmentShader: headFragment, uniforms: site.uniforms })
  const mesh = new InstancedMesh(geometry, material, lamps.length)
  mesh.name = 'lamp-heads'
  mesh.frustumCulled = false
  const matrix = new Matrix4()
  for (const [number, { position, heightMeters, kind }] of lamps.entries())
    mesh.setMatrixAt(number, matrix.makeTranslation(position[0] + (kind === 'road' ? 1 : 0), heightMeters, -position[1]))
  function look(number: number, { buffer, shownAt }: FrameContext): boolean {
    const { source, lamp } = sources[number]
    const { point } = source
    const top = point.point.kind === 'number' ? point.point.range[1] : 1
    const level = readingState(buffer, point, shownAt) === 'true' ? buffer.value[point.series] / top : 0
    watch.show(number, showingAlways(buffer, point, shownAt))
    if (!site.lampLight.setLevel(lamp, level)) return false
    levels.setX(lamp, level)
    levels.needsUpdate = true
    return true
  }

  return {
    object: mesh,
    update: (context) => watch.look(context, look),
    levelOf: (lamp) => site.lampLight.levelOf(numbers.get(lamp) ?? 0),
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
