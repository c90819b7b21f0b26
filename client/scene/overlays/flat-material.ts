import { type BufferAttribute, DoubleSide, ShaderMaterial } from 'three'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { grade } from '../materials/shader-parts.ts'
import { palette } from '../palette.ts'

const vertex = /* glsl */ `
attribute vec4 tone;
varying vec4 vTone;
varying vec3 vScene;
void main() {
  vTone = tone;
  vec4 place = vec4(position, 1.0);
#ifdef USE_INSTANCING
  place = instanceMatrix * place;
#endif
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
  if (tone.a <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`

const fragment = /* glsl */ `
varying vec4 vTone;
varying vec3 vScene;
${grade}
void main() {
  float alpha = min(vTone.a, 1.0);
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
  // A tone above 1.5 asks for the hatch of a value that is old.
  if (vTone.a > 1.5) alpha = 0.15 + 0.45 * (1.0 - smoothstep(1.6, 2.4, abs(stripe - 4.5)));
  // The blue of advice is too dark to be read by night.
  vec3 tone = mix(vTone.rgb, vec3(0.553, 0.706, 0.855), night * smoothstep(0.2, 0.25, vTone.b - vTone.r));
  gl_FragColor = vec4(graded(tone, vScene, 0.0), alpha);
}`

/** Unlit colour per vertex or instance (`tone`: sRGB and alpha; 0 hides, 2 hatches) for what is drawn onto the model. */
export const createFlatMaterial = (uniforms: SceneUniforms, through = false): ShaderMaterial =>
  new ShaderMaterial({ vertexShader: vertex, fragmentShader: fragment, uniforms, transparent: true, depthWrite: false, depthTest: !through, side: DoubleSide })

export type Tone = readonly [number, number, number, number]
export const hatchedGrey: Tone = [0.353, 0.376, 0.4, 2]
export const hidden: Tone = [0, 0, 0, 0]
export const toneOf = (hex: string, alpha: number): Tone => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255, alpha]
}

/** The colours of alarms by priority, for shapes that carry a second sign beside them. */
export const alarmTones: readonly Tone[] = [palette.critical, palette.high, palette.medium, palette.low].map((color) => toneOf(color, 0.95))

/** Sets an instance's tone; true if it was another before. */
export function setTone(tones: BufferAttribute, instance: number, [red, green, blue, alpha]: Tone): boolean {
  if (tones.getW(instance) === Math.fround(alpha) && tones.getX(instance) === Math.fround(red) && tones.getY(instance) === Math.fround(green)) return false
  tones.setXYZW(instance, red, green, blue, alpha)
  tones.needsUpdate = true
  return true
}
