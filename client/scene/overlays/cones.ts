import type { Object3D } from 'three'
import { visibleRim } from '../build/visibility.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { hatchedGrey, hidden, type Tone, toneOf } from './flat-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'
import { Shapes } from './shapes.ts'

export type Cones = { readonly object: Object3D; update(context: FrameContext): boolean; readonly count: number; dispose(): void }

const seeing = toneOf(palette.advice, 0.36)

/** What each camera really sees of the ground: its field of view cut by the houses, fading outwards. Blue where it works, hatched where it is silent. */
export function createCones(site: OverlaySite): Cones {
  const sources = sourcesOf(site.register, 'cone')
  const shapes = new Shapes()
  for (const { entry, shows } of sources) {
    const [east, north] = entry.device.position
    const heading = entry.device.heading ?? 0
    const radians = (heading * Math.PI) / 180
    // A camera on a wall looks from just in front of it.
    const eye: [number, number] = [east + Math.sin(radians) * 0.4, north + Math.cos(radians) * 0.4]
    const rim = visibleRim({ eye, headingDegrees: heading, fieldOfViewDegrees: shows.fieldOfViewDegrees, rangeMeters: shows.rangeMeters }, site.occluders)
    shapes.begin()
    const middle = shapes.vertex(eye[0], eye[1], 0.3, 1)
    let last = -1
    for (const spot of rim) {
      const far = Math.hypot(spot[0] - eye[0], spot[1] - eye[1]) / shows.rangeMeters
      const corner = shapes.vertex(spot[0], spot[1], 0.3, 1 - 0.82 * far)
      if (last >= 0) shapes.triangle(middle, last, corner)
      last = corner
    }
    writeEdges(shapes, eye, [rim[0], rim[rim.length - 1]])
  }
  const object = shapes.toMesh('cones', site.uniforms)
  const watch = site.watches.add(sources.map(({ point }) => [point]))

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { entry, point } = sources[number]
    const on = view.layers.has(entry.subsystem.id)
    watch.show(number, showingOf(context, sources[number]))
    return shapes.paint(number, on ? toneFor(readingState(buffer, point, shownAt), buffer.value[point.series]) : hidden)
  }

  return {
    object,
    count: sources.length,
    update(context) {
      const { fresh, view } = context
      if (fresh.layers) watch.touchAll()
      if (fresh.layers) object.visible = sources.some(({ entry }) => view.layers.has(entry.subsystem.id))
      return watch.look(context, look)
    },
    dispose() {
      object.geometry.dispose()
    },
  }
}

const toneFor = (reading: ReturnType<typeof readingState>, online: number): Tone => (reading === 'true' && online === 1 ? seeing : hatchedGrey)

/** The two edges of a field of view as thin lines. */
function writeEdges(shapes: Shapes, eye: readonly [number, number], ends: readonly (readonly [number, number] | undefined)[]): void {
  for (const end of ends) {
    if (!end) continue
    const length = Math.hypot(end[0] - eye[0], end[1] - eye[1]) || 1
    const [east, north] = [((end[1] - eye[1]) / length) * 0.09, (-(end[0] - eye[0]) / length) * 0.09]
    const corners = [
      [eye[0] + east, eye[1] + north],
      [eye[0] - east, eye[1] - north],
      [end[0] - east, end[1] - north],
      [end[0] + east, end[1] + north],
    ].map(([e, n]) => shapes.vertex(e, n, 0.32, 2.4))
    shapes.triangle(corners[0], corners[1], corners[2])
    shapes.triangle(corners[0], corners[2], corners[3])
  }
}
