import { BoxGeometry, BufferAttribute, Color, Group, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { Position2, Ring } from '../../../models/site/geometry.ts'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial } from '../materials/model-material.ts'
import { readingState } from '../reading-state.ts'
import { roofHeightOf } from '../site-index.ts'
import { centreOf } from '../space.ts'
import { alarmTones, createFlatMaterial, hatchedGrey, hidden, setTone, type Tone, toneOf } from './flat-material.ts'
import { priorityOf } from './markers.ts'
import { type OverlaySite, showingAlways, sourcesOf } from './overlay.ts'
import { isNear } from './rings.ts'
import { Shapes } from './shapes.ts'

export type Shafts = { readonly object: Object3D; update(context: FrameContext): boolean; heightOf(device: string): number; dispose(): void }

const alive = new Color('#f4efe4')
const open = new Color('#ffe9b8')
const silent = new Color('#8d9398')
const carTone = toneOf('#34495a', 0.92)
const lineTone = toneOf('#5d7486', 0.55)

/**
 * The cars of all lifts at the height they report, seen through the glass of shafts added outside; pale with its door
 * open, hatched grey when silent. With the layer on, cars and shafts show through the walls: two leaves that stand apart
 * while the door is open.
 */
export function createShafts(site: OverlaySite): Shafts {
  const lifts = new Map(
    [...site.index.buildings.values()].flatMap((building) =>
      building.units.flatMap((unit) => unit.lifts.map((lift) => [lift.id, { lift, building }] as const)),
    ),
  )
  const sources = sourcesOf(site.register, 'shaft').flatMap((source) => {
    const at = lifts.get(source.entry.device.place.lift ?? '')
    return at
      ? [
          {
            source,
            shaft: at.lift.shaft,
            top: roofHeightOf(at.building),
            base: at.building.baseMeters,
            middle: centreOf(at.lift.shaft),
            door: source.entry.points.get(source.shows.door),
          },
        ]
      : []
  })
  const heights = new Float32Array(sources.length)
  const numbers = new Map(sources.map(({ source }, number) => [source.entry.id, number]))
  const geometry = new BoxGeometry(1.5, 2.2, 1.4).translate(0, 1.15, 0)
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(geometry.getAttribute('position').count * 3).fill(1), 3))
  const stale = new InstancedBufferAttribute(new Float32Array(Math.max(1, sources.length)), 1)
  geometry.setAttribute('stale', stale)
  const material = createModelMaterial('plain', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, sources.length)
  mesh.name = 'lift-cars'
  mesh.frustumCulled = false
  const matrix = new Matrix4()
  for (let number = 0; number < sources.length; number += 1) mesh.setColorAt(number, silent)
  const watch = site.watches.add(sources.map(({ source, door }) => [source.point, door]))
  const xray = createXray(
    sources.map(({ shaft, base, top }) => ({ shaft, base, top })),
    site,
  )
  const object = new Group()
  object.add(mesh, xray.cars, xray.lines)

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view, focus, alarmed } = context
    const { source, base, middle, door } = sources[number]
    const known = readingState(buffer, source.point, shownAt) === 'true'
    const height = known ? buffer.value[source.point.series] : heights[number]
    heights[number] = height
    watch.show(number, showingAlways(buffer, source.point, shownAt))
    mesh.setMatrixAt(number, matrix.makeTranslation(middle[0], base + height, -middle[1]))
    mesh.setColorAt(number, !known ? silent : door && buffer.value[door.series] > 0 ? open : alive)
    stale.setX(number, known ? 0 : 1)
    mesh.instanceMatrix.needsUpdate = stale.needsUpdate = true
    if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true
    const alarm = alarmed.get(source.entry.id)
    const on = (view.layers.has(source.entry.subsystem.id) || alarm !== undefined) && isNear(focus, { building: source.entry.device.place.building })
    const isOpen = door !== undefined && buffer.value[door.series] > 0
    xray.set(number, middle, base + height, isOpen, !on ? hidden : alarm ? alarmTones[priorityOf[alarm.class]] : known ? carTone : hatchedGrey)
    return true
  }

  return {
    object,
    update(context) {
      const { fresh } = context
      if (fresh.layers || fresh.focus || fresh.alarms) watch.touchAll()
      return watch.look(context, look)
    },
    heightOf: (device) => heights[numbers.get(device) ?? -1] ?? Number.NaN,
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
      xray.dispose()
    },
  }
}

type Well = { readonly shaft: Ring; readonly base: number; readonly top: number }

/** Cars as two leaves each and the corners of their shafts, drawn over the walls. */
function createXray(wells: readonly Well[], { uniforms }: OverlaySite) {
  const shapes = new Shapes()
  for (const { shaft, base, top } of wells) {
    shapes.begin()
    for (const [east, north] of shaft) writeUpright(shapes, east, north, base, top)
  }
  const lines = shapes.toMesh('shaft-lines', uniforms, true)
  const geometry = new BoxGeometry(0.78, 2.2, 1.4).translate(0, 1.15, 0)
  const tones = new InstancedBufferAttribute(new Float32Array(Math.max(1, wells.length * 2) * 4), 4)
  geometry.setAttribute('tone', tones)
  const material = createFlatMaterial(uniforms, true)
  const cars = new InstancedMesh(geometry, material, wells.length * 2)
  cars.name = 'lift-cars-seen-through'
  cars.frustumCulled = false
  cars.renderOrder = 4
  const matrix = new Matrix4()
  let shown = 0
  return {
    cars,
    lines,
    set(number: number, [east, north]: Position2, up: number, isOpen: boolean, tone: Tone): void {
      const apart = isOpen ? 0.85 : 0.4
      if (tones.getW(number * 2) > 0) shown -= 1
      for (const [leaf, side] of [-apart, apart].entries()) {
        cars.setMatrixAt(number * 2 + leaf, matrix.makeTranslation(east + side, up, -north))
        setTone(tones, number * 2 + leaf, tone)
      }
      if (tones.getW(number * 2) > 0) shown += 1
      shapes.paint(number, tone[3] > 0 ? lineTone : hidden)
      cars.instanceMatrix.needsUpdate = true
      cars.visible = lines.visible = shown > 0
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      cars.dispose()
      lines.geometry.dispose()
    },
  }
}

/** A thin upright with two faces, so that it is seen from any side. */
function writeUpright(shapes: Shapes, east: number, north: number, low: number, high: number): void {
  for (const [x, y] of [
    [0.07, 0],
    [0, 0.07],
  ] as const) {
    const [a, b, c, d] = [
      shapes.vertex(east - x, north - y, low, 1),
      shapes.vertex(east + x, north + y, low, 1),
      shapes.vertex(east + x, north + y, high, 1),
      shapes.vertex(east - x, north - y, high, 1),
    ]
    shapes.triangle(a, b, c)
    shapes.triangle(a, c, d)
  }
}
