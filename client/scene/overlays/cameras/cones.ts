import { Group, type Mesh, type Object3D } from 'three'
import { type Blocker, blockersOf } from '../../../../models/engines/view/blockers.ts'
import { cameraViewOf } from '../../../../models/engines/view/camera-view.ts'
import { viewshedOf } from '../../../../models/engines/view/viewshed.ts'
import type { FrameContext } from '../../frame-context.ts'
import { palette } from '../../palette.ts'
import { readingState } from '../../reading-state.ts'
import { disposeMesh } from '../dispose-mesh.ts'
import { hatchedGrey, hidden, type Tone, toneOf } from '../flat-material.ts'
import { type OverlaySite, showingOf, sourcesOf } from '../overlay.ts'
import { Shapes } from '../shapes.ts'
import { writeGradedGround, writeViewEdges } from './graded-ground.ts'

export type Cones = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  readonly count: number
  /** Devices whose views are in the picture. */
  readonly shown: readonly string[]
  dispose(): void
}

const seeing = toneOf(palette.advice, 0.42)
const edge = toneOf(palette.advice, 0.55)

/**
 * What each camera really sees of the ground, cut by all that hides it and in bands by what its picture is good for. Blue where it works,
 * hatched where it is silent. Those of a layer that is on, of a camera that is picked, and of those that see the entrance of a house on fire.
 */
export function createCones(site: OverlaySite): Cones {
  const sources = sourcesOf(site.register, 'cone')
  const watch = site.watches.add(sources.map(({ point }) => [point]))
  const object = new Group()
  object.name = 'cones'
  const shown = new Set<string>()
  let drawn: { readonly shapes: Shapes; readonly mesh: Mesh } | null = null

  /** Looked for when the first is to be seen: it takes a while, and on most days nobody asks. */
  function draw(): Shapes {
    if (drawn) return drawn.shapes
    const shapes = new Shapes()
    const blockers: readonly Blocker[] = blockersOf(site.index.community)
    for (const { entry, shows } of sources) {
      const view = cameraViewOf(entry.device, shows)
      const sectors = viewshedOf(view, blockers)
      writeGradedGround(shapes, view, sectors)
      writeViewEdges(shapes, view, sectors)
    }
    const mesh = shapes.toMesh('cones', site.uniforms)
    object.add(mesh)
    drawn = { shapes, mesh }
    return shapes
  }

  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view, stage } = context
    const { entry, point } = sources[number]
    const isPicked = view.selection?.kind === 'device' && view.selection.id === entry.id
    const isAsked = view.layers.has(entry.subsystem.id) || isPicked
    const isOn = isAsked || stage.overlays.fire.cameras.has(entry.id)
    watch.show(number, isOn ? showingOf(context, sources[number]) : 'nothing')
    if (isOn) shown.add(entry.id)
    else shown.delete(entry.id)
    if (!isOn && !drawn) return false
    const shapes = draw()
    const works = readingState(buffer, point, shownAt) === 'true' && buffer.value[point.series] === 1
    // Over a way out a view that is not there is no more than its outline.
    const isFilled = shapes.paint(number * 2, toneFor(isOn && (works || isAsked), works, seeing))
    return shapes.paint(number * 2 + 1, toneFor(isOn, works, edge)) || isFilled
  }

  return {
    object,
    count: sources.length,
    get shown() {
      return [...shown]
    },
    update(context) {
      const { fresh } = context
      if (fresh.layers || fresh.selection || fresh.alarms) watch.touchAll()
      const changed = watch.look(context, look)
      object.visible = shown.size > 0
      return changed
    },
    dispose() {
      if (drawn) disposeMesh(drawn.mesh)
    },
  }
}

const toneFor = (isOn: boolean, works: boolean, tone: Tone): Tone => (!isOn ? hidden : works ? tone : hatchedGrey)
