import { Group, Mesh, type Object3D, type ShaderMaterial } from 'three'
import { buildDriveNet, type DriveNet, type Way, wayTo } from '../../../../models/engines/parking/drive-net.ts'
import { nearestFreeBay, type Reach, reachOf } from '../../../../models/engines/parking/nearest-free-bay.ts'
import type { Bay, Gate } from '../../../../models/site/grounds.ts'
import type { FrameContext } from '../../frame-context.ts'
import { palette } from '../../palette.ts'
import { toneOf } from '../flat-material.ts'
import { type OverlaySite, sourcesOf } from '../overlay.ts'
import { writeChevrons, writeRibbon } from '../ribbon.ts'
import type { Noted, SceneNote } from '../scene-note.ts'
import { Shapes } from '../shapes.ts'
import type { Bays } from './bays.ts'

export type Guide = Noted & {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** Where it leads from and to, and how far by road; null while it leads nowhere. */
  readonly led: { readonly gate: string; readonly bay: string; readonly meters: number } | null
  dispose(): void
}

const blue = toneOf(palette.advice, 1)
const white = toneOf('#f4f6f8', 1)
const upMeters = 0.4

/** With the layer on, the way by road from a gate to the nearest free bay: from the gate that is picked, or to the bay that is picked. */
export function createGuide(site: OverlaySite, bays: Bays): Guide {
  const { community } = site.index
  const layerId = sourcesOf(site.register, 'bay')[0]?.entry.subsystem.id ?? ''
  const gates = community.gates.filter(({ passes }) => passes !== 'people')
  const object = new Group()
  object.name = 'guide'
  let net: DriveNet | null = null
  const reaches = new Map<string, Reach>()
  let key = ''
  let seenChanges = -1
  let led: { gate: string; bay: string; meters: number } | null = null
  let notes: readonly SceneNote[] = []
  let isNew = false

  /** Worked out when a gate is first asked for: roads and bays do not move. */
  function reachFrom(gate: Gate): Reach {
    net ??= buildDriveNet(community.roads)
    const known = reaches.get(gate.id) ?? reachOf(net, gate.position, bays.bays)
    reaches.set(gate.id, known)
    return known
  }

  function choose({ view }: FrameContext): { readonly gate: Gate; readonly bay: number; readonly isNearest: boolean } | null {
    const { selection } = view
    const picked = selection?.kind === 'bay' ? bays.bays.findIndex(({ id }) => id === selection.id) : -1
    if (picked >= 0) {
      const nearest = [...gates].sort((a, b) => reachFrom(a).meters[picked] - reachFrom(b).meters[picked])[0]
      return nearest ? { gate: nearest, bay: picked, isNearest: false } : null
    }
    const place = selection?.kind === 'device' ? site.register.devices.get(selection.id)?.device.place.gate : undefined
    const gate = gates.find(({ id }) => id === place) ?? gates[0]
    const bay = gate ? nearestFreeBay(bays.bays, reachFrom(gate), bays.isFree) : -1
    return gate && bay >= 0 ? { gate, bay, isNearest: true } : null
  }

  function clear(): void {
    for (const child of [...object.children]) {
      object.remove(child)
      if (child instanceof Mesh) disposeOf(child)
    }
    led = null
    notes = []
  }

  function draw(gate: Gate, bay: Bay, way: Way, isNearest: boolean): void {
    const shapes = new Shapes()
    writeRibbon(shapes, way.line, upMeters, 1.5)
    const arrows = shapes.size
    writeChevrons(shapes, way.line, upMeters + 0.02, 11, 1.05)
    object.add(shapes.toMesh('way-to-bay', site.uniforms, true))
    for (let shape = 0; shape < shapes.size; shape += 1) shapes.paint(shape, shape < arrows ? blue : white)
    led = { gate: gate.id, bay: bay.id, meters: way.meters }
    notes = [noteOf(gate, bay, way.meters, isNearest)]
  }

  return {
    object,
    get led() {
      return led
    },
    get notes() {
      return notes
    },
    get isNew() {
      return isNew
    },
    update(context) {
      const { fresh, view } = context
      isNew = false
      if (!fresh.layers && !fresh.selection && bays.changes === seenChanges) return false
      seenChanges = bays.changes
      const chosen = view.layers.has(layerId) ? choose(context) : null
      const next = chosen ? `${chosen.gate.id} ${chosen.bay} ${chosen.isNearest}` : ''
      if (next === key) return false
      key = next
      isNew = true
      clear()
      bays.point(chosen?.bay ?? -1)
      const way = chosen && net ? wayTo(net, reachFrom(chosen.gate).ways, bays.bays[chosen.bay]) : null
      if (chosen && way) draw(chosen.gate, bays.bays[chosen.bay], way, chosen.isNearest)
      return true
    },
    dispose: clear,
  }
}

function disposeOf(mesh: Mesh): void {
  mesh.geometry.dispose()
  const material: unknown = mesh.material
  if (isMaterial(material)) material.dispose()
}

const isMaterial = (material: unknown): material is ShaderMaterial => typeof material === 'object' && material !== null && 'dispose' in material

function noteOf(gate: Gate, bay: Bay, meters: number, isNearest: boolean): SceneNote {
  const far = `${Math.round(meters)}\u2009m`
  return {
    words: {
      zh: `P-${bay.id} · ${isNearest ? '最近空位 · ' : ''}${gate.name.zh}起 ${far}`,
      en: `P-${bay.id} · ${isNearest ? 'nearest free bay · ' : ''}${far} from ${gate.name.en}`,
    },
    mark: 'P',
    color: palette.advice,
    at: [bay.position[0], bay.position[1], 1.6],
  }
}
