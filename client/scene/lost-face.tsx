import { EmptyFace } from '../ui/faces.tsx'
import { useText } from '../ui/text.tsx'
import { sceneStrings as strings } from './strings.ts'

/** What stands in place of the picture while the graphics card has it: words, and a way to ask for it anew. */
export function LostFace() {
  const text = useText()
  return (
    <div className="stage-note" role="status" data-face="picture-lost">
      <EmptyFace title={text(strings.lostTitle)}>
        <span>{text(strings.lostWhy)}</span>
        <button type="button" className="button small" onClick={() => location.reload()}>
          {text(strings.reload)}
        </button>
      </EmptyFace>
    </div>
  )
}
