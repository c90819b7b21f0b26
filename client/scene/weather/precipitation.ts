import {
  BufferAttribute,
  DoubleSide,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  type IUniform,
  MathUtils,
  Mesh,
  type Object3D,
  ShaderMaterial,
  Vector3,
} from 'three'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { shareOfNumber } from '../random.ts'
import type { Weather } from './weather.ts'

/** Drops or flakes before the eye, as many as the gauge measures. */
export type Precipitation = {
  readonly object: Object3D
  /** Takes the weather; true if the picture changes. */
  show(weather: Weather): boolean
  /** Moves what falls on to a moment, in seconds. */
  fall(seconds: number): void
  readonly isFalling: boolean
  /** Share 0–1 of drops that are drawn. */
  readonly density: number
  dispose(): void
}

/** Rain at which as many drops are drawn as there are, in mm/h. */
const heavyRain = 12

const vertex = /* glsl */ `
attribute vec4 seed;
uniform float seconds;
uniform float density;
uniform float snowShare;
uniform vec3 wind;
uniform vec2 viewport;
varying float vAlpha;
varying vec2 vCorner;
varying float vFlake;
void main() {
  float flake = step(seed.w, snowShare);
  // A box before the eye that what falls goes through, each at its own depth: what leaves it below comes in above.
  float depth = mix(26.0, 95.0, seed.z);
  vec2 half_ = vec2(depth / projectionMatrix[0][0], depth / projectionMatrix[1][1]) * 1.15;
  float speed = mix(7.5, 1.25, flake) * (0.8 + 0.4 * seed.w);
  vec3 falling = vec3(wind.x, -speed, wind.z) * mix(1.0, 0.8, flake);
  vec3 inView = mat3(viewMatrix) * falling;
  // Seen from above, rain falls away from the eye: it keeps its depth, and a part of its way down the picture.
  inView.y = -max(abs(inView.y), speed * 0.55);
  vec2 sway = flake * vec2(sin(seconds * 0.9 + seed.x * 40.0), 0.3 * cos(seconds * 0.7 + seed.y * 40.0)) * 0.5;
  vec2 middle = mod(seed.xy * 2.0 * half_ + inView.xy * seconds + sway, 2.0 * half_) - half_;
  vec2 along = normalize(inView.xy);
  vec2 across = vec2(-along.y, along.x);
  float pixel = 2.0 * half_.y / 1.15 / viewport.y;
  vec2 size = mix(vec2(max(0.011, pixel * 0.55), 0.55 + 0.5 * seed.w), vec2(max(0.05 + 0.05 * seed.x, pixel * 1.1)), flake);
  vec2 corner = middle + across * position.x * size.x + along * position.y * size.y;
  gl_Position = projectionMatrix * vec4(corner, -depth, 1.0);
  gl_Position.z = -gl_Position.w * 0.999;
  vAlpha = step(fract(seed.w * 71.7), density) * mix(0.6, 1.0, 1.0 - seed.z);
  vCorner = position.xy;
  vFlake = flake;
  if (vAlpha <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`

const fragment = /* glsl */ `
uniform float night;
varying float vAlpha;
varying vec2 vCorner;
varying float vFlake;
void main() {
  float round_ = mix(1.0 - vCorner.y * vCorner.y, 1.0 - smoothstep(0.35, 1.0, length(vCorner)), vFlake);
  // By day a drop is darker than the pale model behind it, by night lighter.
  vec3 drop = mix(vec3(0.44, 0.49, 0.55), vec3(0.62, 0.69, 0.8), night);
  vec3 tone = mix(drop, mix(vec3(1.0), vec3(0.8, 0.85, 0.93), night), vFlake);
  gl_FragColor = vec4(tone, vAlpha * round_ * mix(0.36, 0.92, vFlake));
}`

/** One draw call of drops and flakes; nothing at all while no gauge measures any. */
export function createPrecipitation(uniforms: SceneUniforms, detail: 'full' | 'light'): Precipitation {
  const count = detail === 'full' ? 2600 : 1400
  const geometry = new InstancedBufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]), 3))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const seeds = new Float32Array(count * 4)
  for (let each = 0; each < seeds.length; each += 1) seeds[each] = shareOfNumber(each >> 2, (each & 3) + 60)
  geometry.setAttribute('seed', new InstancedBufferAttribute(seeds, 4))
  geometry.instanceCount = count
  const own: Record<'seconds' | 'density' | 'snowShare', IUniform<number>> & { readonly wind: IUniform<Vector3> } = {
    seconds: { value: 3 },
    density: { value: 0 },
    snowShare: { value: 0 },
    wind: { value: new Vector3() },
  }
  const material = new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: { ...own, viewport: uniforms.viewport, night: uniforms.night },
    transparent: true,
    // What falls points down: its corners turn the other way round.
    side: DoubleSide,
    depthWrite: false,
    depthTest: false,
  })
  const mesh = new Mesh(geometry, material)
  mesh.name = 'precipitation'
  mesh.frustumCulled = false
  mesh.renderOrder = 5
  mesh.visible = false
  return {
    object: mesh,
    show({ rainMillimetersPerHour, snowShare, windEast, windNorth }) {
      // Snow is ten times as deep as its water: as many flakes for a tenth of the rate.
      const rate = rainMillimetersPerHour * MathUtils.lerp(1, 6, snowShare)
      const density = rate <= 0 ? 0 : MathUtils.clamp(0.05 + 0.95 * Math.sqrt(rate / heavyRain), 0, 1)
      const changed = Math.abs(density - own.density.value) > 0.004 || Math.abs(snowShare - own.snowShare.value) > 0.01
      own.density.value = density
      own.snowShare.value = snowShare
      own.wind.value.set(MathUtils.clamp(windEast, -12, 12) * 0.6, 0, -MathUtils.clamp(windNorth, -12, 12) * 0.6)
      mesh.visible = density > 0
      return changed
    },
    fall(seconds) {
      own.seconds.value = seconds
    },
    get isFalling() {
      return mesh.visible
    },
    get density() {
      return own.density.value
    },
    dispose() {
      geometry.dispose()
      material.dispose()
    },
  }
}
