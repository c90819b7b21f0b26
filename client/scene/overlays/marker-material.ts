import { ShaderMaterial, type Texture } from 'three'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { cellsPerSide } from './glyphs.ts'

const vertex = /* glsl */ `
attribute vec3 at;
attribute vec4 look;
uniform vec2 viewport;
uniform float blink;
varying vec2 vUv;
varying vec2 vLook;
varying vec2 vSpot;
varying float vBadge;
void main() {
  vec4 spot = projectionMatrix * viewMatrix * vec4(at, 1.0);
  spot.xy += position.xy * look.y / viewport * 2.0 * spot.w;
  gl_Position = spot;
  if (look.z > 0.5 && blink < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  vec2 cell = vec2(mod(look.x, ${cellsPerSide}.0), floor(look.x / ${cellsPerSide}.0 + 0.001));
  vUv = vec2(cell.x + uv.x, ${cellsPerSide}.0 - cell.y - 1.0 + uv.y) / ${cellsPerSide}.0;
  vLook = look.zw;
  vSpot = position.xy;
  vBadge = step(7.5, look.x);
}`

const fragment = /* glsl */ `
uniform sampler2D glyphs;
uniform float night;
varying vec2 vUv;
varying vec2 vLook;
varying vec2 vSpot;
varying float vBadge;
void main() {
  vec4 mark = texture2D(glyphs, vUv);
  // A look of 2 and more: the value is simulated, and a small open dot in the corner says so.
  float simulated = step(1.5, vLook.y);
  float stale = vLook.y - 2.0 * simulated;
  float out0 = length(vSpot - vec2(0.33, -0.33));
  float dot0 = simulated * (1.0 - smoothstep(0.12, 0.15, out0));
  float core = smoothstep(0.05, 0.08, out0);
  if (max(mark.a, dot0) < 0.02) discard;
  gl_FragColor = mark;
  #include <colorspace_fragment>
  // By night a badge is dark with a pale sign: white discs would outshine the windows.
  gl_FragColor.rgb = mix(gl_FragColor.rgb, vec3(1.02, 1.04, 1.06) - gl_FragColor.rgb * 0.88, vBadge * night);
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 6.0);
  gl_FragColor.rgb = mix(gl_FragColor.rgb, vec3(0.353, 0.376, 0.4), stale * 0.6 * (1.0 - smoothstep(1.0, 1.8, abs(stripe - 3.0))));
  gl_FragColor = mix(gl_FragColor, vec4(mix(vec3(0.973, 0.969, 0.957), vec3(0.34, 0.37, 0.4), abs(core - night)), 1.0), dot0);
}`

/** Marks of a size in pixels over everything: `look` holds cell, size, whether it blinks, and 1 where stale plus 2 where simulated. */
export const createMarkerMaterial = (uniforms: SceneUniforms, glyphs: Texture): ShaderMaterial =>
  new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: { ...uniforms, glyphs: { value: glyphs } },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  })
