import { useContext, useRef, useState } from 'react'
import { NeutralToneMapping, PCFShadowMap } from 'three'
import type { Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { TwinContext } from '../state/twin.ts'
import { useView } from '../state/use-view.ts'
import { Canvas } from './canvas.tsx'
import { graphics } from './graphics.ts'
import { Live } from './live.tsx'
import { LostFace } from './lost-face.tsx'
import { fieldOfViewDegrees } from './poses.ts'
import { costs } from './quality/quality.ts'
import { useQuality } from './quality/use-quality.ts'

type SceneProps = {
  readonly community: Community
  readonly register: Register
  readonly buffer: TelemetryBuffer
  /** Pixels of the picture that panels cover; what is focused is kept clear of them. */
  readonly insets?: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
}

const none = { left: 0, right: 0, top: 0, bottom: 0 }

/** The model of a community with its live overlays, filling its parent. It draws only when something changed. */
export function Scene({ community, register, buffer, insets = none }: SceneProps) {
  const twin = useContext(TwinContext)
  const labels = useRef<HTMLDivElement>(null)
  const software = graphics().isSoftware
  const wish = useView((view) => view.quality)
  const { level, noteFrame } = useQuality(wish, software)
  const detail = !software || wish === 'full' || wish === 'still' ? 'full' : 'light'
  const [lost, setLost] = useState(false)
  return (
    <div style={{ position: 'absolute', inset: 0, overflow: 'hidden' }}>
      <Canvas
        frameloop="demand"
        dpr={Math.min(software ? 1 : window.devicePixelRatio, costs[level].pixelRatio)}
        shadows={{ type: PCFShadowMap, autoUpdate: false }}
        gl={{ antialias: !software, powerPreference: 'high-performance', toneMapping: NeutralToneMapping }}
        camera={{ fov: fieldOfViewDegrees, near: 10, far: 3000, position: [200, 300, 400] }}
      >
        <Live
          community={community}
          register={register}
          buffer={buffer}
          insets={insets}
          alarms={twin?.alarms ?? null}
          now={twin?.now ?? Date.now}
          onArrival={twin?.onArrival ?? null}
          detail={detail}
          level={level}
          refines={!software || wish === 'still'}
          isSoftware={software}
          noteFrame={noteFrame}
          labels={labels}
          onLost={setLost}
        />
      </Canvas>
      <div ref={labels} style={{ position: 'absolute', inset: 0, pointerEvents: 'none', overflow: 'hidden' }} />
      {lost && <LostFace />}
    </div>
  )
}
