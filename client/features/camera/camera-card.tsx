import { useEffect, useMemo, useRef } from 'react'
import { blockersOf } from '../../../models/engines/view/blockers.ts'
import { cameraViewOf } from '../../../models/engines/view/camera-view.ts'
import { areaSeen, viewshedOf } from '../../../models/engines/view/viewshed.ts'
import type { DeviceEntry } from '../../../models/register.ts'
import { mostPins, togglePin } from '../../state/pins.ts'
import { deviceName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { twinViews } from '../../state/twin-views.ts'
import { useView } from '../../state/use-view.ts'
import { paintTwin } from '../../ui/paint-twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'
import { cameraStrings as strings } from './strings.ts'
import './camera.css'

/** What a camera covers, and the place as the model shows it from there. Null for what is no camera. */
export function CameraCard({ id }: { readonly id: string }) {
  const { register, community } = useTwin()
  const text = useText()
  const device = register.devices.get(id)
  const shows = device?.type.shows.overlay === 'cone' ? device.type.shows : null
  const covers = useMemo(() => {
    if (!device || !shows) return 0
    return areaSeen(viewshedOf(cameraViewOf(device.device, shows), blockersOf(community)))
  }, [device, shows, community])
  if (!device || !shows) return null
  if (covers < 1) return <p className="camera-covers faint">{text(strings.coversNothing)}</p>
  return (
    <section className="camera-card" aria-label={text(strings.view)}>
      <TwinFigure device={device} />
      <p className="camera-covers faint number">{text(strings.covers, { area: Math.round(covers).toLocaleString('en-US') })}</p>
    </section>
  )
}

function TwinFigure({ device }: { readonly device: DeviceEntry }) {
  const { places, community } = useTwin()
  const isPlan = useView((view) => view.drawing === 'plan')
  const pins = useView((view) => view.pins)
  const text = useText()
  const language = useLanguage()
  const canvas = useRef<HTMLCanvasElement>(null)
  const name = deviceName(places, device, language)
  const mark = text(strings.twin)
  useEffect(() => {
    if (isPlan) return undefined
    return twinViews.add({
      device: device.id,
      paint: (picture) => {
        if (canvas.current) paintTwin(canvas.current, picture, `${mark} · ${name} · ${formatClock(picture.shownAt, community.timeZone)}`)
      },
    })
  }, [device.id, isPlan, mark, name, community.timeZone])
  if (isPlan) return <p className="camera-covers faint">{text(strings.noScene)}</p>
  const isPinned = pins.includes(device.id)
  const isFull = !isPinned && pins.length >= mostPins
  return (
    <figure className="twin-figure">
      <canvas ref={canvas} width={480} height={270} role="img" aria-label={text(strings.picture, { name })} />
      <figcaption>
        <span className="faint">{text(strings.twinWhy)}</span>
        <button
          type="button"
          className="button small"
          aria-pressed={isPinned}
          disabled={isFull}
          title={isFull ? text(strings.pinsFull) : undefined}
          onClick={() => togglePin(device.id)}
        >
          {text(isPinned ? strings.unpin : strings.pin)}
        </button>
      </figcaption>
    </figure>
  )
}
