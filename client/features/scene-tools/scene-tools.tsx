import { Bookmark, CornerLeftUp, Footprints, House, Map as MapIcon, RotateCcw, RotateCw, ScanEye, SquareSplitVertical, UnfoldVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { toggleCut } from '../../state/cut.ts'
import { toggleWalk } from '../../state/enter-walk.ts'
import { goUp } from '../../state/navigate.ts'
import { nextStoreys, wayOf } from '../../state/next-storeys.ts'
import { goHome, sceneHand, turnDegrees } from '../../state/scene-hand.ts'
import { toggleMap, toggleViews, tools } from '../../state/tools.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { view } from '../../state/view.ts'
import { useText } from '../../ui/text.tsx'
import { CutPanel } from './cut-panel.tsx'
import { toolStrings as strings } from './strings.ts'
import { ToolButton } from './tool-button.tsx'
import { WalkBar } from './walk-bar.tsx'
import './scene-tools.css'

type Props = {
  readonly insets: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly minimap: ReactNode
  readonly views: ReactNode
}

/** The picture’s own tools in the corner of what no panel covers; nothing of it while no picture stands. */
export function SceneTools({ insets, minimap, views }: Props) {
  const { community } = useTwin()
  const text = useText()
  const hand = useStore(sceneHand, (state) => state.hand)
  const { isMapOpen, areViewsOpen } = useStore(tools)
  const isAtTop = useView(({ focus, walk }) => focus.level === 'community' && !walk)
  const isWalking = useView(({ walk }) => walk !== null)
  const isCut = useView(({ cut }) => cut !== null)
  const xray = useView((state) => state.xray)
  const storeys = useView(({ focus, storeys: chosen }) => (focus.level === 'community' ? null : wayOf(focus, chosen)))
  if (!hand) return null
  return (
    <>
      {isWalking && <WalkBar insets={insets} hand={hand} />}
      <div className="scene-tools" style={{ right: insets.right + 12, bottom: insets.bottom + 12 }}>
        <div className="tool-column" role="toolbar" aria-orientation="vertical" aria-label={text(strings.tools)}>
          <ToolButton icon={House} name={strings.home} hint="H" onPress={goHome} />
          <ToolButton icon={CornerLeftUp} name={strings.up} hint="Backspace" disabled={isAtTop} onPress={goUp} />
          <ToolButton icon={RotateCcw} name={strings.turnLeft} hint="," onPress={() => hand.turn(-turnDegrees)} />
          <ToolButton icon={RotateCw} name={strings.turnRight} hint="." onPress={() => hand.turn(turnDegrees)} />
          <ToolButton icon={Footprints} name={strings.walk} hint="W" pressed={isWalking} onPress={() => toggleWalk(community)} />
          <ToolButton icon={SquareSplitVertical} name={strings.cut} hint="C" pressed={isCut} disabled={isWalking} onPress={() => toggleCut(community)} />
          <ToolButton icon={ScanEye} name={strings.xray} hint="X" pressed={xray} disabled={isWalking} onPress={() => view.setState({ xray: !xray })} />
          <ToolButton
            icon={UnfoldVertical}
            name={strings[storeys ?? 'usual']}
            hint="S"
            pressed={storeys !== null && storeys !== 'usual'}
            disabled={storeys === null || isWalking}
            onPress={() => view.setState((state) => ({ storeys: nextStoreys(state.focus, state.storeys) }))}
          />
          <ToolButton icon={MapIcon} name={strings.map} hint="M" pressed={isMapOpen} onPress={toggleMap} />
          <ToolButton icon={Bookmark} name={strings.views} hint="V" pressed={areViewsOpen} onPress={toggleViews} />
        </div>
        <div className="tool-panels">
          {areViewsOpen && views}
          {isCut && !isWalking && <CutPanel />}
          {isMapOpen && minimap}
        </div>
      </div>
    </>
  )
}
