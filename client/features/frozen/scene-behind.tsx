import { useRef } from 'react'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatSpan } from '../../ui/time.ts'
import { frozenStrings as strings } from './strings.ts'
import './frozen.css'

/** A processor that draws by itself may take seconds a picture; longer than this is a picture that stands. */
const behindAfterMs = 10_000

/** Says that the 3D picture stands although data arrives: the buffer has grown, and the scene has not worked it in. */
export function SceneBehind() {
  useEverySecond()
  const { buffer } = useTwin()
  const drawing = useView((view) => view.drawing)
  const language = useLanguage()
  const text = useText()
  // Since when the oldest value that is not drawn waits.
  const waiting = useRef<{ readonly drawn: number; readonly since: number } | null>(null)
  const scene = window.linliScene
  const isBehind = drawing === 'model' && document.visibilityState === 'visible' && scene?.ready === true && scene.revision !== buffer.revision
  if (!isBehind) waiting.current = null
  else if (waiting.current?.drawn !== scene.revision) waiting.current = { drawn: scene.revision, since: performance.now() }
  const waitsMs = waiting.current ? performance.now() - waiting.current.since : 0
  if (waitsMs < behindAfterMs) return null
  return (
    <p className="scene-behind hatched" role="alert">
      <span>{text(strings.scene, { age: formatSpan(waitsMs, language) })}</span>
    </p>
  )
}
