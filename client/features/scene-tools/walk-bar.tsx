import { ArrowDown, ArrowUp, CornerUpLeft, CornerUpRight, type LucideIcon, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Text } from '../../../models/text.ts'
import { cameraNow, onCamera, type SceneHand, type WalkKey } from '../../state/scene-hand.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { whereabouts } from '../../state/whereabouts.ts'
import { useText } from '../../ui/text.tsx'
import { toolStrings as strings } from './strings.ts'

type Props = { readonly insets: { readonly left: number; readonly right: number; readonly top: number }; readonly hand: SceneHand }

/** Where the plate stands that says a picture is not live. */
const belowPlate = 64

const steps: readonly { readonly key: WalkKey; readonly icon: LucideIcon; readonly name: Text }[] = [
  { key: 'turnLeft', icon: CornerUpLeft, name: strings.turnLeft },
  { key: 'forward', icon: ArrowUp, name: strings.forward },
  { key: 'back', icon: ArrowDown, name: strings.back },
  { key: 'turnRight', icon: CornerUpRight, name: strings.turnRight },
]

/** Where one walks and which way one looks; on touch, steps under the finger; the way back. */
export function WalkBar({ insets, hand }: Props) {
  const { community } = useTwin()
  const text = useText()
  const walk = useView((state) => state.walk)
  const place = walk && whereabouts(community, [walk.east, walk.north])
  return (
    <div className="walk-bar panel" role="status" style={{ left: insets.left, right: insets.right, top: insets.top + belowPlate }}>
      <Compass />
      <span className="walk-place">{text(place ?? strings.inOpen)}</span>
      <span className="walk-steps">
        {steps.map(({ key, icon: Icon, name }) => (
          <button
            key={key}
            type="button"
            className="tool"
            aria-label={text(name)}
            onPointerDown={() => hand.hold(key, true)}
            onPointerUp={() => hand.hold(key, false)}
            onPointerLeave={() => hand.hold(key, false)}
            onPointerCancel={() => hand.hold(key, false)}
          >
            <Icon size={18} aria-hidden="true" />
          </button>
        ))}
      </span>
      <button type="button" className="button small" onClick={() => view.setState({ walk: null })}>
        <X size={14} aria-hidden="true" />
        {text(strings.leave)} <kbd>Esc</kbd>
      </button>
    </div>
  )
}

/** The needle points north; what is straight ahead is up. It turns with the picture, without React. */
function Compass() {
  const text = useText()
  const needle = useRef<SVGGElement>(null)
  useEffect(() => {
    const turn = (): void => {
      const heading = (Math.atan2(cameraNow.targetEast - cameraNow.east, cameraNow.targetNorth - cameraNow.north) * 180) / Math.PI
      needle.current?.setAttribute('transform', `rotate(${-heading})`)
    }
    turn()
    return onCamera(turn)
  }, [])
  return (
    <svg className="compass" viewBox="-14 -14 28 28" role="img" aria-label={text(strings.onFoot)}>
      <circle r="12.5" />
      <g ref={needle}>
        <path className="compass-north" d="M0 -10 3.4 0H-3.4Z" />
        <path className="compass-south" d="M0 10 3.4 0H-3.4Z" />
      </g>
    </svg>
  )
}
