import { useEffect } from 'react'
import { orderAlarms } from '../state/alarm-order.ts'
import { toggleCut } from '../state/cut.ts'
import { toggleWalk } from '../state/enter-walk.ts'
import { back, focusOfPlace, goDown, goUp } from '../state/navigate.ts'
import { nextStoreys } from '../state/next-storeys.ts'
import { goHome, sceneHand, turnDegrees } from '../state/scene-hand.ts'
import { stepToAlarm } from '../state/step-to-alarm.ts'
import { toggleMap, toggleViews } from '../state/tools.ts'
import type { Twin } from '../state/twin.ts'
import { type Light, view } from '../state/view.ts'
import { priorityNumbers } from '../ui/priority-mark.tsx'

type Acts = { readonly search: () => void; readonly help: () => void; readonly scene: () => void }

const nextLight: Readonly<Record<Light, Light>> = { sun: 'day', day: 'night', night: 'sun' }
const speeds = [1, 10, 60, 600]

/** True where a key belongs to what is being typed or to an open sheet. */
const isTaken = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName)))

/** The keys of the console; they are listed in `features/help/strings.ts`. */
export function useKeys(twin: Twin, acts: Acts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (find && document.querySelector('dialog[open]') === null) {
        event.preventDefault()
        acts.search()
        return
      }
      // What the picture itself has taken, such as an arrow that moves it, means nothing else.
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
      if (event.key === 'Enter' && event.target !== document.body && !(event.target instanceof HTMLCanvasElement)) return
      const act = keyActs(twin, acts)[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [twin, acts])
}

function keyActs(twin: Twin, acts: Acts): Readonly<Record<string, () => void>> {
  const { cursor, playing, speed, light, language, drawing } = view.getState()
  const step = (ms: number): void => {
    if (cursor !== null) twin.seek(cursor + ms >= twin.now() ? null : cursor + ms)
  }
  const faster = (by: number): void => twin.setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, speeds.indexOf(speed) + by))] ?? speed)
  return {
    '/': acts.search,
    '?': acts.help,
    g: acts.scene,
    Escape: back,
    Backspace: goUp,
    Enter: () => goDown(twin.places, twin.register.devices),
    h: goHome,
    w: () => toggleWalk(twin.community),
    c: () => toggleCut(twin.community),
    m: toggleMap,
    v: toggleViews,
    ',': () => sceneHand.getState().hand?.turn(-turnDegrees),
    '.': () => sceneHand.getState().hand?.turn(turnDegrees),
    x: () => view.setState(({ xray }) => ({ xray: !xray })),
    s: () => view.setState(({ focus, storeys }) => ({ storeys: nextStoreys(focus, storeys) })),
    l: () => twin.seek(null),
    ' ': () => (cursor === null ? undefined : twin.play(!playing)),
    ArrowLeft: () => step(-60_000),
    ArrowRight: () => step(60_000),
    j: () => void stepToAlarm(twin, 'before'),
    k: () => void stepToAlarm(twin, 'after'),
    '[': () => faster(-1),
    ']': () => faster(1),
    n: () => view.setState({ light: nextLight[light] }),
    p: () => view.setState({ drawing: drawing === 'plan' ? 'model' : 'plan' }),
    e: () => view.setState({ language: language === 'zh' ? 'en' : 'zh' }),
    a: () => goToAlarm(twin, null),
    1: () => goToAlarm(twin, 1),
    2: () => goToAlarm(twin, 2),
    3: () => goToAlarm(twin, 3),
    4: () => goToAlarm(twin, 4),
  }
}

function goToAlarm(twin: Twin, priority: number | null): void {
  const alarm = orderAlarms(twin.alarms.getState().current).find((each) => priority === null || priorityNumbers[each.class] === priority)
  const entry = alarm && twin.register.devices.get(alarm.device)
  if (entry) view.setState({ selection: { kind: 'device', id: entry.id }, focus: focusOfPlace(twin.places, entry.device.place) })
}
