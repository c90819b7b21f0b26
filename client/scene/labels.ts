import type { Point } from '../../models/subsystem.ts'
import type { Language } from '../../models/text.ts'
import { placeName } from '../state/places.ts'
import type { FrameContext } from './frame-context.ts'
import { isShown, priorityOf } from './overlays/alarm-standing.ts'
import { bytesOf, palette } from './palette.ts'
import { selectedWords } from './selected-words.ts'

export type Projected = { x: number; y: number; visible: boolean }
export type Project = (east: number, up: number, south: number, into: Projected) => void

/** One DOM layer with a fixed number of labels: alarms with their place and value, what a fire concerns, names of buildings. */
export type Labels = {
  write(context: FrameContext): void
  /** `left` and `right`: the part of the picture that no panel covers. */
  place(project: Project, left: number, right: number): void
  readonly texts: readonly string[]
  dispose(): void
}

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
}

const alarmLabels = 5
const noteLabels = 12
const selectedLabels = 1
const nameLabels = 64
const priorityColors = [palette.critical, palette.high, palette.medium, palette.low]
const leaderPixels = 44
const lineHeight = 28

export function createLabels(layer: HTMLElement): Labels {
  const pool = Array.from({ length: alarmLabels + noteLabels + selectedLabels + nameLabels }, () => createLabel(layer))
  const projected: Projected = { x: 0, y: 0, visible: false }
  return {
    get texts() {
      return pool.filter(({ kind }) => kind !== 'none').map(({ text }) => text)
    },
    write(context) {
      let used = writeAlarms(pool, context)
      used = writeNotes(pool, used, context)
      used = writeSelected(pool, used, context)
      used = writeNames(pool, used, context)
      for (let index = used; index < pool.length; index += 1) pool[index].kind = 'none'
    },
    place(project, left, right) {
      for (let index = 0; index < pool.length; index += 1) {
        const label = pool[index]
        label.isShown = false
        if (label.kind === 'none') {
          hide(label)
          continue
        }
        project(label.east, label.up, label.south, projected)
        // Measured once per text: asking for it lays the page out.
        if (label.width === 0) label.width = label.element.offsetWidth
        const isName = label.kind === 'name'
        // No panel covers what an alarm says: it stays in the free part of the picture, its thing may lie beside it.
        label.x = isName ? projected.x - label.width / 2 : Math.min(Math.max(projected.x - label.width / 2, left), Math.max(left, right - label.width))
        label.y = projected.y - (isName ? 0 : leaderPixels) - lineHeight
        if (!projected.visible || (isName && isCovered(pool, index))) {
          hide(label)
          continue
        }
        // Alarms and notes are never dropped: they step up over what is there already.
        for (let step = 0; step < 6 && isCovered(pool, index); step += 1) label.y -= lineHeight + 4
        label.isShown = true
        show(label, projected)
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
  return { element, leader, kind: 'none', east: 0, up: 0, south: 0, text: '', width: 0, x: 0, y: 0, isShown: false }
}

/** Whether a label lies over one that is placed already. */
function isCovered(pool: readonly Label[], index: number): boolean {
  const { x, y, width } = pool[index]
  for (let other = 0; other < index; other += 1) {
    const there = pool[other]
    if (there.isShown && x < there.x + there.width && x + width > there.x && y < there.y + lineHeight && y + lineHeight > there.y) return true
  }
  return false
}

function show({ element, leader, kind, x, y, width }: Label, at: Projected): void {
  element.style.visibility = 'visible'
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  const hasLeader = kind !== 'name' && at.x > x && at.x < x + width
  leader.style.visibility = hasLeader ? 'visible' : 'hidden'
  if (hasLeader) leader.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(y + lineHeight)}px) scaleY(${Math.max(0, at.y - y - lineHeight)})`
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
  label.element.replaceChildren()
  const { style } = label.element
  const isName = kind === 'name'
  style.padding = isName ? '0' : '0 10px 0 8px'
  style.borderRadius = '5px'
  style.color = isName ? (night ? 'rgba(226,231,236,.78)' : '#333a41') : night ? '#eef0f2' : palette.ink
  style.fontSize = '13px'
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

/** The value that raised an alarm, with its unit, or a state in words; nothing where silence raised it. */
function raisedBy(point: Point | undefined, value: string, language: Language): string {
  if (!point || value === '') return ''
  switch (point.kind) {
    case 'number':
    case 'counter':
      return `${value}\u2009${point.unit}`
    case 'state':
      return point.states[value]?.[language] ?? value
    case 'event':
      return point.events[value]?.[language] ?? value
    case 'boolean':
    case 'location':
      return ''
  }
}

/** The gravest few, each with priority, place, what it is and the value that raised it. */
function writeAlarms(pool: readonly Label[], { alarms, stage, view }: FrameContext): number {
  let used = 0
  const night = stage.uniforms.night.value > 0.5
  for (let priority = 0; priority < 4 && used < alarmLabels; priority += 1)
    for (const alarm of alarms) {
      const entry = stage.register.devices.get(alarm.device)
      if (used >= alarmLabels || !entry || priorityOf[alarm.class] !== priority || !isShown(alarm)) continue
      const name = entry.type.alarms[alarm.alarm]?.name[view.language] ?? alarm.alarm
      const zh = view.language === 'zh'
      const made = alarm.origin === 'simulated' ? (zh ? '模拟' : 'simulated') : ''
      const unrecorded = alarm.unrecorded ? (zh ? '未记录' : 'not recorded') : ''
      const text = [
        placeName(stage.named, entry, view.language) || entry.device.name?.[view.language] || entry.id,
        name,
        raisedBy(entry.points.get(alarm.point)?.point, alarm.value, view.language),
        made,
        unrecorded,
      ]
        .filter((part) => part !== '')
        .join(' · ')
      set(pool[used], 'alarm', entry.device.position, text, String(priority + 1), priorityColors[priority], night)
      used += 1
    }
  return used
}

function writeNotes(pool: readonly Label[], from: number, { stage, view }: FrameContext): number {
  let used = from
  const night = stage.uniforms.night.value > 0.5
  for (const note of stage.overlays.fire.notes) {
    if (used >= from + noteLabels || view.focus.level === 'community') break
    const zh = view.language === 'zh'
    const name = note.kind === 'hydrant' ? (zh ? `消火栓 ${note.id}` : `Hydrant ${note.id}`) : zh ? '集合点' : 'Assembly point'
    set(pool[used], 'note', note.at, `${name} · ${Math.round(note.meters)} m`, note.kind === 'hydrant' ? 'H' : '●', palette.advice, night)
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
  if (!selected) return from
  set(pool[from], 'note', selected.at, selected.words, '', palette.advice, context.stage.uniforms.night.value > 0.5)
  return from + 1
}

/** Numbers of houses on their roofs, as on the plan at the gate. */
function writeNames(pool: readonly Label[], from: number, { stage, view, blocking }: FrameContext): number {
  let used = from
  const night = stage.uniforms.night.value > 0.5
  for (const spot of stage.roofSpots) {
    if (used >= pool.length || view.focus.level !== 'community') break
    set(pool[used], 'name', blocking.has(spot.building) ? spot.low : spot.at, spot.name[view.language], '', '', night)
    used += 1
  }
  return used
}
