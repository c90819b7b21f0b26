import type { Object3D } from 'three'
import type { Position2 } from '../../../models/site/geometry.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { frameBetween, placeOn } from '../space.ts'
import { priorityOf } from './alarm-standing.ts'
import { alarmTones, hatchedGrey, hidden, toneOf } from './flat-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'
import { Shapes } from './shapes.ts'

export type Lines = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

const watching = toneOf(palette.advice, 0.5)
const noticed = toneOf('#565d64', 0.8)

/**
 * Stretches that are guarded, as bands over the fence: blue where they watch, hatched where silent; with teeth above
 * them where their state is not the normal one, dark, and in the alarm's colour once it is an alarm.
 */
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
    shapes.begin()
    for (let index = 1; index < line.length; index += 1) writeTeeth(shapes, line[index - 1], line[index])
  }
  const object = shapes.toMesh('lines', site.uniforms)
  const watch = site.watches.add(sources.map(({ point }) => [point]))
  let shown = 0
  const isOn = new Uint8Array(sources.length)

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view, alarmed } = context
    const { entry, point } = sources[number]
    const alarm = alarmed.get(entry.id)
    const on = view.layers.has(entry.subsystem.id) || alarm !== undefined
    watch.show(number, showingOf(context, sources[number]))
    shown += (on ? 1 : 0) - isOn[number]
    isOn[number] = on ? 1 : 0
    const reading = readingState(buffer, point, shownAt)
    const upset = reading === 'true' && buffer.value[point.series] !== 0
    const loud = alarm ? alarmTones[priorityOf[alarm.class]] : upset ? noticed : hidden
    const band = shapes.paint(number * 2, !on ? hidden : alarm ? loud : reading === 'true' ? (upset ? noticed : watching) : hatchedGrey)
    return shapes.paint(number * 2 + 1, on ? loud : hidden) || band
  }

  return {
    object,
    update(context) {
      const { fresh } = context
      if (fresh.layers || fresh.alarms) watch.touchAll()
      const changed = watch.look(context, look)
      object.visible = shown > 0
      return changed
    },
    dispose() {
      object.geometry.dispose()
    },
  }
}

/** Points every metre and a half above a fence: a shape that says trouble without its colour. */
function writeTeeth(shapes: Shapes, from: Position2, to: Position2): void {
  const frame = frameBetween(from, to)
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const count = Math.max(1, Math.round(length / 1.5))
  const step = length / count
  for (let tooth = 0; tooth < count; tooth += 1) {
    const spot = (along: number, up: number): number => {
      const [east, north] = placeOn(frame, along, 0)
      return shapes.vertex(east, north, up, 1)
    }
    shapes.triangle(spot((tooth + 0.1) * step, 2.75), spot((tooth + 0.9) * step, 2.75), spot((tooth + 0.5) * step, 4.1))
  }
}
