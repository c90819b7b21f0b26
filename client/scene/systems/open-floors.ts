import { MathUtils } from 'three'
import type { Building } from '../../../models/site/building.ts'
import type { Focus } from '../../state/view.ts'
import type { FrameContext } from '../frame-context.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { storeyChannels, uncut } from '../state-table.ts'

/** What one storey is to be: lifted metres, faded share, cut height, hidden. */
export type StoreyAim = { lift: number; fade: number; cutAt: number; hidden: number }

/** How high what is above an open storey is held, so that the camera sees in: by the depth of the house. */
export const liftMeters = 16

const motionSeconds = 0.35
const aim: StoreyAim = { lift: 0, fade: 0, cutAt: uncut, hidden: 0 }

/** Where a storey goes for a focus: others fade, the open one gives way to its plan, those above rise or, for a home, vanish. */
export function aimStorey(focus: Focus, building: Building, level: number, blocks: boolean, into: StoreyAim): StoreyAim {
  const concerned = focus.level !== 'community' && focus.building === building.id
  into.lift = 0
  into.hidden = 0
  into.fade = focus.level === 'community' || concerned ? 0 : 1
  into.cutAt = blocks ? building.baseMeters + 0.75 : uncut
  if (!concerned || focus.level === 'building') return into
  if (level === focus.floor) into.hidden = 1
  else if (level > focus.floor) {
    into.lift = liftMeters
    into.hidden = focus.level === 'home' ? 1 : 0
  }
  return into
}

/** Moves every storey towards its place; the plan of the open one is built when it opens. */
export function openFloors(context: FrameContext): boolean {
  const { stage, view, fresh, focus } = context
  if (fresh.focus || fresh.alarms) showPlan(context)
  const done = context.motionLeft <= 0
  if (!fresh.focus && !fresh.blocking && done) return false
  if (fresh.focus || fresh.blocking) context.motionLeft = view.motion ? motionSeconds : 0
  context.motionLeft = Math.max(0, context.motionLeft - context.deltaSeconds)
  const share = context.motionLeft <= 0 ? 1 : 1 - Math.exp((-context.deltaSeconds * 5) / motionSeconds)
  let moved = false
  for (const building of stage.index.buildings.values())
    for (let level = 1; level <= building.storeys + 1; level += 1) {
      aimStorey(focus, building, level, context.blocking.has(building.id), aim)
      if (approach(stage.index, context, building, level, share)) moved = true
    }
  const ground = focus.level === 'community' ? 0 : 1
  for (const [uniform, target] of [
    [stage.uniforms.groundFade, ground],
    [stage.uniforms.treeFade, ground],
  ] as const)
    uniform.value = MathUtils.lerp(uniform.value, target, share)
  stage.storeys.write(0, 0, storeyChannels.fade, stage.uniforms.groundFade.value * 0.75)
  if (moved) context.shadowsChanged = true
  context.pictureChanged = true
  return context.motionLeft > 0
}

function approach(index: SiteIndex, { stage }: FrameContext, building: Building, level: number, share: number): boolean {
  const row = storeyRowOf(index, building, level)
  const { storeys } = stage
  const top = building.baseMeters + building.storeys * building.storeyHeightMeters + 8
  const cut = Math.min(storeys.read(row, 0, storeyChannels.cutAt), top)
  const nextCut = MathUtils.lerp(cut, Math.min(aim.cutAt, top), share)
  let moved = storeys.write(row, 0, storeyChannels.lift, MathUtils.lerp(storeys.read(row, 0, storeyChannels.lift), aim.lift, share))
  moved = storeys.write(row, 0, storeyChannels.fade, MathUtils.lerp(storeys.read(row, 0, storeyChannels.fade), aim.fade, share)) || moved
  moved = storeys.write(row, 0, storeyChannels.cutAt, nextCut >= top - 0.01 ? uncut : nextCut) || moved
  return storeys.write(row, 0, storeyChannels.hidden, aim.hidden) || moved
}

function showPlan({ stage, focus, alarms }: FrameContext): void {
  if (focus.level !== 'floor' && focus.level !== 'home') {
    stage.openFloor.hide()
    return
  }
  const home = focus.level === 'home' ? stage.index.homes.get(focus.home) : undefined
  const alarmed = alarms.find(
    ({ device, condition, class: kind }) =>
      condition === 'active' && kind === 'lifeSafety' && stage.register.devices.get(device)?.device.place.building === focus.building,
  )
  const unit =
    home?.unit.id ??
    (focus.level === 'floor' ? focus.unit : undefined) ??
    (alarmed ? stage.register.devices.get(alarmed.device)?.device.place.unit : undefined) ??
    null
  stage.openFloor.show(focus.building, focus.floor, unit)
}
