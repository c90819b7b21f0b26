import type { Language } from '../../../models/text.ts'
import { mostPins, togglePin } from '../../state/pins.ts'
import { deviceName } from '../../state/places.ts'
import { twinViews } from '../../state/twin-views.ts'
import { paintTwin } from '../../ui/paint-twin.ts'
import { formatClock } from '../../ui/time.ts'
import type { FrameContext } from '../frame-context.ts'
import type { FreePicture, Project, Projected } from '../labels.ts'
import { sceneStrings as strings } from '../strings.ts'

/** Pictures of cameras pinned at their places in the scene, each with a leader, closed by a button. */
export type Pins = {
  write(context: FrameContext): void
  place(project: Project, free: FreePicture): void
  dispose(): void
}

type Pin = {
  readonly device: string
  readonly at: readonly [number, number, number]
  readonly element: HTMLElement
  readonly leader: HTMLElement
  readonly leave: () => void
}

const [widthPixels, heightPixels, abovePixels] = [240, 135, 64] as const

export function createPins(layer: HTMLElement): Pins {
  let pins: Pin[] = []
  const spot: Projected = { x: 0, y: 0, visible: false }
  const taken = new Float64Array(mostPins * 2)

  function remove({ element, leader, leave }: Pin): void {
    leave()
    element.remove()
    leader.remove()
  }

  return {
    write(context) {
      const { view, stage } = context
      const written = `${view.pins.join(' ')} ${view.language}`
      if (layer.dataset.pins === written) return
      layer.dataset.pins = written
      for (const pin of pins) remove(pin)
      pins = view.pins.flatMap((device) => {
        const entry = stage.register.devices.get(device)
        return entry?.type.shows.overlay === 'cone' ? [createPin(layer, context, device, view.language)] : []
      })
    },
    place(project, free) {
      let placed = 0
      for (const { element, leader, at } of pins) {
        project(at[0], at[2], -at[1], spot)
        element.style.visibility = leader.style.visibility = spot.visible ? 'visible' : 'hidden'
        if (!spot.visible) continue
        const { x, y } = freeSpot(spot, free, taken, placed)
        taken[placed * 2] = x
        taken[placed * 2 + 1] = y
        placed += 1
        element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
        // From the middle of the edge that looks at the camera.
        const from = { x: Math.min(Math.max(spot.x, x + 8), x + widthPixels - 8), y: Math.min(Math.max(spot.y, y), y + heightPixels) }
        const length = Math.hypot(spot.x - from.x, spot.y - from.y)
        leader.style.transform = `translate(${from.x.toFixed(1)}px, ${from.y.toFixed(1)}px) rotate(${Math.atan2(from.x - spot.x, spot.y - from.y).toFixed(4)}rad) scaleY(${length.toFixed(1)})`
      }
    },
    dispose() {
      for (const pin of pins) remove(pin)
      pins = []
      delete layer.dataset.pins
    },
  }
}

/** Places of a picture about its camera, the best first: above, aside, below. */
const offsets: readonly (readonly [number, number])[] = [
  [0, -1],
  [-0.75, -0.85],
  [0.75, -0.85],
  [-1, 0],
  [1, 0],
  [0, 1],
  [-1.2, -1.3],
  [1.2, -1.3],
  [1.2, 1.2],
  [-1.2, 1.2],
]

/** The first place that no other picture has; the last where none is free. `taken` holds x and y of those placed before. */
function freeSpot(at: Projected, free: FreePicture, taken: Float64Array, placed: number): { readonly x: number; readonly y: number } {
  let [x, y] = [0, 0]
  for (const [aside, over] of offsets) {
    x = Math.min(Math.max(at.x - widthPixels / 2 + aside * widthPixels, free.left), Math.max(free.left, free.right - widthPixels))
    y = Math.min(Math.max(at.y - heightPixels / 2 + over * (heightPixels / 2 + abovePixels), free.top), free.bottom - heightPixels)
    let isFree = true
    for (let each = 0; each < placed; each += 1)
      if (Math.abs(taken[each * 2] - x) < widthPixels + 8 && Math.abs(taken[each * 2 + 1] - y) < heightPixels + 8) isFree = false
    if (isFree) break
  }
  return { x, y }
}

function createPin(layer: HTMLElement, { stage }: FrameContext, device: string, language: Language): Pin {
  const entry = stage.register.devices.get(device)
  const name = entry ? deviceName(stage.named, entry, language) : device
  const zone = stage.index.community.timeZone
  const element = document.createElement('figure')
  element.className = 'pin'
  element.dataset.pin = device
  element.style.cssText = `position:absolute;left:0;top:0;margin:0;width:${widthPixels}px;height:${heightPixels}px;pointer-events:auto;border-radius:6px;overflow:hidden;box-shadow:0 0 0 1px rgba(31,36,41,.25),0 4px 14px rgba(31,36,41,.22);background:#8a9197`
  const canvas = document.createElement('canvas')
  canvas.style.cssText = 'display:block;width:100%;height:100%'
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `${strings.twinView[language]}: ${name}`)
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = '×'
  close.setAttribute('aria-label', `${strings.closePicture[language]}: ${name}`)
  close.style.cssText =
    'position:absolute;right:4px;top:4px;width:26px;height:26px;border-radius:5px;background:rgba(20,24,28,.62);color:#f4f3f0;font:600 16px/26px Inter,sans-serif;cursor:pointer'
  close.addEventListener('click', () => togglePin(device))
  element.append(canvas, close)
  const leader = document.createElement('div')
  leader.style.cssText = 'position:absolute;left:0;top:0;width:1px;height:1px;transform-origin:0 0;background:rgba(47,111,181,.9)'
  layer.append(leader, element)
  const leave = twinViews.add({
    device,
    paint: (picture) => paintTwin(canvas, picture, `${strings.twinView[language]} · ${name} · ${formatClock(picture.shownAt, zone)}`),
  })
  return { device, at: entry?.device.position ?? [0, 0, 0], element, leader, leave }
}
