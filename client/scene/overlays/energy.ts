import { BoxGeometry, BufferAttribute, Color, InstancedMesh, Matrix4, type Object3D } from 'three'
import type { PointEntry } from '../../../models/register.ts'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial } from '../materials/model-material.ts'
import { bytesOf, energyRamp } from '../palette.ts'
import { readingState } from '../reading-state.ts'
import { roofHeightOf } from '../site-index.ts'
import { centreOf } from '../space.ts'
import { type OverlaySite, sourcesOf } from './overlay.ts'
import { colorAt } from './tints.ts'

export type Energy = { readonly object: Object3D; update(context: FrameContext): void; dispose(): void }

/** Slate, not blue: blue is taken by advice. kW of one home. */
const stops = energyRamp.map((color, number) => ({ at: number * 0.45, color: bytesOf(color) }))
/** A column's height on the roof over an entrance: one metre for 1.6 kW. */
const metersPerKilowatt = 0.62

type Meter = { readonly point: PointEntry; readonly rows: readonly number[]; readonly unit: number; readonly layer: string }

/** The energy layer: each home in slate by its power, and over each entrance a column with the sum of its homes. */
export function createEnergy(site: OverlaySite, tints: FrameContext['stage']['overlays']['tints']): Energy {
  const { index } = site
  const units = [...index.buildings.values()].flatMap((building) => building.units.map((unit) => ({ unit, building })))
  const numbers = new Map(units.map(({ unit }, number) => [unit.id, number]))
  const meters = sourcesOf(site.register, 'windows').map(({ entry, point }): Meter => {
    const { home, unit } = entry.device.place
    const rows = home === undefined ? [] : [index.homeRow.get(home) ?? 0, ...(index.roomsOfHome.get(home) ?? []).map(({ row }) => row)]
    return { point, rows, unit: numbers.get(unit ?? '') ?? -1, layer: entry.subsystem.id }
  })
  const layer = meters[0]?.layer ?? ''
  const sums = new Float64Array(units.length)
  const geometry = new BoxGeometry(2.2, 1, 2.2).translate(0, 0.5, 0)
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(geometry.getAttribute('position').count * 3).fill(1), 3))
  const material = createModelMaterial('plain', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, units.length)
  mesh.name = 'energy-columns'
  mesh.frustumCulled = false
  mesh.visible = false
  const matrix = new Matrix4()
  const color = new Color()
  return {
    object: mesh,
    update({ buffer, shownAt, view }) {
      mesh.visible = view.layers.has(layer) && view.focus.level === 'community'
      if (!view.layers.has(layer)) return
      sums.fill(0)
      for (const { point, rows, unit } of meters) {
        const reading = readingState(buffer, point, shownAt)
        if (reading === 'none') continue
        const power = buffer.value[point.series]
        if (reading === 'true' && unit >= 0) sums[unit] += power
        const [red, green, blue] = colorAt(stops, power)
        for (const row of rows) {
          if (reading === 'true') tints.want(row, red, green, blue, 225)
          else tints.wantStale(row)
        }
      }
      for (const [number, { unit, building }] of units.entries()) {
        const [east, north] = unit.stairs ? centreOf(unit.stairs) : unit.entrance.position
        const height = Math.max(0.001, sums[number] * metersPerKilowatt)
        matrix.makeScale(1, height, 1).setPosition(east, roofHeightOf(building), -north)
        mesh.setMatrixAt(number, matrix)
        const [red, green, blue] = colorAt(stops, sums[number] / 8)
        mesh.setColorAt(number, color.setRGB(red / 255, green / 255, blue / 255, 'srgb'))
      }
      mesh.instanceMatrix.needsUpdate = true
      if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
