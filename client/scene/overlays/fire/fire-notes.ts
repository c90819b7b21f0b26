import type { FireGround } from '../../../../models/engines/fire/fire-ground.ts'
import { elevationOf } from '../../../../models/site/homes.ts'
import type { Text } from '../../../../models/text.ts'
import { deviceName, type Places } from '../../../state/places.ts'
import { formatAge } from '../../../ui/time.ts'
import type { FrameContext } from '../../frame-context.ts'
import { readingState } from '../../reading-state.ts'
import { centreOf } from '../../space.ts'
import { liftOf } from './lift-of.ts'
import type { Smoke } from './smoke.ts'

/** A note in the picture beside what a fire concerns. `grave` where it keeps people from getting out. */
export type FireNote = {
  readonly kind: 'assembly' | 'hydrant' | 'extinguisher' | 'camera' | 'door' | 'stair'
  readonly id: string
  readonly words: Text
  readonly at: readonly [number, number, number]
  readonly grave: boolean
}

const meters = (value: number): string => `${Math.round(value)}\u2009m`
const camerasNoted = 2

/** What is written into the picture about one stair: few, and each where its thing is. */
export function notesOf(ground: FireGround, smoke: Smoke, context: FrameContext, named: Places): FireNote[] {
  return [...stairNotes(ground, smoke, context), ...doorNotes(ground, context), ...thingNotes(ground, context), ...cameraNotes(ground, named)]
}

/** Where smoke stands on the stair, lowest first: only the first bars the way. */
function stairNotes({ stairDetectors, building, unit }: FireGround, smoke: Smoke, { focus }: FrameContext): FireNote[] {
  const [lowest] = smokyLevels(stairDetectors, smoke)
  const place = unit.stairs ?? unit.landing
  if (!lowest || !place) return []
  const [east, north] = centreOf(place)
  const lift = liftOf(focus, building, lowest.level) ?? 0
  const value = `${lowest.value.toFixed(2)}\u2009dB/m`
  return [
    {
      kind: 'stair',
      id: lowest.device,
      words: { zh: `楼梯 ${lowest.level} 层有烟 ${value}，以上不通`, en: `Smoke on the stair at floor ${lowest.level}, ${value}: no way from above` },
      at: [east, north, elevationOf(building, lowest.level) + 1 + lift],
      grave: true,
    },
  ]
}

/** Levels of a stair with as much smoke as raises a fire alarm, lowest first. */
export function smokyLevels(
  detectors: FireGround['stairDetectors'],
  smoke: Smoke,
): { readonly device: string; readonly level: number; readonly value: number }[] {
  return detectors
    .flatMap((entry) => {
      const source = smoke.sources.find((each) => each.entry === entry)
      const value = smoke.levelOf(entry.id)
      const level = entry.device.place.floor
      return source && level !== undefined && value >= source.alarmFrom ? [{ device: entry.id, level, value }] : []
    })
    .sort((one, other) => one.level - other.level)
}

/** Doors on the way with their state as last reported, and how old that is; one that never reported says so. */
function doorNotes({ doors }: FireGround, { buffer, shownAt }: FrameContext): FireNote[] {
  return doors.map((entry): FireNote => {
    const states = ['door', 'lock'].flatMap((id) => {
      const point = entry.points.get(id)
      if (point?.point.kind !== 'state' || readingState(buffer, point, shownAt) === 'none') return []
      const words = Object.values(point.point.states)[buffer.value[point.series]]
      return words && readingState(buffer, point, shownAt) !== 'untrue' ? [{ words, time: buffer.time[point.series] }] : []
    })
    const age = shownAt - Math.min(...states.map(({ time }) => time))
    const words: Text =
      states.length === 0
        ? { zh: '单元门 · 状态从未上报', en: 'Entrance door · never reported' }
        : {
            zh: `单元门 ${states.map(({ words: { zh } }) => zh).join('、')} · ${formatAge(age, 'zh')}`,
            en: `Entrance door ${states.map(({ words: { en } }) => en.toLowerCase()).join(', ')} · ${formatAge(age, 'en')}`,
          }
    return { kind: 'door', id: entry.id, words, at: entry.device.position, grave: false }
  })
}

function thingNotes({ wayOut, hydrants, extinguishers, building, level }: FireGround, { focus }: FrameContext): FireNote[] {
  const notes: FireNote[] = []
  if (wayOut) {
    const { to } = wayOut
    const words = { zh: `${to.name.zh} · 步行 ${meters(wayOut.meters)}`, en: `${to.name.en} · ${meters(wayOut.meters)} on foot` }
    notes.push({ kind: 'assembly', id: to.id, words, at: [to.position[0], to.position[1], 0.5], grave: false })
  }
  for (const { thing, meters: far } of hydrants) {
    const words = { zh: `消火栓 ${thing.id} · ${meters(far)}`, en: `Hydrant ${thing.id} · ${meters(far)}` }
    notes.push({ kind: 'hydrant', id: thing.id, words, at: [thing.position[0], thing.position[1], 0.9], grave: false })
  }
  const nearest = extinguishers?.[0]
  const lift = nearest ? liftOf(focus, building, nearest.thing.floor) : null
  if (nearest && lift !== null) {
    const { id, floor, count, position } = nearest.thing
    const words: Text =
      floor === level
        ? { zh: `灭火器 ${count} 具 · 本层楼梯间`, en: `${count} extinguishers · this landing` }
        : { zh: `灭火器 ${count} 具 · ${floor} 层楼梯间 ${meters(nearest.meters)}`, en: `${count} extinguishers · landing ${floor}, ${meters(nearest.meters)}` }
    notes.push({ kind: 'extinguisher', id, words, at: [position[0], position[1], position[2] + lift], grave: false })
  }
  return notes
}

function cameraNotes({ cameras }: FireGround, named: Places): FireNote[] {
  return cameras.slice(0, camerasNoted).map(({ camera }) => ({
    kind: 'camera',
    id: camera.id,
    words: { zh: `${deviceName(named, camera, 'zh')} · 看得见单元门`, en: `${deviceName(named, camera, 'en')} · sees the door` },
    at: camera.device.position,
    grave: false,
  }))
}
