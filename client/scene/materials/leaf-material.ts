import { type Color, DoubleSide, type IUniform, MeshDepthMaterial, MeshLambertMaterial, RGBADepthPacking, type Vector3 } from 'three'
import { extendShader } from './model-material.ts'
import type { SceneUniforms } from './scene-uniforms.ts'

/** What the season writes per kind of tree. */
export type LeafUniforms = {
  /** Share of leaves that are out, how autumnal, how young. */
  readonly foliage: IUniform<Vector3>
  readonly leafColor: IUniform<Color>
  readonly autumnColor: IUniform<Color>
  readonly youngColor: IUniform<Color>
}

/** A leaf asks for shadow outside its own crown, which takes light as one body. */
const outOfCrown = 'worldPosition.xyz += vec3(0.0, 1.1, 0.0) + inverseTransformDirection(transformedNormal, viewMatrix) * 0.9;'

/** Every tree is a few days before or after its kind; a leaf shrinks to nothing when it falls, and a young one is small. */
const grow = /* glsl */ `
float tree = fract(sin(dot(instanceMatrix[3].xz, vec2(12.9898, 78.233))) * 43758.5453);
float leaves = clamp(foliage.x + (tree - 0.5) * 1.2 * foliage.x * (1.0 - foliage.x), 0.0, 1.0);
if (extra.x >= 0.0) {
  float size = smoothstep(extra.x - 0.03, extra.x + 0.001, leaves * 1.03) * mix(1.0, 0.55, foliage.z);
  transformed = extra.yzw + (transformed - extra.yzw) * size;
}`

/** Leaf green by kind, lighter when young, its autumn leaf by leaf; wood keeps its own colour. */
const colour = /* glsl */ `
#include <color_vertex>
if (extra.x > -0.5 || extra.x < -1.5) {
  float tree = fract(sin(dot(instanceMatrix[3].xz, vec2(12.9898, 78.233))) * 43758.5453);
  float turned = smoothstep(extra.x * 0.55, extra.x * 0.55 + 0.45, foliage.y + (tree - 0.5) * 0.7 * foliage.y * (1.0 - foliage.y) * 4.0);
  vec3 own = mix(leafColor, youngColor, foliage.z * 0.8);
  own = mix(own, autumnColor, extra.x < 0.0 ? 0.0 : turned);
  vColor.rgb *= own * (0.94 + 0.12 * fract(extra.x * 17.3));
}`

const declared = '#include <common>\nattribute vec4 extra;\nuniform vec3 foliage;\nuniform vec3 leafColor;\nuniform vec3 autumnColor;\nuniform vec3 youngColor;'

/** Leaves and wood of one kind of tree, as instances. A leaf seen from behind is lit as from the front, and none is dark within. */
export function createLeafMaterial(uniforms: SceneUniforms, leaf: LeafUniforms): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: true, side: DoubleSide })
  material.onBeforeCompile = (shader) => {
    extendShader(shader, 'leaf', uniforms)
    Object.assign(shader.uniforms, leaf)
    shader.vertexShader = shader.vertexShader
      .replace('#include <common>', declared)
      .replace('#include <begin_vertex>', `#include <begin_vertex>\n${grow}`)
      .replace('#include <color_vertex>', colour)
      .replace('#include <shadowmap_vertex>', `${outOfCrown}\n#include <shadowmap_vertex>`)
    shader.fragmentShader = shader.fragmentShader
      .replace('#include <normal_fragment_begin>', 'vec3 normal = normalize(vNormal);\nvec3 nonPerturbedNormal = normal;')
      .replace('#include <emissivemap_fragment>', 'totalEmissiveRadiance += diffuseColor.rgb * mix(0.16, 0.02, night);')
  }
  material.customProgramCacheKey = () => 'linli-leaf'
  return material
}

/** The same leaves for the shadow pass: what has fallen shades nothing. */
export function createLeafShadow(uniforms: SceneUniforms, leaf: LeafUniforms): MeshDepthMaterial {
  const material = new MeshDepthMaterial({ depthPacking: RGBADepthPacking, side: DoubleSide })
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, uniforms, leaf)
    shader.vertexShader = shader.vertexShader.replace('#include <common>', declared).replace('#include <begin_vertex>', `#include <begin_vertex>\n${grow}`)
  }
  material.customProgramCacheKey = () => 'linli-shadow-leaf'
  return material
}
