import { BoxGeometry, BufferAttribute, Color, Group, InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial } from '../materials/model-material.ts'
import { readingState } from '../reading-state.ts'
import { roofHeightOf } from '../site-index.ts'
import { centreOf } from '../space.ts'
import { priorityOf } from './alarm-standing.ts'
import { alarmTones, hatchedGrey, hidden, toneOf } from './flat-material.ts'
import { isNear } from './is-near.ts'
import { createLiftXray } from './lift-xray.ts'
import { type OverlaySite, showingAlways, sourcesOf } from './overlay.ts'

export type Shafts = { readonly object: Object3D; update(context: FrameContext): boolean; heightOf(device: string): number; dispose(): void }

const alive = new Color('#f4efe4')
const open = new Color('#ffe9b8')
const silent = new Color('#8d9398')
const carTone = toneOf('#34495a', 0.92)

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
  const xray = createLiftXray(
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
