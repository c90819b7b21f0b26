import { Group, type Object3D } from 'three'
import { createFireGrounds, type FireGround, type FireGrounds } from '../../../../models/engines/fire/fire-ground.ts'
import { indexPlaces } from '../../../state/places.ts'
import type { FrameContext } from '../../frame-context.ts'
import { bytesOf, palette } from '../../palette.ts'
import { readingState } from '../../reading-state.ts'
import type { RoomAt } from '../../site-index.ts'
import type { OverlaySite } from '../overlay.ts'
import type { PlaceTints } from '../place-tints.ts'
import { type BurningRoom, findFires } from './find-fires.ts'
import { type FireNote, notesOf, smokyLevels } from './fire-notes.ts'
import { createSmoke, type Smoke } from './smoke.ts'
import { createWaysOut, type Spot } from './ways-out.ts'

/** A fire as it must be seen: the rooms by what their detectors report, smoke where it was measured, the ways out, what fights it, who sees it. */
export type Fire = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Rooms in which a fire alarm stands, the first out first. */
  readonly burning: readonly BurningRoom[]
  readonly rooms: readonly string[]
  readonly grounds: readonly FireGround[]
  readonly notes: readonly FireNote[]
  /** Cameras that see the entrances concerned: their views are shown whatever layers are on. */
  readonly cameras: ReadonlySet<string>
  readonly course: readonly Spot[]
  readonly smoke: Smoke
  dispose(): void
}

const red = bytesOf(palette.critical)
/** Doors and ages are read again so often. */
const notesEveryMs = 2_000

export function createFire(site: OverlaySite, tints: PlaceTints): Fire {
  const object = new Group()
  object.name = 'fire'
  const layer = tints.addLayer()
  const smoke = createSmoke(site)
  const ways = createWaysOut(site)
  object.add(smoke.object, ways.object)
  const named = indexPlaces(site.index.community)
  /** Rows coloured now. */
  const coloured: number[] = []
  let burning: BurningRoom[] = []
  let grounds: FireGround[] = []
  let notes: FireNote[] = []
  let cameras: ReadonlySet<string> = new Set()
  let finder: FireGrounds | null = null
  let key = ''
  let notedAt = Number.NEGATIVE_INFINITY

  function find({ alarms }: FrameContext): void {
    burning = findFires(alarms, site.register, site.index)
    const byUnit = new Map<string, FireGround>()
    if (burning.length > 0) finder ??= createFireGrounds(site.register)
    for (const { entry } of burning) {
      const ground = finder?.at(entry)
      if (ground && !byUnit.has(ground.unit.id)) byUnit.set(ground.unit.id, ground)
    }
    grounds = [...byUnit.values()]
    cameras = new Set(grounds.flatMap((ground) => ground.cameras.slice(0, 2).map(({ camera }) => camera.id)))
  }

  /** True if the ways differ from those drawn. */
  function showWays({ focus }: FrameContext): boolean {
    const smokyFrom = new Map(grounds.map(({ unit, stairDetectors }) => [unit.id, smokyLevels(stairDetectors, smoke)[0]?.level ?? Number.POSITIVE_INFINITY]))
    const next = `${grounds.map(({ unit, level }) => `${unit.id}/${level}/${smokyFrom.get(unit.id)}`).join(' ')} ${JSON.stringify(focus)}`
    if (next === key) return false
    key = next
    ways.show(grounds, smokyFrom, focus)
    return true
  }

  function colour(context: FrameContext): void {
    for (const row of coloured) layer.clear(row)
    coloured.length = 0
    for (const { room, entry } of burning) colourRoom(room, glowOf(entry, context))
  }

  /** The room in red, its home paler. */
  function colourRoom(room: RoomAt, glow: number): void {
    const { home } = room.home
    const homeRow = site.index.homeRow.get(home.id) ?? 0
    layer.wantAlarm(room.row, 130 + 105 * glow)
    layer.want(room.row, red[0], red[1], red[2], 255)
    layer.want(homeRow, red[0], red[1], red[2], 150)
    coloured.push(room.row, homeRow)
    for (const other of site.index.roomsOfHome.get(home.id) ?? []) {
      if (other === room) continue
      layer.wantAlarm(other.row, 44)
      coloured.push(other.row)
    }
  }

  return {
    object,
    get burning() {
      return burning
    },
    get rooms() {
      return burning.map(({ room }) => room.id)
    },
    get grounds() {
      return grounds
    },
    get notes() {
      return notes
    },
    get cameras() {
      return cameras
    },
    get course() {
      return ways.course
    },
    smoke,
    update(context) {
      const { fresh } = context
      const hadFire = burning.length > 0
      if (fresh.alarms) find(context)
      let changed = smoke.update(context, burning.length > 0)
      if (burning.length === 0 && !hadFire) return changed
      if (fresh.alarms || fresh.telemetry || fresh.minute) colour(context)
      if ((fresh.alarms || fresh.telemetry || fresh.minute || fresh.focus) && showWays(context)) changed = true
      const isDue = Math.abs(context.shownAt - notedAt) >= notesEveryMs
      if (fresh.alarms || fresh.minute || fresh.focus || changed || isDue) {
        notedAt = context.shownAt
        notes = grounds.flatMap((ground) => notesOf(ground, smoke, context, named))
      }
      return changed || fresh.alarms
    },
    dispose() {
      smoke.dispose()
      ways.dispose()
    },
  }
}

/** 0–1 by smoke and heat, whichever is worse: full at 0.5 dB/m or 120 °C; 0 where neither was measured. */
function glowOf({ points }: BurningRoom['entry'], { buffer, shownAt }: FrameContext): number {
  const share = (id: string, from: number, to: number): number => {
    const point = points.get(id)
    return point && readingState(buffer, point, shownAt) === 'true' ? Math.min(1, Math.max(0, (buffer.value[point.series] - from) / (to - from))) : 0
  }
  return Math.max(share('obscuration', 0, 0.5), share('temperature', 40, 120))
}
