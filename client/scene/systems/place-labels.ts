import { Vector3 } from 'three'
import type { FrameContext } from '../frame-context.ts'
import type { Project } from '../labels.ts'

const spot = new Vector3()
let shown: FrameContext | null = null

const project: Project = (east, up, south, into) => {
  if (!shown) return
  spot.set(east, up, south).project(shown.camera)
  into.x = ((spot.x + 1) / 2) * shown.width
  into.y = ((1 - spot.y) / 2) * shown.height
  into.visible = spot.z < 1 && Math.abs(spot.x) < 1.05 && Math.abs(spot.y) < 1.05
}

/** Moves the few labels of the one layer over the picture to where their things are now. */
export function placeLabels(context: FrameContext): boolean {
  const { labels, fresh, camera, view, insets, width, height, stage } = context
  const { fire } = stage.overlays
  if (!labels) return false
  const speaks = fresh.telemetry && (view.selection?.kind === 'device' || fire.burning.length > 0)
  let isNoted = false
  for (const { isNew } of stage.overlays.noted) if (isNew) isNoted = true
  if (fresh.alarms || fresh.view || fresh.minute || speaks || isNoted || fresh.blocking) labels.write(context)
  else if (!fresh.camera) return false
  camera.updateMatrixWorld()
  shown = context
  const free = { left: insets.left + 8, right: width - insets.right - 8, top: insets.top + 8, bottom: height - insets.bottom - 8 }
  labels.place(project, free, fire.course)
  if (fresh.view) context.pins?.write(context)
  context.pins?.place(project, free)
  return false
}
