import { BufferAttribute, DynamicDrawUsage, InstancedBufferAttribute, InstancedBufferGeometry, Mesh, type Object3D } from 'three'
import type { FrameContext } from '../frame-context.ts'
import { MarkGrid } from '../picking/mark-grid.ts'
import { isSimulated, readingState } from '../reading-state.ts'
import { isShown, isStanding, priorityOf } from './alarm-standing.ts'
import { alarmCell, drawGlyphs, glyphCell } from './glyphs.ts'
import { isNear } from './is-near.ts'
import { createMarkerMaterial } from './marker-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from './overlay.ts'

/** A mark on the screen: which device, where, which cell, how big in pixels. */
export type Markers = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Alarm marks and badges now shown. */
  readonly shown: { alarms: number; badges: number }
  /** Devices of the marks, in drawing order; the last `shown.alarms` are alarms. */
  readonly devices: readonly string[]
  /** The same marks by where they stand, for the pointer; made anew once others are shown. */
  grid(): MarkGrid
  dispose(): void
}

/** Room for alarms beside a badge of every device. */
const alarmCapacity = 4096
const countedAlarms = 128
/** Alarms, shape and number by priority, over everything; and the badges of the layers that are on, hatched where a device is silent. */
export function createMarkers(site: OverlaySite): Markers {
  const sources = (['badge', 'strip', 'barrier'] as const)
    .flatMap((kind) => sourcesOf(site.register, kind))
    .map((source) => ({ source, cell: glyphCell(source.shows.glyph) }))
  const capacity = sources.length + alarmCapacity
  const watch = site.watches.add(sources.map(({ source }) => [source.point]))
  /** Alarms carry the value that raised them: they count among what is shown. */
  const ofAlarms = site.watches.add(Array.from({ length: countedAlarms }, () => []))
  /** The mark of each source, or -1 while it has none. */
  const markOf = new Int32Array(sources.length)
  const geometry = new InstancedBufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0]), 3))
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), 2))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const at = new InstancedBufferAttribute(new Float32Array(capacity * 3), 3).setUsage(DynamicDrawUsage)
  const look = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4).setUsage(DynamicDrawUsage)
  geometry.setAttribute('at', at)
  geometry.setAttribute('look', look)
  geometry.instanceCount = 0
  const glyphs = drawGlyphs()
  const material = createMarkerMaterial(site.uniforms, glyphs)
  const mesh = new Mesh(geometry, material)
  mesh.name = 'markers'
  mesh.frustumCulled = false
  mesh.renderOrder = 9
  const devices: string[] = []
  let grid: MarkGrid | null = null
  const shown = { alarms: 0, badges: 0 }
  function add(device: string, position: readonly [number, number, number], cell: number, size: number, blinks: number): void {
    const mark = devices.length
    if (mark >= capacity) return
    devices.push(device)
    at.setXYZ(mark, position[0], position[2], -position[1])
    look.setXYZW(mark, cell, size, blinks, 0)
  }
  /** Alarms and badges anew: what is shown changed, not only how. */
  function list({ alarms, view, focus }: FrameContext): void {
    devices.length = 0
    grid = null
    for (let priority = 0; priority < 4; priority += 1)
      for (const alarm of alarms) {
        const entry = site.register.devices.get(alarm.device)
        if (!entry || !isShown(alarm) || priorityOf[alarm.class] !== priority) continue
        add(alarm.device, entry.device.position, alarmCell(priority, !isStanding(alarm)), priority === 0 ? 26 : 20, alarm.ack === 'unacked' ? 1 : 0)
        if (devices.length <= countedAlarms) ofAlarms.show(devices.length - 1, alarm.origin === 'simulated' ? 'simulated' : 'other')
      }
    shown.alarms = devices.length
    for (let each = shown.alarms; each < countedAlarms; each += 1) ofAlarms.show(each, 'nothing')
    const isFar = focus.level === 'community'
    for (const [number, { source, cell }] of sources.entries()) {
      const { entry } = source
      // A thousand homes' badges say nothing from afar: they show once a building is looked at.
      const on = view.layers.has(entry.subsystem.id) && isNear(focus, entry.device.place) && !(isFar && entry.device.place.home !== undefined)
      markOf[number] = on ? devices.length : -1
      if (on) add(entry.id, entry.device.position, cell, isFar ? 18 : 24, 0)
    }
    shown.badges = devices.length - shown.alarms
    // What is drawn later lies on top: the gravest alarm comes last in the picture, so draw order is by mark backwards.
    reverse(at, devices.length)
    reverse(look, devices.length)
    devices.reverse()
    for (let number = 0; number < markOf.length; number += 1) if (markOf[number] >= 0) markOf[number] = devices.length - 1 - markOf[number]
    geometry.instanceCount = devices.length
    refresh(at, devices.length)
    refresh(look, devices.length)
    watch.touchAll()
  }

  /** A badge's own state: hatched where its value is old or no value, with a dot where it is simulated. */
  function lookAt(number: number, context: FrameContext): boolean {
    const { buffer, shownAt } = context
    const mark = markOf[number]
    const { source } = sources[number]
    watch.show(number, mark < 0 ? 'nothing' : showingOf(context, source))
    if (mark < 0) return false
    const state = (readingState(buffer, source.point, shownAt) === 'true' ? 0 : 1) + (isSimulated(buffer, source.point) ? 2 : 0)
    if (look.getW(mark) === state) return false
    look.setW(mark, state)
    refresh(look, devices.length)
    return true
  }

  return {
    object: mesh,
    shown,
    devices,
    grid() {
      grid ??= new MarkGrid(at.array, devices.length)
      return grid
    },
    update(context) {
      const { fresh } = context
      const isListed = fresh.layers || fresh.focus || fresh.alarms
      if (isListed) list(context)
      return watch.look(context, lookAt) || isListed
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      glyphs.dispose()
    },
  }
}

/** Only what is drawn goes to the graphics card. */
function refresh(attribute: InstancedBufferAttribute, count: number): void {
  attribute.clearUpdateRanges()
  attribute.addUpdateRange(0, count * attribute.itemSize)
  attribute.needsUpdate = true
}

function reverse(attribute: InstancedBufferAttribute, count: number): void {
  const { array, itemSize } = attribute
  for (let low = 0, high = count - 1; low < high; low += 1, high -= 1)
    for (let each = 0; each < itemSize; each += 1) {
      const kept = array[low * itemSize + each]
      array[low * itemSize + each] = array[high * itemSize + each]
      array[high * itemSize + each] = kept
    }
}
