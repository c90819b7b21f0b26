import { BackSide, Mesh, type Object3D, ShaderMaterial, SphereGeometry } from 'three'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { skyDome } from '../materials/shader-parts.ts'

const vertex = /* glsl */ `
varying vec3 vToward;
void main() {
  vToward = position;
  // It moves with the eye and lies behind all else.
  vec4 place = projectionMatrix * vec4(mat3(viewMatrix) * position, 1.0);
  gl_Position = place.xyww;
}`

const fragment = /* glsl */ `
varying vec3 vToward;
${skyDome}
void main() { gl_FragColor = vec4(skyAt(normalize(vToward)), 1.0); }`

/** The sky above the horizon, which the paper's edge turns into when one looks from eye height. */
export function createSkyDome(uniforms: SceneUniforms): { readonly object: Object3D; dispose(): void } {
  const geometry = new SphereGeometry(1, 24, 16)
  const material = new ShaderMaterial({ vertexShader: vertex, fragmentShader: fragment, uniforms, side: BackSide, depthWrite: false })
  const mesh = new Mesh(geometry, material)
  mesh.name = 'sky'
  mesh.frustumCulled = false
  mesh.renderOrder = -1
  return {
    object: mesh,
    dispose() {
      geometry.dispose()
      material.dispose()
    },
  }
}
