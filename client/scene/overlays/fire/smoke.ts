import earcut from 'earcut'
import { Group, type Mesh, type Object3D } from 'three'
import type { Ring } from '../../../../models/site/geometry.ts'
import { elevationOf } from '../../../../models/site/homes.ts'
import { createTrends, type Trends } from '../../../state/trends.ts'
import type { FrameContext } from '../../frame-context.ts'
import { palette } from '../../palette.ts'
import { anticlockwise } from '../../space.ts'
import { disposeMesh } from '../dispose-mesh.ts'
import { toneOf } from '../flat-material.ts'
import type { OverlaySite } from '../overlay.ts'
import { Shapes } from '../shapes.ts'
import { liftOf } from './lift-of.ts'
import { densityOf, type SmokeSource, smokeOf, smokeSourcesOf } from './smoke-measured.ts'

/** Smoke as it was measured, place by place, and nowhere else. */
export type Smoke = {
  readonly object: Object3D
  readonly sources: readonly SmokeSource[]
  readonly trends: Trends
  /** `isFire`: an alarm stands; then all smoke is shown, else only that of a layer that is on. */
  update(context: FrameContext, isFire: boolean): boolean
  /** dB/m of a device as last looked at; 0 where it measured nothing. */
  levelOf(device: string): number
  /** Devices whose smoke is in the picture. */
  readonly drawn: readonly string[]
  /** Grows when a place begins or ceases to have smoke in it. */
  readonly revision: number
  dispose(): void
}

const volumeMeters = 2.3
/** Sides seen one behind the other through a volume: each takes its share of the light. */
const layers = 4
const thickest = 0.55

export function createSmoke(site: OverlaySite): Smoke {
  const object = new Group()
  object.name = 'smoke'
  const sources = smokeSourcesOf(site.register)
  const numberOf = new Map(sources.map(({ entry }, number) => [entry.id, number]))
  const watch = site.watches.add(sources.map(({ obscuration, temperature }) => [obscuration, temperature]))
  const levels = new Float64Array(sources.length)
  const trends = createTrends()
  let shown: { readonly source: SmokeSource; readonly number: number }[] = []
  let shapes = new Shapes()
  let mesh: Mesh | null = null
  let revision = 0

  const hasSmoke = (number: number): boolean => levels[number] >= sources[number].drawnFrom

  function look(number: number, { buffer, shownAt }: FrameContext): boolean {
    const source = sources[number]
    trends.note(buffer, source.obscuration.series)
    if (source.temperature) trends.note(buffer, source.temperature.series)
    const before = hasSmoke(number)
    const level = smokeOf(source, buffer, shownAt)
    const isOther = level !== levels[number]
    levels[number] = level
    if (before !== hasSmoke(number)) revision += 1
    return isOther && (before || hasSmoke(number))
  }

  function rebuild({ focus, view }: FrameContext, isFire: boolean): void {
    if (mesh) {
      object.remove(mesh)
      disposeMesh(mesh)
      mesh = null
    }
    shapes = new Shapes()
    shown = []
    for (const [number, source] of sources.entries()) {
      if (!hasSmoke(number) || !(isFire || view.layers.has(source.entry.subsystem.id))) continue
      const place = ringsOf(site, source, focus)
      if (!place) continue
      shown.push({ source, number })
      writeVolume(shapes, place.rings, place.low)
    }
    if (shown.length === 0) return
    mesh = shapes.toMesh('smoke', site.uniforms, true)
    object.add(mesh)
  }

  function paint({ alarmed, buffer }: FrameContext): boolean {
    let changed = false
    for (const [shape, { source, number }] of shown.entries()) {
      const share = Math.min(thickest, densityOf(levels[number]))
      const heat = source.temperature ? buffer.value[source.temperature.series] : Number.NaN
      // What burns is red, what is only filled with its smoke grey: the alarm decides, never the picture.
      const isAlarm = alarmed.get(source.entry.id)?.class === 'lifeSafety'
      const opacity = 1 - (1 - share) ** (1 / layers) + (isAlarm && heat > 57 ? 0.05 : 0)
      if (shapes.paint(shape, toneOf(isAlarm ? palette.critical : smokeGrey, opacity))) changed = true
    }
    return changed
  }

  let builtFor = ''
  return {
    object,
    sources,
    trends,
    levelOf: (device) => levels[numberOf.get(device) ?? -1] ?? 0,
    get drawn() {
      return shown.map(({ source }) => source.entry.id)
    },
    get revision() {
      return revision
    },
    update(context, isFire) {
      const { fresh } = context
      // What was heard long ago is no longer true: ages are looked at again with each minute.
      if (fresh.minute) watch.touchAll()
      let isOther = watch.look(context, look)
      const next = `${revision} ${isFire}`
      if (next !== builtFor || fresh.layers || fresh.focus) {
        const had = shown.length > 0
        builtFor = next
        rebuild(context, isFire)
        isOther = had || shown.length > 0
        if (shown.length > 0) paint(context)
        return isOther
      }
      return shown.length > 0 && (isOther || fresh.alarms) && paint(context)
    },
    dispose() {
      if (mesh) disposeMesh(mesh)
    },
  }
}

const smokeGrey = '#5b6066'

/** The floor a detector hangs over: its room, or the landing and flight of its stair; null where its storey is out of the picture. */
function ringsOf(
  { index }: OverlaySite,
  { entry }: SmokeSource,
  focus: FrameContext['focus'],
): { readonly rings: readonly Ring[]; readonly low: number } | null {
  const { place } = entry.device
  const room = index.rooms.get(place.room ?? '')
  const building = index.buildings.get(place.building ?? '')
  const level = room?.home.level ?? place.floor
  if (!building || level === undefined) return null
  const lift = liftOf(focus, building, level)
  if (lift === null) return null
  const low = elevationOf(building, level) + 0.08 + lift
  if (room) return { rings: [room.room.outline], low }
  const unit = building.units.find(({ id }) => id === place.unit)
  const rings = [unit?.landing, unit?.stairs].filter((ring) => ring !== null && ring !== undefined)
  return rings.length > 0 ? { rings, low } : null
}

/** Walls and three layers, denser under the ceiling, as smoke lies. */
function writeVolume(shapes: Shapes, rings: readonly Ring[], low: number): void {
  shapes.begin()
  for (const outline of rings) {
    const ring = anticlockwise(outline)
    const high = low + volumeMeters
    for (let corner = 0; corner < ring.length; corner += 1) {
      const [from, to] = [ring[corner], ring[(corner + 1) % ring.length]]
      const [a, b, c, d] = [
        shapes.vertex(from[0], from[1], low, 0.7),
        shapes.vertex(to[0], to[1], low, 0.7),
        shapes.vertex(to[0], to[1], high, 1),
        shapes.vertex(from[0], from[1], high, 1),
      ]
      shapes.triangle(a, b, c)
      shapes.triangle(a, c, d)
    }
    for (const up of [0.45, 0.75, 1]) writeLayer(shapes, ring, low + volumeMeters * up, 0.5 + 0.5 * up)
  }
}

function writeLayer(shapes: Shapes, ring: Ring, up: number, weight: number): void {
  const corners = ring.map(([east, north]) => shapes.vertex(east, north, up, weight))
  const triangles = earcut(ring.flat())
  for (let index = 0; index < triangles.length; index += 3)
    shapes.triangle(corners[triangles[index]], corners[triangles[index + 1]], corners[triangles[index + 2]])
}
