import { Group, type Object3D } from 'three'
import { groupOf } from '../../../../models/engines/energy/consumption.ts'
import type { Abnormal } from '../../../../models/engines/energy/find-abnormal.ts'
import type { Text } from '../../../../models/text.ts'
import { type EnergyView, energyView, metersOf, readMeter } from '../../../state/energy-view.ts'
import type { FrameContext } from '../../frame-context.ts'
import { bytesOf, palette } from '../../palette.ts'
import { isSimulated, readingState } from '../../reading-state.ts'
import { type OverlaySite, type Source, showingOf, sourcesOf } from '../overlay.ts'
import type { PlaceTints } from '../place-tints.ts'
import type { Noted, SceneNote } from '../scene-note.ts'
import { colorAt } from '../tints.ts'
import { createColumns } from './columns.ts'
import { changeStops, type EnergyScale, highestMeters, perWhat, scaleOf } from './energy-scale.ts'
import { createFlow } from './flow.ts'

export type Energy = Noted & {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Homes of which nothing true is known in what is shown. */
  readonly missing: number
  /** How values are shown now. */
  readonly scale: EnergyScale
  /** Metres of the column over an entrance. */
  heightOf(unit: string): number
  dispose(): void
}

const outlier = bytesOf(palette.medium)
const unknownColor = bytesOf(palette.paper)

/**
 * The energy layer: homes, floors, entrances or buildings in slate by what they draw now or have drawn since midnight,
 * whole or by floor area, or by how that differs from yesterday; a column over each entrance; the flow from the
 * substations; and what is abnormal in yellow with its reason.
 */
export function createEnergy(site: OverlaySite, tints: PlaceTints): Energy {
  const { index } = site
  const sources = new Map<string, Source<'windows'>>(sourcesOf(site.register, 'windows').map((source) => [source.entry.id, source]))
  const meters = metersOf(site.register).flatMap((meter) => {
    const source = sources.get(meter.device)
    return source ? [{ ...meter, source, rows: rowsOf(meter.home) }] : []
  })
  const layerId = meters[0]?.source.entry.subsystem.id ?? ''
  const layer = tints.addLayer()
  const watch = site.watches.add(meters.map(({ entry, source }) => [source.point, entry.points.get('energy')]))
  const units = [...index.buildings.values()].flatMap((building) =>
    building.units.map((unit) => ({ unit, building, homes: unit.floors.reduce((sum, { homes }) => sum + homes.length, 0) })),
  )
  const unitNumbers = new Map(units.map(({ unit }, number) => [unit.id, number]))
  const metersOfUnit: number[][] = units.map(() => [])
  const buildingNumbers = new Map(site.index.community.buildings.map(({ id }, number) => [id, number]))
  const kilowatts = new Float64Array(buildingNumbers.size)
  for (const [number, { unit }] of meters.entries()) metersOfUnit[unitNumbers.get(unit ?? '') ?? -1]?.push(number)
  const columns = createColumns(units, site)
  const flow = createFlow(site)
  const object = new Group()
  object.add(columns.mesh, flow.object)
  const unitTouched = new Uint8Array(units.length)
  /** Which meters fall together in what is shown, and which of those groups are to be painted anew. */
  let groups: { readonly ofMeter: Int32Array; readonly members: readonly (readonly number[])[] } = { ofMeter: new Int32Array(0), members: [] }
  let groupTouched = new Uint8Array(0)
  let seen: EnergyView | null = null
  let scale = scaleOf(energyView.getState(), 0)
  let abnormal = new Map<string, Abnormal>()
  let notes: readonly SceneNote[] = []
  let [missing, isNew] = [0, false]
  const isMissing = new Uint8Array(meters.length)

  function rowsOf(home: string | null): number[] {
    if (home === null) return []
    return [index.homeRow.get(home) ?? 0, ...(index.roomsOfHome.get(home) ?? []).map(({ row }) => row)].filter((row) => row > 0)
  }

  function take(view: EnergyView): void {
    if (view.by !== seen?.by) groups = groupMeters(view)
    if (groupTouched.length !== groups.members.length) groupTouched = new Uint8Array(groups.members.length)
    if (view.abnormal !== seen?.abnormal) {
      abnormal = new Map(view.abnormal.map((each) => [each.device, each]))
      notes = view.abnormal.slice(0, mostNotes).flatMap((each) => noteOf(each))
    }
    isNew = true
    seen = view
    watch.touchAll()
  }

  function groupMeters({ by }: EnergyView): typeof groups {
    const numbers = new Map<string, number>()
    const members: number[][] = []
    const ofMeter = Int32Array.from(meters, (meter, number) => {
      const id = groupOf(meter, by)
      const group = numbers.get(id) ?? members.push([]) - 1
      numbers.set(id, group)
      members[group].push(number)
      return group
    })
    return { ofMeter, members }
  }

  function noteOf(each: Abnormal): SceneNote[] {
    const entry = site.register.devices.get(each.device)
    const home = entry?.device.place.home ?? each.device
    return entry ? [{ words: wordsOf(home, each), mark: '3', color: palette.medium, at: entry.device.position }] : []
  }

  function look(number: number, context: FrameContext): boolean {
    const { source, unit } = meters[number]
    watch.show(number, showingOf(context, source))
    const on = unitNumbers.get(unit ?? '')
    if (on !== undefined) unitTouched[on] = 1
    groupTouched[groups.ofMeter[number]] = 1
    return context.view.layers.has(layerId)
  }

  /** Picks the scale that holds what homes have used by now; another one colours all anew. */
  function pickScale(view: EnergyView, { buffer, shownAt }: FrameContext): boolean {
    let most = 0
    for (const meter of meters) {
      const value = readMeter(view, meter, buffer, shownAt)
      if (value !== null) most = Math.max(most, perWhat(view, value, 1, meter.squareMeters ?? 0) ?? 0)
    }
    const next = scaleOf(view, most)
    if (next === scale) return false
    scale = next
    isNew = true
    watch.touchAll()
    return true
  }

  const sum = { total: 0, known: 0, squareMeters: 0, now: 0, past: 0, compared: 0 }
  /** Adds up some meters in the view that is shown; always the same object. */
  function addUp(numbers: readonly number[], view: EnergyView, { buffer, shownAt }: FrameContext): typeof sum {
    sum.total = sum.known = sum.squareMeters = sum.now = sum.past = sum.compared = 0
    const yesterday = view.yesterday[view.measure]
    for (const number of numbers) {
      const meter = meters[number]
      const value = readMeter(view, meter, buffer, shownAt)
      missing += (value === null ? 1 : 0) - isMissing[number]
      isMissing[number] = value === null ? 1 : 0
      if (value === null) continue
      sum.total += value
      sum.known += 1
      sum.squareMeters += meter.squareMeters ?? 0
      const before = yesterday.get(meter.device)
      if (before === undefined) continue
      sum.now += value
      sum.past += before
      sum.compared += 1
    }
    return sum
  }

  /** All homes of a group in its colour; hatched where nothing true is known, in yellow where it is abnormal. */
  function paint(group: number, view: EnergyView, context: FrameContext): void {
    const { total, known, squareMeters, now, past, compared } = addUp(groups.members[group], view, context)
    const value = perWhat(view, total, known, squareMeters)
    const isChange = view.against === 'yesterday'
    const color = isChange ? (compared > 0 && past > 0 ? colorAt(changeStops, now / past - 1) : null) : value === null ? null : colorAt(scale.stops, value)
    const [red, green, blue] = color ?? unknownColor
    for (const number of groups.members[group]) {
      const { rows, device, source } = meters[number]
      const isOutlier = abnormal.has(device)
      const isStale = color === null || (isMissing[number] === 1 && readingState(context.buffer, source.point, context.shownAt) !== 'none')
      for (const row of rows) {
        layer.clear(row)
        if (!context.view.layers.has(layerId)) continue
        if (isOutlier) layer.want(row, outlier[0], outlier[1], outlier[2], 250)
        else if (isStale) layer.wantStale(row)
        else layer.want(row, red, green, blue, 235, isSimulated(context.buffer, source.point))
      }
    }
  }

  function raise(unit: number, view: EnergyView, context: FrameContext): void {
    const { total, known, squareMeters, now, past, compared } = addUp(metersOfUnit[unit], view, context)
    const value = perWhat(view, total, known, squareMeters)
    const shown = value ?? 0
    const color = view.against === 'yesterday' ? colorAt(changeStops, compared > 0 && past > 0 ? now / past - 1 : 0) : colorAt(scale.columnStops, shown)
    columns.set(
      unit,
      metersOfUnit[unit].length === 0 ? 0 : Math.min(highestMeters, (shown * highestMeters) / scale.columnMost),
      value === null ? unknownColor : color,
      value !== null,
    )
  }

  /** What buildings draw now, whatever else is shown: power is what flows. */
  function drawFlow({ buffer, shownAt }: FrameContext): void {
    kilowatts.fill(0)
    for (const meter of meters) {
      const number = buildingNumbers.get(meter.building)
      const { point } = meter.source
      if (number !== undefined && readingState(buffer, point, shownAt) === 'true') kilowatts[number] += buffer.value[point.series]
    }
    flow.update((building) => kilowatts[building])
  }

  return {
    object,
    get notes() {
      return object.visible || columns.mesh.visible ? notes : []
    },
    get isNew() {
      return isNew
    },
    get scale() {
      return scale
    },
    get missing() {
      return missing
    },
    heightOf: (unit) => columns.heightOf(unitNumbers.get(unit) ?? -1),
    update(context) {
      const { fresh, view, focus } = context
      const on = view.layers.has(layerId)
      isNew = false
      columns.mesh.visible = flow.object.visible = object.visible = on && focus.level === 'community'
      site.uniforms.planeTint.value = on ? 1 : 0
      const reading = energyView.getState()
      if (reading !== seen || fresh.layers) take(reading)
      // With the layer off nothing is shown: what changes meanwhile is looked at once it is switched on.
      else if (!on) return false
      const changed = watch.look(context, look)
      // Many at once are another moment that is shown.
      const isRead = unitTouched.reduce((sum, touched) => sum + touched, 0) > units.length / 2
      if (on && (isRead || fresh.minute || isNew) && pickScale(reading, context)) watch.look(context, look)
      for (let group = 0; group < groupTouched.length; group += 1) {
        if (groupTouched[group] === 1) paint(group, reading, context)
        groupTouched[group] = 0
      }
      for (let unit = 0; on && unit < units.length; unit += 1) {
        if (unitTouched[unit] === 1) raise(unit, reading, context)
        unitTouched[unit] = 0
      }
      if (on && (isRead || fresh.minute)) drawFlow(context)
      return changed
    },
    dispose() {
      columns.dispose()
      flow.dispose()
    },
  }
}

const mostNotes = 4

function wordsOf(home: string, abnormal: Abnormal): Text {
  const kilowatts = abnormal.kilowatts.toFixed(1)
  switch (abnormal.kind) {
    case 'night': {
      const usual = abnormal.usualKilowatts.toFixed(1)
      return {
        zh: `${home} · 夜间基荷偏高 · ${kilowatts}\u2009kW（常态 ${usual}）· 02–05 时`,
        en: `${home} · high base load at night · ${kilowatts}\u2009kW (usual ${usual}) · 02–05`,
      }
    }
    case 'overload':
      return {
        zh: `${home} · 过载 · ${kilowatts}\u2009kW · 限 ${abnormal.limitKilowatts}`,
        en: `${home} · overload · ${kilowatts}\u2009kW · limit ${abnormal.limitKilowatts}`,
      }
  }
}
