import { roomName } from '../state/places.ts'
import { alarmLabelsOf } from './alarm-labels.ts'
import type { FrameContext } from './frame-context.ts'
import { findLabelSpot, labelHeight, type Surroundings } from './label-spots.ts'
import type { FireNote } from './overlays/fire/fire-notes.ts'
import { bytesOf, palette } from './palette.ts'
import { selectedWords } from './selected-words.ts'
import { centreOf } from './space.ts'
import { namesOnFoot } from './walk/names-on-foot.ts'

export type Projected = { x: number; y: number; visible: boolean }
export type Project = (east: number, up: number, south: number, into: Projected) => void

/** One DOM layer with a fixed number of labels: alarms with their place and value, what a fire concerns, names of buildings. */
export type Labels = {
  write(context: FrameContext): void
  /** Moves all to where their things are: within the part of the picture that no panel covers, and clear of the course of a way out. */
  place(project: Project, free: FreePicture, course: readonly (readonly [number, number, number])[]): void
  readonly texts: readonly string[]
  dispose(): void
}

/** Edges of the picture between the panels, CSS pixels. */
export type FreePicture = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

type Label = {
  readonly element: HTMLDivElement
  readonly leader: HTMLDivElement
  kind: 'none' | 'alarm' | 'note' | 'name'
  east: number
  up: number
  south: number
  text: string
  width: number
  /** Where it stands now, CSS pixels from the top left. */
  x: number
  y: number
  isShown: boolean
  /** Which of the places about its thing it has; -1 before its first. */
  choice: number
}

const alarmLabels = 5
const noteLabels = 12
const coursePoints = 400
const selectedLabels = 1
const nameLabels = 64
const priorityColors = [palette.critical, palette.high, palette.medium, palette.low]

export function createLabels(layer: HTMLElement): Labels {
  const pool = Array.from({ length: alarmLabels + noteLabels + selectedLabels + nameLabels }, () => createLabel(layer))
  const projected: Projected = { x: 0, y: 0, visible: false }
  const course = new Float64Array(coursePoints * 2)
  return {
    get texts() {
      return pool.filter(({ kind }) => kind !== 'none').map(({ text }) => text)
    },
    write(context) {
      const before = pool.map(thingOf)
      let used = writeAlarms(pool, context)
      used = writeNotes(pool, used, context)
      used = writeSelected(pool, used, context)
      used = writeRooms(pool, used, context)
      used = writeNames(pool, used, context)
      for (let index = used; index < pool.length; index += 1) pool[index].kind = 'none'
      // Other things to name: all find their places anew, so that where they stand does not hang on what was told first.
      const isOther = pool.some((label, index) => before[index] !== thingOf(label))
      if (isOther) for (const label of pool) label.choice = -1
    },
    place(project, free, way) {
      let length = 0
      for (const spot of way) {
        if (length >= coursePoints) break
        project(spot[0], spot[2], -spot[1], projected)
        if (!projected.visible) continue
        course[length * 2] = projected.x
        course[length * 2 + 1] = projected.y
        length += 1
      }
      const around: Surroundings = { ...free, isTaken: (x, y, width) => isTaken(pool, x, y, width), course, courseLength: length }
      for (const label of pool) label.isShown = false
      for (const label of pool) {
        if (label.kind === 'none') {
          hide(label)
          continue
        }
        project(label.east, label.up, label.south, projected)
        // Measured once per text: asking for it lays the page out.
        if (label.width === 0) label.width = label.element.offsetWidth
        if (label.kind === 'name') placeName(label, projected, pool)
        else placeBeside(label, projected, around)
      }
    },
    dispose() {
      for (const { element, leader } of pool) {
        element.remove()
        leader.remove()
      }
    },
  }
}

function createLabel(layer: HTMLElement): Label {
  const element = document.createElement('div')
  element.style.cssText = 'position:absolute;left:0;top:0;visibility:hidden;white-space:nowrap;font:500 13px/28px Inter,"Noto Sans SC",sans-serif;height:28px'
  const leader = document.createElement('div')
  leader.style.cssText = 'position:absolute;left:0;top:0;width:1px;height:1px;visibility:hidden;transform-origin:0 0;background:rgba(86,93,100,.7)'
  layer.append(leader, element)
  return { element, leader, kind: 'none', east: 0, up: 0, south: 0, text: '', width: 0, x: 0, y: 0, isShown: false, choice: -1 }
}

/** What a label is of, whatever it says of it now. */
const thingOf = ({ kind, east, up, south }: Label): string => (kind === 'none' ? '' : `${kind} ${east} ${up} ${south}`)

/** A name stands over its roof, or nowhere. */
function placeName(label: Label, at: Projected, pool: readonly Label[]): void {
  label.x = at.x - label.width / 2
  label.y = at.y - labelHeight
  label.isShown = at.visible && !isTaken(pool, label.x, label.y, label.width)
  if (label.isShown) show(label, at)
  else hide(label)
}

/** Alarms and notes are never dropped while their thing is in the picture: they find a place about it. */
function placeBeside(label: Label, at: Projected, around: Surroundings): void {
  if (!at.visible) {
    hide(label)
    return
  }
  const { box, choice } = findLabelSpot(at.x, at.y, label.width, label.choice, around)
  label.choice = choice
  label.x = box.x
  label.y = box.y
  label.isShown = true
  show(label, at)
}

/** Whether a place is that of a label put there already. */
function isTaken(pool: readonly Label[], x: number, y: number, width: number): boolean {
  for (const there of pool)
    if (there.isShown && x < there.x + there.width + 4 && x + width + 4 > there.x && y < there.y + labelHeight + 4 && y + labelHeight + 4 > there.y) return true
  return false
}

function show({ element, leader, kind, x, y, width }: Label, at: Projected): void {
  element.style.visibility = 'visible'
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  // From the edge of the label that is nearest to its thing.
  const from = { x: Math.min(Math.max(at.x, x + 6), x + width - 6), y: Math.min(Math.max(at.y, y), y + labelHeight) }
  const length = Math.hypot(at.x - from.x, at.y - from.y)
  leader.style.visibility = kind !== 'name' && length > 2 ? 'visible' : 'hidden'
  if (kind !== 'name')
    leader.style.transform = `translate(${from.x.toFixed(1)}px, ${from.y.toFixed(1)}px) rotate(${Math.atan2(from.x - at.x, at.y - from.y).toFixed(4)}rad) scaleY(${length.toFixed(1)})`
}

function hide({ element, leader }: Label): void {
  element.style.visibility = leader.style.visibility = 'hidden'
}

function set(label: Label, kind: Label['kind'], at: readonly [number, number, number], text: string, mark: string, color: string, night: boolean): void {
  label.kind = kind
  label.east = at[0]
  label.up = at[2]
  label.south = -at[1]
  const look = `${kind} ${mark} ${color} ${night}`
  if (label.text === text && label.element.dataset.look === look) return
  label.text = text
  label.width = 0
  label.element.dataset.look = look
  // A name is no figure; what a note or an alarm says is worked out from readings that it names.
  if (kind === 'name') label.element.dataset.kind = 'name'
  else delete label.element.dataset.kind
  if (kind === 'name') delete label.element.dataset.origin
  else label.element.dataset.origin = 'computed'
  label.element.replaceChildren()
  const { style } = label.element
  const isName = kind === 'name'
  style.padding = isName ? '0' : '0 10px 0 8px'
  style.borderRadius = '5px'
  style.color = isName ? (night ? 'rgba(226,231,236,.78)' : '#333a41') : night ? '#eef0f2' : palette.ink
  // As much larger as the panels are on a wall of many pixels.
  style.fontSize = 'min(22px, calc(13px * var(--scale, 1)))'
  style.fontWeight = isName ? '600' : '500'
  style.textShadow = isName ? haloOf(night ? 'rgba(16,24,34,.9)' : 'rgba(250,249,246,.92)') : 'none'
  style.background = isName ? 'none' : night ? 'rgba(27,32,39,.9)' : 'rgba(248,247,244,.95)'
  style.border = isName ? 'none' : `1px solid ${kind === 'alarm' ? color : `rgba(${bytesOf(palette.ink).join(',')},.13)`}`
  if (mark !== '') {
    const box = document.createElement('span')
    box.textContent = mark
    box.style.cssText = `display:inline-block;width:18px;height:18px;line-height:18px;margin-right:7px;text-align:center;${shapeOf(kind, mark)};background:${color};color:#fbfaf8;font-weight:600;font-size:12px`
    label.element.append(box)
  }
  label.element.append(text)
}

/** Paper around letters, so that they are read over any roof. */
const haloOf = (color: string): string => `0 0 2px ${color},0 0 3px ${color},0 0 6px ${color},0 0 10px ${color}`

/** Square, triangle, circle, diamond by priority, as everywhere. */
const shapeOf = (kind: Label['kind'], mark: string): string => {
  if (kind !== 'alarm' || mark === '3') return 'border-radius:9px'
  if (mark === '2') return 'clip-path:polygon(50% 0,100% 100%,0 100%)'
  return mark === '4' ? 'clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%)' : 'border-radius:2px'
}

/** The gravest few, one a room. */
function writeAlarms(pool: readonly Label[], context: FrameContext): number {
  const night = context.stage.uniforms.night.value > 0.5
  const labels = alarmLabelsOf(context, alarmLabels)
  for (const [number, { priority, at, text }] of labels.entries()) set(pool[number], 'alarm', at, text, String(priority + 1), priorityColors[priority], night)
  return labels.length
}

/** What a note's box says: a letter as on the plan of a fire service. */
const noteMarks: Readonly<Record<FireNote['kind'], { readonly zh: string; readonly en: string }>> = {
  assembly: { zh: '集', en: 'A' },
  hydrant: { zh: '栓', en: 'H' },
  extinguisher: { zh: '灭', en: 'E' },
  camera: { zh: '摄', en: 'C' },
  door: { zh: '门', en: 'D' },
  stair: { zh: '梯', en: 'S' },
}

function writeNotes(pool: readonly Label[], from: number, { stage, view }: FrameContext): number {
  const night = stage.uniforms.night.value > 0.5
  let used = from
  if (view.focus.level !== 'community')
    for (const { kind, at, words, grave } of stage.overlays.fire.notes) {
      if (used >= from + noteLabels) break
      set(pool[used], 'note', at, words[view.language], noteMarks[kind][view.language], grave ? palette.high : palette.advice, night)
      used += 1
    }
  for (const { notes } of stage.overlays.noted)
    for (const { words, mark, color, at } of notes) {
      if (used >= from + noteLabels || view.focus.level !== 'community') break
      set(pool[used], 'note', at, words[view.language], mark, color, night)
      used += 1
    }
  return used
}

function writeSelected(pool: readonly Label[], from: number, context: FrameContext): number {
  const selected = selectedWords(context)
  // Where it burns the room's own label says it already.
  const isSaid = context.stage.overlays.fire.burning.some(({ entry }) => entry.id === context.view.selection?.id)
  if (!selected || isSaid) return from
  set(pool[from], 'note', selected.at, selected.words, '', palette.advice, context.stage.uniforms.night.value > 0.5)
  return from + 1
}

/** The rooms of a home that is looked at from near, each by its name on its floor. */
function writeRooms(pool: readonly Label[], from: number, { stage, view }: FrameContext): number {
  const { shown } = stage.openFloor
  if (!shown?.home || shown.distance === 'far') return from
  let used = from
  const night = stage.uniforms.night.value > 0.5
  for (const { id, room, home } of stage.index.roomsOfHome.get(shown.home) ?? []) {
    if (used >= pool.length) break
    const [east, north] = centreOf(room.outline)
    set(pool[used], 'name', [east, north, home.elevationMeters + 0.1], roomName(stage.named, shown.home, id, view.language), '', '', night)
    used += 1
  }
  return used
}

/** Numbers of houses on their roofs, as on the plan at the gate. */
function writeNames(pool: readonly Label[], from: number, { stage, view, blocking }: FrameContext): number {
  let used = from
  const night = stage.uniforms.night.value > 0.5
  for (const spot of view.walk ? namesOnFoot(stage, view.walk) : []) {
    if (used >= pool.length) break
    set(pool[used], 'name', spot.at, spot.name[view.language], '', '', night)
    used += 1
  }
  for (const spot of view.walk ? [] : stage.roofSpots) {
    if (used >= pool.length || view.focus.level !== 'community') break
    set(pool[used], 'name', blocking.has(spot.building) ? spot.low : spot.at, spot.name[view.language], '', '', night)
    used += 1
  }
  return used
}
