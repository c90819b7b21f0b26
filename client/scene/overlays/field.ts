import { DataTexture, LinearFilter, Mesh, type Object3D, PlaneGeometry, RGBAFormat, ShaderMaterial } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { grade } from '../materials/shader-parts.ts'
import { readingState } from '../reading-state.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'
import { colorAt, stopsOf } from './tints.ts'

export type Field = { readonly object: Object3D; update(context: FrameContext): void; dispose(): void }

const side = 48

/** A measured quantity spread over the ground between its stations, by inverse distance, to the reach that is declared; where no station speaks there is nothing. */
export function createField(site: OverlaySite): Field {
  const sources = sourcesOf(site.register, 'field').map((source) => ({ source, stops: stopsOf(source.shows.ramp) }))
  const pixels = new Uint8Array(side * side * 4)
  const texture = new DataTexture(pixels, side, side, RGBAFormat)
  texture.magFilter = texture.minFilter = LinearFilter
  const { square } = site
  const geometry = new PlaneGeometry(square.sideMeters, square.sideMeters)
    .rotateX(-Math.PI / 2)
    .translate(square.west + square.sideMeters / 2, 0.34, -(square.south + square.sideMeters / 2))
  const material = new ShaderMaterial({
    uniforms: { ...site.uniforms, field: { value: texture } },
    vertexShader:
      'varying vec2 vUv; varying vec3 vScene; void main() { vUv = uv; vScene = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: `uniform sampler2D field; varying vec2 vUv; varying vec3 vScene; ${grade}\nvoid main() { vec4 spot = texture2D(field, vUv); float grey = dot(spot.rgb, vec3(0.3, 0.59, 0.11)); gl_FragColor = vec4(graded(mix(vec3(grey), spot.rgb, 0.42), vScene, 0.0), spot.a * 0.36); }`,
    transparent: true,
    depthWrite: false,
  })
  const mesh = new Mesh(geometry, material)
  mesh.name = 'field'
  mesh.renderOrder = 1
  return {
    object: mesh,
    update({ buffer, shownAt, view }) {
      mesh.visible = sources.some(({ source }) => view.layers.has(source.entry.subsystem.id))
      if (!mesh.visible) return
      for (let row = 0; row < side; row += 1)
        for (let column = 0; column < side; column += 1) {
          const east = square.west + ((column + 0.5) / side) * square.sideMeters
          const north = square.south + ((row + 0.5) / side) * square.sideMeters
          let sum = 0
          let weights = 0
          let nearness = 0
          for (const { source } of sources) {
            if (readingState(buffer, source.point, shownAt) !== 'true') continue
            const [stationEast, stationNorth] = source.entry.device.position
            const distance = Math.hypot(east - stationEast, north - stationNorth)
            const weight = 1 / (distance * distance + 100)
            sum += weight * buffer.value[source.point.series]
            weights += weight
            nearness = Math.max(nearness, 1 - distance / source.shows.reachMeters)
          }
          const at = (row * side + column) * 4
          const [red, green, blue] = weights > 0 ? colorAt(sources[0].stops, sum / weights) : [0, 0, 0]
          pixels[at] = red
          pixels[at + 1] = green
          pixels[at + 2] = blue
          pixels[at + 3] = weights > 0 ? 255 * Math.min(1, Math.max(0, nearness) * 2) : 0
        }
      texture.needsUpdate = true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      texture.dispose()
    },
  }
}
