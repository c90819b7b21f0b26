import { DoubleSide, MeshDepthMaterial, MeshLambertMaterial, RGBADepthPacking, type WebGLProgramParametersWithUniforms } from 'three'
import { cutFragment, cutPlane, cutVaryings, setCut } from './cut-parts.ts'
import type { SceneUniforms } from './scene-uniforms.ts'
import { grade, hatch, hideStorey, lightMaps, moveStorey, tableLookup } from './shader-parts.ts'

/**
 * What a surface is made of. `fabric`: walls, roofs, ground, all that stands still, with its rows in the state tables.
 * `glass`: panes, drawn with their frames by the shader. `shaft`: panes one sees through. `leaf`: instanced trees.
 * `car`: instanced vehicles. `plain`: instanced things in their own colour.
 */
export type Surface = 'fabric' | 'glass' | 'shaft' | 'leaf' | 'car' | 'plain'

/** What a stale value is hatched in. */
const staleGrey = 'vec3(0.353, 0.376, 0.4)'

const tabled = (surface: Surface): boolean => surface === 'fabric' || surface === 'glass' || surface === 'shaft'

/** A matte material that knows the state tables, sky and lamp light, fade, haze, rain and snow; for leaves see `leaf-material`. */
export function createModelMaterial(surface: Surface, uniforms: SceneUniforms): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: surface !== 'glass' && surface !== 'shaft' })
  if (surface === 'car') material.side = DoubleSide
  if (surface === 'shaft') {
    material.transparent = true
    material.depthWrite = false
    material.opacity = 0.42
  }
  material.onBeforeCompile = (shader) => extendShader(shader, surface, uniforms)
  material.customProgramCacheKey = () => `linli-${surface}`
  return material
}

/** The same movement of storeys for the shadow pass, or shadows would stay behind. */
export function createShadowMaterial(surface: Surface, uniforms: SceneUniforms): MeshDepthMaterial {
  const material = new MeshDepthMaterial({ depthPacking: RGBADepthPacking, side: DoubleSide })
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, uniforms)
    if (tabled(surface)) {
      moveAll(shader)
      cutShadow(shader)
    }
  }
  material.customProgramCacheKey = () => `linli-shadow-${surface}`
  return material
}

function moveAll(shader: WebGLProgramParametersWithUniforms): void {
  shader.vertexShader = shader.vertexShader
    .replace('#include <common>', `#include <common>\nattribute vec2 rows;\n${tableLookup}`)
    .replace('#include <begin_vertex>', `#include <begin_vertex>\n${moveStorey}`)
    .replace('#include <project_vertex>', `#include <project_vertex>\n${hideStorey}`)
}

/** What is cut away or seen through casts no shadow on what it no longer hides. */
function cutShadow(shader: WebGLProgramParametersWithUniforms): void {
  shader.vertexShader = shader.vertexShader
    .replace('#include <common>', `#include <common>\n${cutVaryings}`)
    .replace('#include <project_vertex>', `#include <project_vertex>\n${setCut}`)
  shader.fragmentShader = shader.fragmentShader
    .replace('#include <common>', `#include <common>\n${cutVaryings}\n${cutPlane}`)
    .replace('#include <map_fragment>', '#include <map_fragment>\nif (isCutAway() || isSeenThrough()) discard;')
}

/** Gives a shader of three's the model's own light, fade, haze and marks. */
export function extendShader(shader: WebGLProgramParametersWithUniforms, surface: Surface, uniforms: SceneUniforms): void {
  Object.assign(shader.uniforms, uniforms)
  if (tabled(surface)) moveAll(shader)
  const own =
    surface === 'plain'
      ? '\nattribute float stale;'
      : surface === 'car'
        ? '\nattribute vec4 extra;\nattribute vec3 paintColor;'
        : surface === 'glass' || surface === 'shaft'
          ? '\nattribute vec4 extra;\nattribute vec3 color;'
          : ''
  shader.vertexShader = shader.vertexShader
    .replace('#include <common>', `#include <common>${own}\n${varyings(surface)}`)
    .replace('#include <project_vertex>', `#include <project_vertex>\n${setVaryings(surface)}`)
  if (surface === 'car')
    shader.vertexShader = shader.vertexShader.replace('#include <color_vertex>', '#include <color_vertex>\nvColor.rgb *= mix(vec3(1.0), paintColor, extra.x);')
  shader.fragmentShader = shader.fragmentShader
    .replace(
      '#include <common>',
      `#include <common>\n${varyings(surface)}\n${lightMaps}\n${grade}\n${hatch}\n${tabled(surface) ? cutPlane : ''}\nuniform vec3 paper;\nuniform vec3 skyColor;\nuniform float groundFade;\nuniform float treeFade;\nuniform float originsMixed;\nuniform float planeTint;\nuniform float rain;\nuniform float snow;`,
    )
    .replace(
      '#include <color_fragment>',
      `#include <color_fragment>\nfloat fade = ${fadeOf(surface)};\n${tabled(surface) ? cutFragment(surface) : ''}\n${colorOf(surface)}`,
    )
    .replace(
      '#include <lights_fragment_end>',
      '#include <lights_fragment_end>\nfloat seen = skySeen(vScene, vFacing);\nreflectedLight.indirectDiffuse *= seen;\nreflectedLight.indirectDiffuse += diffuseColor.rgb * lampsAt(vScene, vFacing);',
    )
    .replace('#include <opaque_fragment>', `${finishOf(surface)}\n#include <opaque_fragment>`)
    .replace(
      '#include <colorspace_fragment>',
      `#include <colorspace_fragment>\n${stamp(surface)}\ngl_FragColor.rgb = graded(gl_FragColor.rgb, vScene, fade * 0.42);`,
    )
}

const varyings = (surface: Surface): string => `
varying vec3 vScene;
varying vec3 vFacing;
${surface === 'plain' ? 'varying float vStale;' : ''}
${tabled(surface) ? 'varying vec4 vTint;\nvarying vec4 vState;\nvarying float vFade;' : ''}
${tabled(surface) ? cutVaryings : ''}
${surface === 'glass' || surface === 'shaft' ? 'varying vec4 vPane;\nvarying vec3 vSpark;' : ''}
`

const setVaryings = (surface: Surface): string => `
vec4 scenePosition = vec4(transformed, 1.0);
#ifdef USE_INSTANCING
  scenePosition = instanceMatrix * scenePosition;
#endif
vScene = (modelMatrix * scenePosition).xyz;
vFacing = normalize((vec4(transformedNormal, 0.0) * viewMatrix).xyz);
${surface === 'plain' ? 'vStale = stale;' : ''}
${tabled(surface) ? 'vTint = placeOf(rows.y, 0);\nvState = placeOf(rows.y, 1);\nvFade = storey.y;' : ''}
${tabled(surface) ? setCut : ''}
${surface === 'glass' || surface === 'shaft' ? 'vPane = extra;\nvSpark = color;' : ''}
`

const fadeOf = (surface: Surface): string => {
  switch (surface) {
    case 'leaf':
      return 'treeFade'
    case 'car':
    case 'plain':
      return 'groundFade * 0.7'
    case 'fabric':
    case 'glass':
    case 'shaft':
      return 'vFade'
  }
}

/** Tint by state, autumn, and the fade towards paper, all before light falls on it. */
const colorOf = (surface: Surface): string => {
  const faded = `${snowed(surface)}diffuseColor.rgb = mix(diffuseColor.rgb, paper, fade * 0.86);`
  switch (surface) {
    case 'fabric':
      return `vec3 tint = pow(vTint.rgb, vec3(2.2));\ndiffuseColor.rgb = mix(diffuseColor.rgb, tint, vTint.a * (1.0 - fade));\ntotalEmissiveRadiance += tint * vTint.a * planeTint * night * 0.2 * (1.0 - fade);\n${faded}`
    case 'glass':
      return glassColor
    case 'shaft':
      return 'diffuseColor.rgb = mix(vec3(0.36, 0.43, 0.48), paper, fade);\nvec2 rim = min(vPane.xy, vPane.zw - vPane.xy);\nfloat bar = 1.0 - smoothstep(0.03, 0.06, min(rim.x, rim.y));\ndiffuseColor.a = mix(diffuseColor.a, 0.9, bar);'
    case 'leaf':
    case 'car':
    case 'plain':
      return faded
  }
}

/** Snow lies on what faces up: whole from the kerb upwards, thin where it is driven on. */
const snowed = (surface: Surface): string => {
  switch (surface) {
    case 'fabric':
      return 'diffuseColor.rgb = mix(diffuseColor.rgb, vec3(0.9, 0.915, 0.94), snow * smoothstep(0.35, 0.8, vFacing.y) * mix(0.4, 1.0, smoothstep(0.04, 0.12, vScene.y)));\n'
    case 'leaf':
    case 'car':
    case 'plain':
      return 'diffuseColor.rgb = mix(diffuseColor.rgb, vec3(0.9, 0.915, 0.94), snow * 0.75 * smoothstep(0.3, 0.9, vFacing.y));\n'
    case 'glass':
    case 'shaft':
      return ''
  }
}

/** A pane with its frame and mullions, a curtain here and there, and sky in it where it is seen at a slant. */
const glassColor = /* glsl */ `
float pitch = vPane.z / max(1.0, floor(vPane.z / 0.95 + 0.5));
vec2 rim = min(vPane.xy, vPane.zw - vPane.xy);
float bars = min(min(rim.x, rim.y) - 0.065, abs(mod(vPane.x + pitch * 0.5, pitch) - pitch * 0.5) - 0.03);
// Taller ones of some homes have a light over their leaves.
float transom = abs(vPane.y - vPane.w * 0.72) - 0.026;
bars = vPane.w > 1.25 && fract(vSpark.y * 13.7) > 0.5 ? min(bars, transom) : bars;
float soft = fwidth(bars) * 0.75 + 0.004;
float pane = smoothstep(-soft, soft, bars);
vec3 eye = normalize(cameraPosition - vScene);
float slant = pow(1.0 - abs(dot(eye, vFacing)), 3.0);
// Drawn across, or hanging at both sides.
float aside = step(0.38, vSpark.z) * smoothstep(0.02, -0.02, min(vPane.x, vPane.z - vPane.x) - vPane.z * 0.2) * step(0.8, vPane.z);
float curtain = max(smoothstep(0.62, 0.66, vSpark.z), aside) * 0.35;
vec3 body = mix(vec3(0.235, 0.285, 0.33), vec3(0.62, 0.61, 0.58), curtain) * (0.8 + 0.4 * vSpark.y);
body = mix(body, skyColor * 0.8, slant * 0.55 + 0.08);
// The head of a recess throws its shade on the pane.
body *= mix(0.68, 1.0, smoothstep(0.02, 0.42, vPane.w - vPane.y));
vec3 tinted = pow(vTint.rgb, vec3(2.2));
body = mix(body, tinted, vTint.a * mix(0.55, 0.82, planeTint));
totalEmissiveRadiance += tinted * vTint.a * planeTint * night * 0.2 * (1.0 - fade);
diffuseColor.rgb = mix(mix(vec3(0.9, 0.885, 0.86), tinted, vTint.a * planeTint * 0.9), body, pane);
diffuseColor.rgb = mix(diffuseColor.rgb, mix(vec3(0.66, 0.65, 0.62), paper, 1.0 - pane), fade * 0.9);
float lit = step(vSpark.x, vState.r) * pane;
vec3 hue = vSpark.y < 0.66 ? vec3(1.0, 0.64, 0.32) : vSpark.y < 0.88 ? vec3(1.0, 0.78, 0.54) : vec3(0.76, 0.87, 1.0);
totalEmissiveRadiance += hue * lit * (0.5 + 1.05 * fract(vSpark.y * 7.31)) * (0.72 + 0.4 * vPane.y / vPane.w) * mix(0.10, 1.0, night) * (1.0 - fade * 0.8);
`

/** Level ground in the rain is darker, and shows the sky and the lamps where it is seen at a slant. */
const wetGround = /* glsl */ `
float wetness = rain * smoothstep(0.85, 0.98, vFacing.y) * (1.0 - fade);
float mirror = pow(1.0 - abs(dot(normalize(cameraPosition - vScene), vFacing)), 2.0);
outgoingLight = outgoingLight * (1.0 - 0.2 * wetness) + wetness * mirror * (skyColor * 0.42 + lampsAt(vScene, vFacing) * 0.9);
`

const finishOf = (surface: Surface): string => {
  switch (surface) {
    case 'fabric':
      return wetGround
    case 'glass':
      return 'outgoingLight *= mix(1.0, 0.55, night * (1.0 - lit));'
    case 'shaft':
    case 'leaf':
    case 'car':
    case 'plain':
      return ''
  }
}

/** Alarm and stale marks are stamped in display values, so that no light shifts their colour. */
const stamp = (surface: Surface): string => {
  switch (surface) {
    case 'fabric':
      return `gl_FragColor.rgb = mix(gl_FragColor.rgb, ${staleGrey}, vState.g * hatched(gl_FragCoord.xy));
gl_FragColor.rgb = mix(gl_FragColor.rgb, ${staleGrey}, vState.a * vTint.a * originsMixed * dotted(gl_FragCoord.xy));
gl_FragColor.rgb = mix(gl_FragColor.rgb, vec3(0.847, 0.204, 0.235), vState.b);`
    case 'plain':
      return `gl_FragColor.rgb = mix(gl_FragColor.rgb, ${staleGrey}, vStale * hatched(gl_FragCoord.xy) * 1.8);`
    case 'glass':
    case 'shaft':
    case 'leaf':
    case 'car':
      return ''
  }
}
