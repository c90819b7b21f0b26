import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { sceneHand } from '../state/scene-hand.ts'
import { useTwin } from '../state/twin.ts'
import { useView } from '../state/use-view.ts'
import { useText } from '../ui/text.tsx'
import { ErrorEdge } from './error-edge.tsx'
import { fetchScene } from './fetch-scene.ts'
import { later } from './later.ts'
import { appStrings as strings } from './strings.ts'

type Insets = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const sceneModule = fetchScene()
const Scene = sceneModule && lazy(async () => ({ default: (await sceneModule).Scene }))
const SceneOverlay = later(async () => (await import('./scene-overlay.tsx')).SceneOverlay)
const Plan = later(async () => (await import('../features/plan/plan.tsx')).Plan)

/** The picture behind the panels: the model in 3D or, by choice or where there is no WebGL, the plan. */
export function SceneStage({ insets }: { readonly insets: Insets }) {
  const { community, register, buffer } = useTwin()
  const text = useText()
  const drawing = useView((state) => state.drawing)
  // Its tools come after the picture: they are of no use before.
  const hasPicture = useStore(sceneHand, ({ hand }) => hand !== null)
  const loading = (
    <p className="stage-note" role="status">
      {text(strings.sceneLoading)}
    </p>
  )
  const instead = (
    <Suspense fallback={loading}>
      <Plan insets={insets} instead={drawing === 'model'} />
    </Suspense>
  )
  if (drawing === 'plan' || !Scene) return instead
  return (
    <ErrorEdge instead={() => instead}>
      <Suspense fallback={loading}>
        <Scene community={community} register={register} buffer={buffer} insets={insets} />
      </Suspense>
      {hasPicture && (
        <Suspense fallback={null}>
          <SceneOverlay insets={insets} />
        </Suspense>
      )}
    </ErrorEdge>
  )
}
