import type { Position2 } from '../../../models/site/geometry.ts'
import { type Focus, type Selection, view } from '../../state/view.ts'
import type { FrameContext } from '../frame-context.ts'
import { type Hit, pick } from './pick.ts'
import { pickGround, spotUnder } from './pick-ground.ts'

/** How far a click may slip, and a fingertip, which rolls. */
const slipPixels = { mouse: 5, touch: 14 }

/** What a click on a hit selects: in the community the house, once a house is looked at the home. */
export function selectionFor(focus: Focus, hit: Hit | null): Selection | null {
  if (!hit) return null
  if (hit.kind !== 'building') return { kind: hit.kind, id: hit.id }
  if (focus.level !== 'community' && focus.building === hit.id && hit.home !== null) return { kind: 'home', id: hit.home }
  return { kind: 'building', id: hit.id }
}

/** One level deeper towards what was met: building, its floor, the home. */
export function deeper(focus: Focus, hit: Hit): Focus {
  if (hit.kind !== 'building') return focus
  if (focus.level === 'community' || focus.building !== hit.id) return { level: 'building', building: hit.id }
  if (focus.level === 'building') return { level: 'floor', building: hit.id, floor: hit.level }
  return hit.home === null ? focus : { level: 'home', building: hit.id, floor: focus.floor, home: hit.home }
}

/** A click picks, a double click goes deeper (Escape, the page's key, goes back); a drag does neither. On foot a click on the ground goes there. */
export function listenToPointer(context: FrameContext, element: HTMLElement, invalidate: () => void): () => void {
  let pressed: { readonly x: number; readonly y: number; readonly slip: number } | null = null
  const down = (event: PointerEvent): void => {
    pressed = { x: event.clientX, y: event.clientY, slip: event.pointerType === 'touch' ? slipPixels.touch : slipPixels.mouse }
  }
  const met = (event: MouseEvent): Hit | null => {
    const box = element.getBoundingClientRect()
    return pick(context, event.clientX - box.left, event.clientY - box.top)
  }
  const click = (event: MouseEvent): void => {
    if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > pressed.slip) return
    const hit = met(event)
    const box = element.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    const ground = view.getState().walk && (hit === null || hit.kind === 'bay') ? groundNear(context, x, y) : null
    if (ground) {
      context.walker?.goTo(ground, context.view.motion)
      invalidate()
    } else view.setState({ selection: hit ? selectionFor(view.getState().focus, hit) : spotUnder(context, x, y) })
  }
  const doubleClick = (event: MouseEvent): void => {
    if (view.getState().walk) return
    const hit = met(event)
    if (hit) view.setState({ focus: deeper(view.getState().focus, hit) })
  }
  element.addEventListener('pointerdown', down)
  element.addEventListener('click', click)
  element.addEventListener('dblclick', doubleClick)
  return () => {
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('click', click)
    element.removeEventListener('dblclick', doubleClick)
  }
}

/** Farther than this one does not walk by a single click: it is the horizon that was met. */
const farthestMeters = 120

function groundNear(context: FrameContext, x: number, y: number): Position2 | null {
  const ground = pickGround(context, x, y)
  const { position } = context.camera
  return ground && Math.hypot(ground[0] - position.x, ground[1] + position.z) < farthestMeters ? ground : null
}
