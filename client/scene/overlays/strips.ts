import type { Object3D } from 'three'
import type { Polyline, Position2 } from '../../../models/site/geometry.ts'
import type { FrameContext } from '../frame-context.ts'
import { palette } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { frameBetween, placeOn } from '../space.ts'
import { priorityOf } from './alarm-standing.ts'
import { alarmTones, hatchedGrey, hidden, toneOf } from './flat-material.ts'
import { type OverlaySite, type Source, showingOf, sourcesOf } from './overlay.ts'
import { Shapes } from './shapes.ts'

export type StripState = 'hidden' | 'clear' | 'blocked' | 'alarm' | 'stale'
export type Strips = { readonly object: Object3D; update(context: FrameContext): boolean; stateOf(device: string): StripState; dispose(): void }

/** GB 55037-2022 3.4.5: where the model does not say how wide a fire lane is. */
const leastMeters = 4
const upMeters = 0.05
const watching = toneOf(palette.advice, 0.55)
const noticed = toneOf('#565d64', 0.8)

/**
 * Ground that is to be kept clear: two lines along its edges, blue where it is clear, hatched where its watch is silent.
 * Blocked, slanting bars lie across it, dark, and in the alarm's colour once it is an alarm, which shows with no layer on.
 */
export function createStrips(site: OverlaySite): Strips {
  const roads = new Map(site.index.community.roads.map((road) => [road.id, road]))
  const sources = sourcesOf(site.register, 'strip').filter(({ entry }) => (entry.device.line?.length ?? 0) > 1)
  const shapes = new Shapes()
  for (const { entry } of sources) {
    const width = roads.get(String(entry.device.settings?.road ?? ''))?.widthMeters ?? leastMeters
    writeStrip(shapes, entry.device.line ?? [], width / 2 - 0.12)
  }
  const object = shapes.toMesh('strips', site.uniforms)
  const numbers = new Map(sources.map(({ entry }, number) => [entry.id, number]))
  const states: StripState[] = sources.map(() => 'hidden')
  const watch = site.watches.add(sources.map(({ point }) => [point]))

  function look(number: number, context: FrameContext): boolean {
    const source = sources[number]
    const state = stateOf(source, context)
    const alarm = context.alarmed.get(source.entry.id)
    const loud = alarm ? alarmTones[priorityOf[alarm.class]] : noticed
    states[number] = state
    watch.show(number, showingOf(context, source))
    const edges = state === 'hidden' ? hidden : state === 'stale' ? hatchedGrey : state === 'clear' ? watching : state === 'alarm' ? loud : noticed
    const lines = shapes.paint(number * 2, edges)
    return shapes.paint(number * 2 + 1, state === 'blocked' || state === 'alarm' ? loud : hidden) || lines
  }

  return {
    object,
    stateOf: (device) => states[numbers.get(device) ?? -1] ?? 'hidden',
    update(context) {
      const { fresh, view } = context
      if (fresh.layers || fresh.alarms) {
        watch.touchAll()
        object.visible = sources.some(({ entry }) => view.layers.has(entry.subsystem.id) || context.alarmed.has(entry.id))
      }
      return watch.look(context, look)
    },
    dispose() {
      object.geometry.dispose()
    },
  }
}

function stateOf({ entry, point }: Source<'strip'>, { buffer, shownAt, view, alarmed }: FrameContext): StripState {
  if (alarmed.has(entry.id)) return 'alarm'
  if (!view.layers.has(entry.subsystem.id)) return 'hidden'
  if (readingState(buffer, point, shownAt) !== 'true') return 'stale'
  return buffer.value[point.series] === 0 ? 'clear' : 'blocked'
}

/** One shape for the two edges, one for the bars across. */
function writeStrip(shapes: Shapes, line: Polyline, reach: number): void {
  shapes.begin()
  for (const side of [-reach, reach]) for (const stretch of stretchesOf(line)) writeBar(shapes, stretch, 0, stretch.length, side - 0.11, side + 0.11, 0)
  shapes.begin()
  let left = 1.5
  for (const stretch of stretchesOf(line)) {
    let at = left
    for (; at < stretch.length - 1; at += 3) writeBar(shapes, stretch, at, at + 0.75, -reach + 0.4, reach - 0.4, 1)
    left = Math.max(0, at - stretch.length)
  }
}

type Stretch = { readonly from: Position2; readonly to: Position2; readonly length: number }

const stretchesOf = (line: Polyline): Stretch[] =>
  line.slice(1).map((to, index) => ({ from: line[index], to, length: Math.hypot(to[0] - line[index][0], to[1] - line[index][1]) }))

/** A four-cornered piece; `slant` leans it forward by its width times that. */
function writeBar(shapes: Shapes, { from, to }: Stretch, start: number, end: number, inner: number, outer: number, slant: number): void {
  const frame = frameBetween(from, to)
  const lean = ((outer - inner) / 2) * slant
  const corner = (along: number, outward: number): number => {
    const [east, north] = placeOn(frame, along, outward)
    return shapes.vertex(east, north, upMeters, 1)
  }
  const [a, b, c, d] = [corner(start - lean, inner), corner(end - lean, inner), corner(end + lean, outer), corner(start + lean, outer)]
  shapes.triangle(a, b, c)
  shapes.triangle(a, c, d)
}
