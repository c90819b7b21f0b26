import { BufferAttribute, BufferGeometry, InstancedBufferAttribute, InstancedMesh, Matrix4, Quaternion, ShaderMaterial, Vector3 } from 'three'
import type { Bay } from '../../../../models/site/grounds.ts'
import { grade } from '../../materials/shader-parts.ts'
import type { OverlaySite } from '../overlay.ts'

const vertex = /* glsl */ `
attribute float mark;
varying float vMark;
varying vec2 vSpot;
varying vec2 vSize;
varying vec3 vScene;
void main() {
  vMark = mark;
  vSpot = position.xz;
  vSize = vec2(length(instanceMatrix[0].xyz), length(instanceMatrix[2].xyz));
  vec4 place = instanceMatrix * vec4(position, 1.0);
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
  if (mark < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`

/** The outline keeps a pixel and a half however far away it is. */
const fragment = /* glsl */ `
varying float vMark;
varying vec2 vSpot;
varying vec2 vSize;
varying vec3 vScene;
${grade}
void main() {
  vec2 rim = (0.5 - abs(vSpot)) * vSize;
  float in0 = min(rim.x, rim.y);
  float pixel = fwidth(in0);
  float wide = max(0.16, 1.5 * pixel);
  float edge = 1.0 - smoothstep(wide - pixel, wide + 0.02, in0);
  vec3 blue = mix(vec3(0.184, 0.435, 0.71), vec3(0.553, 0.706, 0.855), night);
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
  float stale = 1.0 - smoothstep(1.6, 2.4, abs(stripe - 4.5));
  vec4 free = vec4(blue, mix(vMark > 2.5 ? 0.62 : 0.3, 0.97, edge));
  vec4 old = vec4(0.353, 0.376, 0.4, max(0.45 * stale, 0.6 * edge));
  gl_FragColor = abs(vMark - 2.0) < 0.5 ? old : free;
  gl_FragColor.rgb = graded(gl_FragColor.rgb, vScene, 0.0);
}`

/** What lies on a bay: nothing, free, not known, or free and the one that is led to. */
export const markCodes = { none: 0, free: 1, unknown: 2, target: 3 } as const

/** Outlines of bays on the ground, one instance each. */
export function createBayMarks(bays: readonly Bay[], site: OverlaySite) {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-0.5, 0, 0.5, 0.5, 0, 0.5, 0.5, 0, -0.5, -0.5, 0, -0.5]), 3))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const kinds = new InstancedBufferAttribute(new Float32Array(Math.max(1, bays.length)), 1)
  geometry.setAttribute('mark', kinds)
  const material = new ShaderMaterial({ vertexShader: vertex, fragmentShader: fragment, uniforms: site.uniforms, transparent: true, depthWrite: false })
  const mesh = new InstancedMesh(geometry, material, bays.length)
  mesh.name = 'bay-marks'
  mesh.frustumCulled = false
  mesh.renderOrder = 1
  const [matrix, turn, up] = [new Matrix4(), new Quaternion(), new Vector3(0, 1, 0)]
  for (const [number, bay] of bays.entries()) {
    turn.setFromAxisAngle(up, (-bay.heading * Math.PI) / 180)
    matrix.compose(new Vector3(bay.position[0], 0.06, -bay.position[1]), turn, new Vector3(bay.widthMeters - 0.16, 1, bay.lengthMeters - 0.16))
    mesh.setMatrixAt(number, matrix)
  }
  return {
    mesh,
    /** True if it was another mark before. */
    set(number: number, mark: number): boolean {
      if (kinds.getX(number) === mark) return false
      kinds.setX(number, mark)
      kinds.needsUpdate = true
      return true
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
