import type { WalkKey } from '../../state/scene-hand.ts'
import { view } from '../../state/view.ts'
import type { Walker } from './walker.ts'

const keyOf: Readonly<Record<string, WalkKey>> = {
  KeyW: 'forward',
  KeyS: 'back',
  KeyA: 'left',
  KeyD: 'right',
  KeyQ: 'turnLeft',
  KeyE: 'turnRight',
  ArrowUp: 'forward',
  ArrowDown: 'back',
  ArrowLeft: 'turnLeft',
  ArrowRight: 'turnRight',
  ShiftLeft: 'fast',
  ShiftRight: 'fast',
}
const degreesPerPixel = 0.16

/** True where a key belongs to what is being typed, chosen or said in a sheet. */
const isTaken = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName)))

/** Keys that walk and a drag that looks round, only while on foot; then they come before the console’s own. */
export function listenToWalk(walker: Walker, element: HTMLElement, invalidate: () => void): () => void {
  let last: { readonly id: number; x: number; y: number } | null = null
  const onKey = (event: KeyboardEvent): void => {
    const key = keyOf[event.code]
    if (!key || !view.getState().walk) return
    const isDown = event.type === 'keydown'
    if (isDown && (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target))) return
    walker.hold(key, isDown)
    invalidate()
    if (!isDown || key === 'fast') return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const down = (event: PointerEvent): void => {
    if (!walker.isOn || last) return
    last = { id: event.pointerId, x: event.clientX, y: event.clientY }
    element.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent): void => {
    if (!walker.isOn || last?.id !== event.pointerId) return
    walker.look((last.x - event.clientX) * degreesPerPixel, (event.clientY - last.y) * degreesPerPixel)
    last.x = event.clientX
    last.y = event.clientY
    invalidate()
  }
  const up = (event: PointerEvent): void => {
    if (last?.id === event.pointerId) last = null
  }
  const forget = (): void => {
    walker.release()
    last = null
  }
  const stop = new AbortController()
  const { signal } = stop
  window.addEventListener('keydown', onKey, { capture: true, signal })
  window.addEventListener('keyup', onKey, { capture: true, signal })
  window.addEventListener('blur', forget, { signal })
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', up, { signal })
  return () => stop.abort()
}
