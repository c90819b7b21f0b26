import type { Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { frameBetween, placeOn } from '../space.ts'
import { hatchedGrey, hidden, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'
import { Shapes } from './strips.ts'

export type Lines = { readonly object: Object3D; update(context: FrameContext): void; dispose(): void }

const watching = toneOf(palette.advice, 0.5)
const broken = toneOf(palette.high, 0.95)

/** Stretches that are guarded, as bands over the fence: blue where they watch, orange where their state is not the normal one, hatched where silent. */
export function createLines(site: OverlaySite): Lines {
  const sources = sourcesOf(site.register, 'line')
  const shapes = new Shapes()
  for (const { entry } of sources) {
    shapes.begin()
    const line = entry.device.line ?? []
    for (let index = 1; index < line.length; index += 1) {
      const frame = frameBetween(line[index - 1], line[index])
      const length = Math.hypot(line[index][0] - line[index - 1][0], line[index][1] - line[index - 1][1])
      for (const [outward, low, high] of [
        [0, 2.15, 2.65],
        [0.6, 0.3, 0.3],
      ] as const) {
        const [from, to, far, near] = [
          placeOn(frame, 0, outward),
          placeOn(frame, length, outward),
          placeOn(frame, length, -outward),
          placeOn(frame, 0, -outward),
        ]
        const corners = [
          shapes.vertex(from[0], from[1], low, 1),
          shapes.vertex(to[0], to[1], low, 1),
          shapes.vertex(far[0], far[1], high, 1),
          shapes.vertex(near[0], near[1], high, 1),
        ]
        shapes.triangle(corners[0], corners[1], corners[2])
        shapes.triangle(corners[0], corners[2], corners[3])
      }
    }
  }
  const object = shapes.toMesh('lines', site.uniforms)
  return {
    object,
    update({ buffer, shownAt, view }) {
      object.visible = false
      for (const [number, { entry, point }] of sources.entries()) {
        const on = view.layers.has(entry.subsystem.id)
        if (on) object.visible = true
        shapes.paint(number, on ? toneFor(readingState(buffer, point, shownAt), buffer.value[point.series]) : hidden)
      }
    },
    dispose() {
      object.geometry.dispose()
    },
  }
}

/** The first declared state, 0, is the normal one. */
const toneFor = (reading: ReturnType<typeof readingState>, value: number): Tone => (reading !== 'true' ? hatchedGrey : value === 0 ? watching : broken)
