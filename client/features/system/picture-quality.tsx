import { useStore } from 'zustand'
import { drawnQuality } from '../../state/drawn-quality.ts'
import { useView } from '../../state/use-view.ts'
import { qualityWishes, view } from '../../state/view.ts'
import { useText } from '../../ui/text.tsx'
import { systemStrings as strings } from './strings.ts'

/** How well the picture is drawn on this machine, and the choice between the best it keeps up with and a fixed level. */
export function PictureQuality() {
  const text = useText()
  const wish = useView((state) => state.quality)
  const { level, isSoftware } = useStore(drawnQuality)
  const drawn = level === null ? '—' : text(strings[`quality-${level}`])
  return (
    <>
      <div>
        <dt>{text(strings.drawn)}</dt>
        <dd>
          {drawn}
          {isSoftware && ` · ${text(strings.bySoftware)}`}
        </dd>
      </div>
      <div>
        <dt>
          <label htmlFor="quality-wish">{text(strings.quality)}</label>
        </dt>
        <dd>
          <select
            id="quality-wish"
            value={wish}
            onChange={({ target }) => view.setState({ quality: qualityWishes.find((each) => each === target.value) ?? 'auto' })}
          >
            {qualityWishes.map((each) => (
              <option key={each} value={each}>
                {text(strings[`quality-${each}`])}
              </option>
            ))}
          </select>
        </dd>
      </div>
    </>
  )
}
