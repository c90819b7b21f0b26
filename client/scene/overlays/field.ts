import { DataTexture, LinearFilter, Mesh, type Object3D, RGBAFormat, ShaderMaterial, Shape, ShapeGeometry, Vector2 } from 'three'
import type { Language } from '../../../models/text.ts'
import { showValue } from '../../state/latest.ts'
import type { LightSquare } from '../build/sky-visibility.ts'
import type { FrameContext } from '../frame-context.ts'
import { grade } from '../materials/shader-parts.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { sceneStrings as strings } from '../strings.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'
import type { Noted, SceneNote } from './scene-note.ts'
import { colorAt, stopsOf } from './tints.ts'

export type Field = Noted & { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const side = 64
const nothing = [0, 0, 0] as const

const vertex = /* glsl */ `
uniform vec4 lightSquare;
varying vec2 vUv;
varying vec3 vScene;
void main() {
  vScene = position;
  vUv = vec2(position.x - lightSquare.x, lightSquare.y - position.z) * lightSquare.w;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`

const fragment = /* glsl */ `
uniform sampler2D field;
varying vec2 vUv;
varying vec3 vScene;
${grade}
void main() {
  vec4 spot = texture2D(field, vUv);
  float grey = dot(spot.rgb, vec3(0.3, 0.59, 0.11));
  // Dots a few metres apart, the smaller the farther the nearest station; whole where it stands near.
  vec2 cell = abs(fract(vec2(vScene.x + vScene.z, vScene.x - vScene.z) / 5.2) - 0.5);
  float reach = mix(0.1, 0.62, smoothstep(0.0, 0.75, spot.a));
  float sure = smoothstep(0.6, 0.75, spot.a);
  float soft = fwidth(length(cell)) + 0.01;
  float dotted = 1.0 - smoothstep(reach - soft, reach + soft, length(cell));
  float alpha = mix(dotted * 0.85, 1.0, sure) * smoothstep(0.0, 0.06, spot.a);
  gl_FragColor = vec4(graded(mix(vec3(grey), spot.rgb, 0.7), vScene, 0.0), alpha * mix(0.44, 0.3, night));
}`

/**
 * A measured quantity spread over the ground of the community between its stations, to the reach that is declared;
 * where no station speaks there is nothing. Near a station it is whole; farther off, where it is guessed, it thins out
 * into dots.
 */
export function createField(site: OverlaySite): Field {
  const sources = sourcesOf(site.register, 'field').map((source) => ({ source, stops: stopsOf(source.shows.ramp) }))
  const pixels = new Uint8Array(side * side * 4)
  const isTrue = new Uint8Array(sources.length)
  const texture = new DataTexture(pixels, side, side, RGBAFormat)
  texture.magFilter = texture.minFilter = LinearFilter
  const { square } = site
  const geometry = new ShapeGeometry(new Shape(site.index.community.boundary.map(([east, north]) => new Vector2(east, north))))
    .rotateX(-Math.PI / 2)
    .translate(0, 0.34, 0)
  const material = new ShaderMaterial({
    uniforms: { ...site.uniforms, field: { value: texture } },
    vertexShader: vertex,
    fragmentShader: fragment,
    transparent: true,
    depthWrite: false,
  })
  const mesh = new Mesh(geometry, material)
  mesh.name = 'field'
  mesh.renderOrder = 1
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  const cells = cellsOf(
    square,
    sources.map(({ source }) => source.entry.device.position),
    sources[0]?.source.shows.reachMeters ?? 1,
  )

  let notes: readonly SceneNote[] = []
  let isNew = false

  /** The stations with what they measure; one of which nothing true is known says so. */
  function say({ buffer }: FrameContext): void {
    notes = sources.map(({ source }, number): SceneNote => {
      const { point, id, series } = source.point
      const value = buffer.value[series]
      const words = (language: Language): string => {
        const shown = isTrue[number] === 1 ? showValue({ point }, value, null, language) : null
        return `${point.name[language] ?? id} ${shown ? `${shown.value}\u2009${shown.unit}` : strings.stale[language]}`
      }
      return { words: { zh: words('zh'), en: words('en') }, mark: '', color: palette.advice, at: source.entry.device.position }
    })
    isNew = true
  }

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt } = context
    const { source } = sources[number]
    watch.show(number, showingOf(context, source))
    isTrue[number] = readingState(buffer, source.point, shownAt) === 'true' ? 1 : 0
    return true
  }

  /** Each spot by inverse square of distance; how sure it is by how near the nearest station stands. */
  function spread({ buffer }: FrameContext): void {
    const [{ stops }] = sources
    for (let cell = 0; cell < side * side; cell += 1) {
      let [sum, weights, nearness] = [0, 0, 0]
      for (let each = 0; each < sources.length; each += 1) {
        if (isTrue[each] === 0) continue
        const at = cell * sources.length + each
        sum += cells.weights[at] * buffer.value[sources[each].source.point.series]
        weights += cells.weights[at]
        nearness = Math.max(nearness, cells.nearness[at])
      }
      const [red, green, blue] = weights > 0 ? colorAt(stops, sum / weights) : nothing
      pixels[cell * 4] = red
      pixels[cell * 4 + 1] = green
      pixels[cell * 4 + 2] = blue
      pixels[cell * 4 + 3] = weights > 0 ? 255 * nearness : 0
    }
    texture.needsUpdate = true
  }

  return {
    object: mesh,
    get notes() {
      return mesh.visible ? notes : []
    },
    get isNew() {
      return isNew
    },
    update(context) {
      const { fresh, view } = context
      isNew = false
      mesh.visible = sources.some(({ source }) => view.layers.has(source.entry.subsystem.id))
      if (fresh.layers) watch.touchAll()
      else if (!mesh.visible) return false
      if (!watch.look(context, look) || !mesh.visible) return false
      spread(context)
      say(context)
      return true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      texture.dispose()
    },
  }
}

/** For each cell and station: its weight, and 1 at the station falling to 0 at its reach. Both never change. */
function cellsOf(square: LightSquare, stations: readonly (readonly [number, number, number])[], reachMeters: number) {
  const weights = new Float32Array(side * side * stations.length)
  const nearness = new Float32Array(side * side * stations.length)
  for (let cell = 0; cell < side * side; cell += 1) {
    const east = square.west + (((cell % side) + 0.5) / side) * square.sideMeters
    const north = square.south + ((Math.floor(cell / side) + 0.5) / side) * square.sideMeters
    for (const [each, [stationEast, stationNorth]] of stations.entries()) {
      const distance = Math.hypot(east - stationEast, north - stationNorth)
      weights[cell * stations.length + each] = 1 / (distance * distance + 100)
      nearness[cell * stations.length + each] = Math.max(0, 1 - distance / reachMeters)
    }
  }
  return { weights, nearness }
}
