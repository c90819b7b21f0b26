import {
  AdditiveBlending,
  Camera,
  Color,
  DataTexture,
  DoubleSide,
  HalfFloatType,
  LinearFilter,
  Mesh,
  NearestFilter,
  RedFormat,
  Scene,
  ShaderMaterial,
  type Texture,
  UnsignedByteType,
  Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three'
import type { Lamp } from '../../models/site/grounds.ts'
import { buildLampPools } from './build/lamp-pools.ts'
import type { LightSquare } from './build/sky-visibility.ts'
import type { Occluders } from './build/visibility.ts'

/** A map of the lamps' light on the ground, drawn from above only when a lamp's level changed; all surfaces read it. */
export type LampLight = {
  readonly texture: Texture
  /** Level 0–1 of a lamp; true if it changed. */
  setLevel(lamp: number, level: number): boolean
  levelOf(lamp: number): number
  /** Draws the map anew if a level changed. */
  refresh(gl: WebGLRenderer): void
  invalidate(): void
  dispose(): void
}

const poolVertex = /* glsl */ `
attribute vec3 pool;
uniform vec3 square;
uniform highp sampler2D levels;
varying float vOut;
varying float vLevel;
varying float vShape;
void main() {
  vOut = pool.y;
  vShape = pool.z;
  vLevel = texelFetch(levels, ivec2(int(pool.x + 0.5), 0), 0).r;
  gl_Position = vec4((position.xy - square.xy) / square.z * 2.0 - 1.0, 0.0, 1.0);
}`

const poolFragment = /* glsl */ `
varying float vOut;
varying float vLevel;
varying float vShape;
void main() {
  float far = vOut / vShape;
  float light = pow(1.0 + far * far, -1.25) * (1.0 - smoothstep(0.6, 1.0, vOut));
  gl_FragColor = vec4(vec3(1.0, 0.74, 0.44) * light * vLevel, 1.0);
}`

export function createLampLight(lamps: readonly Lamp[], occluders: Occluders, square: LightSquare, side: number): LampLight {
  const count = Math.max(1, lamps.length)
  const levels = new Uint8Array(count)
  const levelTexture = new DataTexture(levels, count, 1, RedFormat, UnsignedByteType)
  levelTexture.magFilter = levelTexture.minFilter = NearestFilter
  levelTexture.needsUpdate = true
  const target = new WebGLRenderTarget(side, side, { type: HalfFloatType, magFilter: LinearFilter, minFilter: LinearFilter, depthBuffer: false })
  const geometry = buildLampPools(lamps, occluders)
  const material = new ShaderMaterial({
    vertexShader: poolVertex,
    fragmentShader: poolFragment,
    uniforms: { square: { value: new Vector3(square.west, square.south, square.sideMeters) }, levels: { value: levelTexture } },
    blending: AdditiveBlending,
    depthTest: false,
    depthWrite: false,
    side: DoubleSide,
  })
  const mesh = new Mesh(geometry, material)
  mesh.frustumCulled = false
  const scene = new Scene()
  scene.add(mesh)
  const camera = new Camera()
  const before = new Color()
  let dirty = true
  return {
    texture: target.texture,
    setLevel(lamp, level) {
      const byte = Math.round(Math.min(1, Math.max(0, level)) * 255)
      if (levels[lamp] === byte) return false
      levels[lamp] = byte
      levelTexture.needsUpdate = true
      dirty = true
      return true
    },
    levelOf: (lamp) => levels[lamp] / 255,
    refresh(gl) {
      if (!dirty) return
      dirty = false
      const previous = gl.getRenderTarget()
      const alpha = gl.getClearAlpha()
      gl.getClearColor(before)
      gl.setRenderTarget(target)
      gl.setClearColor(0x000000, 1)
      gl.clear()
      gl.render(scene, camera)
      gl.setRenderTarget(previous)
      gl.setClearColor(before, alpha)
    },
    invalidate() {
      dirty = true
    },
    dispose() {
      target.dispose()
      geometry.dispose()
      material.dispose()
      levelTexture.dispose()
    },
  }
}
