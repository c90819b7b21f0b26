import { NeutralToneMapping, PCFShadowMap, PerspectiveCamera, Scene, WebGLRenderer } from 'three'
import { createTelemetryBuffer } from '../../../client/live/telemetry-buffer.ts'
import { createControls } from '../../../client/scene/controls.ts'
import { createFrameContext } from '../../../client/scene/frame-context.ts'
import { createLabels } from '../../../client/scene/labels.ts'
import { createLegend } from '../../../client/scene/legend.ts'
import { createStage, type Detail } from '../../../client/scene/stage.ts'
import { frame } from '../../../client/scene/systems/index.ts'
import { initialView, type View } from '../../../client/state/view.ts'
import { shippedCommunities } from '../../../models/communities/index.ts'
import { origins } from '../../../models/protocol/reading.ts'
import { buildRegister } from '../../../models/register.ts'
import type { Community } from '../../../models/site/community.ts'
import { subsystems } from '../../../models/subsystems/index.ts'

const noon = Date.parse('2026-06-10T12:00:00+08:00')

/** Every device so many times over, each copy at the same place under a name of its own. */
export const multiplied = (community: Community, times: number): Community => ({
  ...community,
  devices: Array.from({ length: times }, (_, copy) =>
    community.devices.map((device) => (copy === 0 ? device : { ...device, id: `${device.id}-x${copy}` })),
  ).flat(),
  links: times === 1 ? community.links : [],
})

/** The product's own stage, systems, labels and renderer on a canvas that fills the page: 幸福里 with every layer on and every point reported. */
export function createLinliStage(times: number, detail: Detail = 'full') {
  const community = multiplied(shippedCommunities.xingfuli(), times)
  const register = buildRegister(community, subsystems)
  const buffer = createTelemetryBuffer(register)
  buffer.time.fill(noon - 1000)
  buffer.origin.fill(origins.indexOf('measured'))
  const gl = new WebGLRenderer({ antialias: false, powerPreference: 'high-performance' })
  const [width, height] = [window.innerWidth, window.innerHeight]
  gl.setSize(width, height)
  gl.toneMapping = NeutralToneMapping
  gl.shadowMap.enabled = true
  gl.shadowMap.type = PCFShadowMap
  gl.shadowMap.autoUpdate = false
  document.body.append(gl.domElement)
  const camera = new PerspectiveCamera(26, width / height, 10, 3000)
  const stage = createStage(community, register, detail)
  const scene = new Scene()
  scene.add(stage.root)
  scene.background = stage.background
  const view: View = { ...initialView, motion: false, layers: new Set(subsystems.map(({ id }) => id)) }
  let at = noon
  const context = createFrameContext({ stage, buffer, view, camera, now: () => at })
  const layer = document.createElement('div')
  document.body.append(layer)
  Object.assign(context, { gl, width, height, labels: createLabels(layer), legend: createLegend(layer) })
  const controls = createControls(context, gl.domElement, () => undefined)
  context.controls = controls.camera
  const points = [...register.devices.values()].flatMap(({ points: of }) => [...of.values()])
  return {
    context,
    controls: controls.camera,
    gl,
    points: points.length,
    devices: register.devices.size,
    /** So many points report something new, each time others. */
    change(count: number, step: number): void {
      for (let each = 0; each < count; each += 1) {
        const point = points[(step * 104_729 + each * 7919) % points.length]
        if (!point) continue
        buffer.value[point.series] = (step + each) % 2
        buffer.changed.add(point.series)
      }
      if (count > 0) buffer.revision += 1
    },
    advance(ms: number): void {
      at += ms
    },
    look(next: Partial<View>): void {
      context.view = { ...context.view, ...next }
    },
    /** One frame as the page runs it: all systems, then the picture where it changed. `isForced` draws it in any case. */
    draw(isForced = true): void {
      context.deltaSeconds = 1 / 60
      for (const system of frame) system(context)
      if (!isForced && !context.pictureChanged) return
      context.pictureChanged = false
      gl.render(scene, camera)
    },
  }
}
