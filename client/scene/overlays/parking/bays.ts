import { Group, type Object3D } from 'three'
import type { Bay } from '../../../../models/site/grounds.ts'
import { type CarKind, carKinds } from '../../build/cars.ts'
import type { FrameContext } from '../../frame-context.ts'
import { readingState } from '../../reading-state.ts'
import { type OverlaySite, type Source, showingAlways, sourcesOf } from '../overlay.ts'
import { createBayMarks, markCodes } from './bay-marks.ts'
import { createFleet } from './fleet.ts'

/** What a bay shows: nothing known, free, taken by a kind of vehicle, or a sensor whose word is old. */
export type BayState = 'unknown' | 'free' | CarKind | 'stale'

export type Bays = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** How often vehicles stand other than before: shadows change with it. */
  readonly moves: number
  /** A vehicle is on its way in or out: another frame is wanted. */
  readonly isMoving: boolean
  /** How often what is known of any bay changed. */
  readonly changes: number
  /** The bays that have a sensor, in the order of their numbers. */
  readonly bays: readonly Bay[]
  isFree(number: number): boolean
  /** Marks the bay that is led to; -1 for none. */
  point(number: number): void
  stateOf(bay: string): BayState
  occupied(): number
  dispose(): void
}

const moveSeconds = 0.36
/** More comings and goings than this at once are no traffic but another moment that is shown. */
const mostAtOnce = 12

/** Vehicles standing in bays whose sensors say so, and, with the layer on, free bays in blue and silent ones hatched. */
export function createBays(site: OverlaySite): Bays {
  const known = new Map(site.index.community.bays.map((bay) => [bay.id, bay]))
  const sources = sourcesOf(site.register, 'bay').flatMap((source) => {
    const bay = known.get(source.entry.device.place.bay ?? '')
    return bay ? [{ source, bay }] : []
  })
  const bays = sources.map(({ bay }) => bay)
  const states: BayState[] = sources.map(() => 'unknown')
  const numbers = new Map(bays.map(({ id }, number) => [id, number]))
  const fleets = carKinds.map((kind) => ({ kind, fleet: createFleet(kind, bays, site) }))
  const marks = createBayMarks(bays, site)
  const object = new Group()
  object.add(marks.mesh, ...fleets.map(({ fleet }) => fleet.mesh))
  /** Seconds left of a way: in where positive, out where negative; and the kind that leaves. */
  const left = new Float32Array(sources.length)
  const leaving: (CarKind | null)[] = sources.map(() => null)
  const moved: number[] = []
  let [moving, moves, changes, target] = [0, 0, 0, -1]
  let hasMoved = false

  function park(): void {
    for (const { kind, fleet } of fleets) {
      fleet.clear()
      for (let number = 0; number < sources.length; number += 1) if (states[number] === kind || leaving[number] === kind) fleet.park(number)
    }
    moves += 1
  }

  /** Vehicles that came drive in, those that went back out, unless motion is off or another moment is shown. */
  function start({ view }: FrameContext): void {
    const isTraffic = view.motion && moved.length <= mostAtOnce && (view.cursor === null || view.playing)
    for (const number of moved) {
      if (!isTraffic) leaving[number] = null
      else left[number] = kindOf(states[number]) ? moveSeconds : leaving[number] ? -moveSeconds : 0
    }
    park()
  }

  function advance(seconds: number): void {
    moving = 0
    let arrived = false
    for (let number = 0; number < sources.length; number += 1) {
      const now = left[number]
      if (now === 0) continue
      left[number] = now > 0 ? Math.max(0, now - seconds) : Math.min(0, now + seconds)
      const share = Math.abs(left[number]) / moveSeconds
      const kind = kindOf(states[number]) ?? leaving[number]
      for (const each of fleets) if (each.kind === kind) each.fleet.move(number, ease(now > 0 ? share : 1 - share))
      if (left[number] !== 0) moving += 1
      else arrived = true
      if (left[number] === 0) leaving[number] = null
    }
    if (arrived) park()
  }

  const watch = site.watches.add(sources.map(({ source }) => [source.point, source.entry.points.get('vehicle')]))
  function look(number: number, context: FrameContext): boolean {
    const { buffer, shownAt, view } = context
    const { source } = sources[number]
    const before = states[number]
    const after = stateOf(source, buffer, shownAt)
    states[number] = after
    watch.show(number, showingAlways(buffer, source.point, shownAt))
    if (before !== after) {
      changes += 1
      const was = kindOf(before)
      if (was !== kindOf(after)) {
        hasMoved = true
        left[number] = 0
        leaving[number] = after === 'free' ? was : null
        // Only from one true word to another: what was not known has not come or gone.
        if (before === 'free' || after === 'free') moved.push(number)
      }
    }
    const isOn = view.layers.has(source.entry.subsystem.id)
    return marks.set(number, isOn ? markOf(after, number === target) : markCodes.none) || before !== after
  }

  return {
    object,
    bays,
    get moves() {
      return moves
    },
    get isMoving() {
      return moving > 0
    },
    get changes() {
      return changes
    },
    update(context) {
      if (context.fresh.layers) watch.touchAll()
      moved.length = 0
      hasMoved = false
      const changed = watch.look(context, look)
      const wasMoving = moving > 0
      if (hasMoved) start(context)
      if (hasMoved || wasMoving) advance(hasMoved ? 0 : context.deltaSeconds)
      return changed || wasMoving
    },
    isFree: (number) => states[number] === 'free',
    point(number) {
      for (const each of [target, number]) if (each >= 0) watch.touch(each)
      target = number
    },
    stateOf: (bay) => states[numbers.get(bay) ?? -1] ?? 'unknown',
    occupied: () => states.reduce((sum, state) => sum + (kindOf(state) ? 1 : 0), 0),
    dispose() {
      for (const { fleet } of fleets) fleet.dispose()
      marks.dispose()
    },
  }
}

const ease = (out: number): number => out * out

const kindOf = (state: BayState): CarKind | null => (state === 'unknown' || state === 'free' || state === 'stale' ? null : state)

const markOf = (state: BayState, isTarget: boolean): number =>
  state === 'free' ? (isTarget ? markCodes.target : markCodes.free) : kindOf(state) === null ? markCodes.unknown : markCodes.none

function stateOf({ entry, point }: Source<'bay'>, buffer: FrameContext['buffer'], shownAt: number): BayState {
  const reading = readingState(buffer, point, shownAt)
  if (reading === 'none') return 'unknown'
  if (reading !== 'true') return 'stale'
  if (buffer.value[point.series] === 0) return 'free'
  const vehicle = entry.points.get('vehicle')
  if (vehicle?.point.kind !== 'state' || readingState(buffer, vehicle, shownAt) !== 'true') return 'car'
  const named = Object.keys(vehicle.point.states)[buffer.value[vehicle.series]]
  return carKinds.find((kind) => kind === named) ?? 'car'
}
