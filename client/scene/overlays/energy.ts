import { BoxGeometry, BufferAttribute, Color, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { PointEntry } from '../../../models/register.ts'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial } from '../materials/model-material.ts'
import { bytesOf, energyRamp } from '../palette.ts'
import { isSimulated, readingState } from '../reading-state.ts'
import { roofHeightOf } from '../site-index.ts'
import { centreOf } from '../space.ts'
import { type OverlaySite, type Source, showingOf, sourcesOf } from './overlay.ts'
import type { PlaceTints } from './place-tints.ts'
import { colorAt } from './tints.ts'

export type Energy = { readonly object: Object3D; update(context: FrameContext): boolean; dispose(): void }

/** Slate, not blue: blue is taken by advice. kW of one home. */
const stops = energyRamp.map((color, number) => ({ at: number * 0.45, color: bytesOf(color) }))
/** A column's height on the roof over an entrance: one metre for 1.6 kW. */
const metersPerKilowatt = 0.62

type Meter = {
  readonly source: Source<'windows'>
  readonly point: PointEntry
  readonly rows: readonly number[]
  readonly unit: number
  readonly layer: string
}

/** The energy layer: each home in slate by its power, and over each entrance a column with the sum of its homes. */
export function createEnergy(site: OverlaySite, tints: PlaceTints): Energy {
  const { index } = site
  const units = [...index.buildings.values()].flatMap((building) => building.units.map((unit) => ({ unit, building })))
  const numbers = new Map(units.map(({ unit }, number) => [unit.id, number]))
  const meters = sourcesOf(site.register, 'windows').map((source): Meter => {
    const { entry, point } = source
    const { home, unit } = entry.device.place
    const rows = home === undefined ? [] : [index.homeRow.get(home) ?? 0, ...(index.roomsOfHome.get(home) ?? []).map(({ row }) => row)]
    return { source, point, rows, unit: numbers.get(unit ?? '') ?? -1, layer: entry.subsystem.id }
  })
  const layerId = meters[0]?.layer ?? ''
  const layer = tints.addLayer()
  const watch = site.watches.add(meters.map(({ point }) => [point]))
  const metersOf: number[][] = units.map(() => [])
  for (const [number, { unit }] of meters.entries()) if (unit >= 0) metersOf[unit].push(number)
  const isTouched = new Uint8Array(units.length)
  const geometry = new BoxGeometry(2.2, 1, 2.2).translate(0, 0.5, 0)
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(geometry.getAttribute('position').count * 3).fill(1), 3))
  const material = createModelMaterial('plain', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, units.length)
  mesh.name = 'energy-columns'
  mesh.frustumCulled = false
  mesh.visible = false
  const matrix = new Matrix4()
  const color = new Color()
  const middles = units.map(({ unit }) => (unit.stairs ? centreOf(unit.stairs) : unit.entrance.position))

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { point, rows, unit, layer: own, source } = meters[number]
    watch.show(number, showingOf(context, source))
    if (unit >= 0) isTouched[unit] = 1
    for (const row of rows) layer.clear(row)
    if (!view.layers.has(own)) return false
    const reading = readingState(buffer, point, shownAt)
    if (reading === 'none') return false
    const [red, green, blue] = colorAt(stops, buffer.value[point.series])
    for (const row of rows) {
      if (reading === 'true') layer.want(row, red, green, blue, 225, isSimulated(buffer, point))
      else layer.wantStale(row)
    }
    return true
  }

  /** The column over an entrance, as high as the power of its homes together. */
  function raise(unit: number, { buffer, shownAt }: FrameContext): void {
    let sum = 0
    for (const number of metersOf[unit]) {
      const { point } = meters[number]
      if (readingState(buffer, point, shownAt) === 'true') sum += buffer.value[point.series]
    }
    const [east, north] = middles[unit]
    matrix.makeScale(1, Math.max(0.001, sum * metersPerKilowatt), 1).setPosition(east, roofHeightOf(units[unit].building), -north)
    mesh.setMatrixAt(unit, matrix)
    const [red, green, blue] = colorAt(stops, sum / 8)
    mesh.setColorAt(unit, color.setRGB(red / 255, green / 255, blue / 255, 'srgb'))
    mesh.instanceMatrix.needsUpdate = true
    if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true
  }

  return {
    object: mesh,
    update(context) {
      const { fresh, view, focus } = context
      const on = view.layers.has(layerId)
      mesh.visible = on && focus.level === 'community'
      if (fresh.layers) watch.touchAll()
      // With the layer off nothing is shown: what changes meanwhile is looked at once it is switched on.
      else if (!on) return false
      const changed = watch.look(context, look)
      for (let unit = 0; on && unit < units.length; unit += 1) {
        if (isTouched[unit] === 1) raise(unit, context)
        isTouched[unit] = 0
      }
      return changed
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
