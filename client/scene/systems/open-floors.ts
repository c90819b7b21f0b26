import { MathUtils } from 'three'
import type { Building } from '../../../models/site/building.ts'
import type { Place } from '../../../models/site/device.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import type { Focus } from '../../state/view.ts'
import { aimSection, sectionOf } from '../cut/section.ts'
import type { FrameContext } from '../frame-context.ts'
import { type SiteIndex, storeyRowOf } from '../site-index.ts'
import { centreOf } from '../space.ts'
import { storeyChannels, uncut } from '../state-table.ts'
import { aimStorey, isApart, liftMetersOf, type StoreyAim, storeysOf } from '../storey-aims.ts'

const motionSeconds = 0.35
const aim: StoreyAim = { lift: 0, fade: 0, cutAt: uncut, hidden: 0 }

/** Moves every storey towards its place; the plan of the open one is built when it opens. */
export function openFloors(context: FrameContext): boolean {
  const { stage, view, fresh, focus } = context
  const storeys = storeysOf(context)
  if (fresh.focus || fresh.alarms || fresh.camera) showPlan(context)
  if (fresh.blocking) stage.cutPlans.show(context.blocking, focus.level !== 'community')
  const done = context.motionLeft <= 0
  if (!fresh.focus && !fresh.blocking && !fresh.cut && done) return false
  if (fresh.focus || fresh.blocking) context.motionLeft = view.motion ? motionSeconds : 0
  context.motionLeft = Math.max(0, context.motionLeft - context.deltaSeconds)
  const share = context.motionLeft <= 0 ? 1 : 1 - Math.exp((-context.deltaSeconds * 5) / motionSeconds)
  let moved = false
  for (const building of stage.index.buildings.values())
    for (let level = 1; level <= building.storeys + 1; level += 1) {
      aimStorey(focus, storeys, building, level, context.blocking.has(building.id), aim)
      aimSection(focus, sectionOf(view), building, level, aim)
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

/** Metres within which the rooms of all homes are drawn, and within which they are furnished though none is looked at. */
const reaches = { near: 130, close: 75 } as const
/** What is drawn stays until the eye is this much further off. */
const staysMeters = 12

function showPlan(context: FrameContext): void {
  const { stage, focus, alarms, camera } = context
  if (focus.level !== 'floor' && focus.level !== 'home') {
    stage.openFloor.hide()
    return
  }
  const building = stage.index.buildings.get(focus.building)
  if (!building) return
  const alarmed = focus.level === 'floor' ? alarmedPlace(stage, focus, alarms) : undefined
  const home = focus.level === 'home' ? stage.index.homes.get(focus.home) : stage.index.homes.get(alarmed?.home ?? '')
  const unit = home?.unit.id ?? (focus.level === 'floor' ? focus.unit : undefined) ?? alarmed?.unit ?? null
  const [east, north] = centreOf(building.outline)
  const meters = Math.hypot(camera.position.x - east, camera.position.y - elevationOf(building, focus.floor), camera.position.z + north)
  const before = stage.openFloor.shown?.distance
  const isWithin = (reach: 'near' | 'close', stays: boolean): boolean => meters < reaches[reach] + (stays ? staysMeters : 0)
  const distance = isWithin('close', before === 'close') ? 'close' : isWithin('near', before === 'near' || before === 'close') ? 'near' : 'far'
  stage.openFloor.show(building.id, focus.floor, {
    unit: unit ?? (building.units.length === 1 ? building.units[0].id : null),
    home: home?.home.id ?? null,
    distance,
    liftMeters: isApart(focus, storeysOf(context)) ? liftMetersOf(building) : 0,
  })
}

/** Where on the open floor something threatens life. */
function alarmedPlace(stage: FrameContext['stage'], focus: Extract<Focus, { level: 'floor' }>, alarms: FrameContext['alarms']): Place | undefined {
  for (const { device, condition, class: kind } of alarms) {
    if (condition !== 'active' || kind !== 'lifeSafety') continue
    const place = stage.register.devices.get(device)?.device.place
    const level = stage.index.homes.get(place?.home ?? '')?.level ?? place?.floor
    if (place?.building === focus.building && level === focus.floor) return place
  }
  return undefined
}
