import { Vector3, type WebGLRenderer } from 'three'
import type { FrameContext } from './frame-context.ts'
import type { BayState } from './overlays/parking/bays.ts'
import type { StripState } from './overlays/strips.ts'
import { stillFrames } from './quality/stills.ts'
import { placeChannels } from './state-table.ts'

/** What is in the picture, for tests and tools: read only, so that a claim about the scene can be checked against its pixels. */
export type SceneReport = {
  readonly ready: boolean
  readonly drawCalls: number
  readonly triangles: number
  readonly geometries: number
  readonly textures: number
  /** Pictures drawn so far: none is while nothing that is in it changes. */
  readonly frames: number
  /** Pictures averaged into the one shown, and how many there will be; 0 of 0 where it is not refined. */
  readonly accumulated: number
  readonly toAccumulate: number
  /** Moving average of the systems' time per frame. */
  readonly millisecondsPerFrame: number
  readonly shownAt: number
  /** The revision of the telemetry buffer that is worked into the picture. */
  readonly revision: number
  readonly night: number
  readonly litHomes: number
  readonly cars: number
  readonly camera: { readonly position: readonly number[]; readonly target: readonly number[]; readonly resting: boolean }
  readonly openFloor: { readonly building: string; readonly level: number } | null
  readonly alarmMarks: number
  readonly badges: number
  readonly fireRooms: readonly string[]
  /** Values in the picture: how many are simulated, how many of another origin. */
  readonly shown: { readonly simulated: number; readonly other: number }
  readonly labels: readonly string[]
  /** What the corner of the picture says about its marks and simulated values. */
  readonly legend: string
  bay(id: string): BayState
  /** The way to the nearest free bay, while it is drawn. */
  readonly guide: { readonly gate: string; readonly bay: string; readonly meters: number } | null
  fireLane(device: string): StripState
  /** Degrees above level of a gate's arm. */
  barrier(device: string): number
  /** Metres above its pit of a lift's car. */
  liftHeight(device: string): number
  /** Where a place of the model is in the picture, CSS pixels from its top left. */
  onScreen(east: number, north: number, up: number): { readonly x: number; readonly y: number }
  lamp(id: string): number
  /** Metres of the column of the energy layer over an entrance. */
  energyColumn(unit: string): number
  /** Share 0–1 to which a bin or a locker is drawn as full; NaN while nothing is known or its layer is off. */
  fill(device: string): number
  /** Share of a home's or building's windows that may be lit. */
  windows(place: string): number
  /** Tint of a home or room as sRGB bytes and amount, 0–255; `stale` if hatched, `alarm` the amount of the critical colour. */
  tint(place: string): { readonly color: readonly [number, number, number]; readonly amount: number; readonly stale: boolean; readonly alarm: number } | null
}

declare global {
  interface Window {
    linliScene?: SceneReport
  }
}

/** Publishes the report as `window.linliScene`; the returned function takes it away. */
export function introspect(context: FrameContext, gl: WebGLRenderer): () => void {
  const { stage } = context
  const { index, places, overlays } = stage
  const report: SceneReport = {
    get ready() {
      return context.pictures > 0 && context.isSteered
    },
    get drawCalls() {
      return gl.info.render.calls
    },
    get triangles() {
      return gl.info.render.triangles
    },
    get geometries() {
      return gl.info.memory.geometries
    },
    get textures() {
      return gl.info.memory.textures
    },
    get frames() {
      return context.pictures
    },
    get accumulated() {
      return context.refines ? (stage.stills?.count ?? 0) : 0
    },
    get toAccumulate() {
      return context.refines && stage.stills ? stillFrames : 0
    },
    get millisecondsPerFrame() {
      return context.frameMs
    },
    get shownAt() {
      return context.shownAt
    },
    get revision() {
      return context.seen.revision
    },
    get night() {
      return stage.uniforms.night.value
    },
    get litHomes() {
      return overlays.windows.litPlaces()
    },
    get cars() {
      return overlays.bays.occupied()
    },
    get camera() {
      // Where it looks now, not where it is going: the position is of now, too.
      const target = context.controls?.getTarget(stage.middle.clone(), false) ?? context.stood.target
      return { position: context.camera.position.toArray(), target: target.toArray(), resting: context.controls?.active !== true }
    },
    get openFloor() {
      return stage.openFloor.shown
    },
    get alarmMarks() {
      return overlays.markers.shown.alarms
    },
    get badges() {
      return overlays.markers.shown.badges
    },
    get fireRooms() {
      return overlays.fire.rooms
    },
    get labels() {
      return context.labels?.texts ?? []
    },
    get legend() {
      return context.legend?.text ?? ''
    },
    get shown() {
      return { ...stage.watches.shown }
    },
    get guide() {
      return overlays.guide.led
    },
    energyColumn: (unit) => overlays.energy.heightOf(unit),
    fill: (device) => overlays.containers.fillOf(device),
    fireLane: (device) => overlays.strips.stateOf(device),
    barrier: (device) => overlays.barriers.angleOf(device),
    liftHeight: (device) => overlays.shafts.heightOf(device),
    onScreen(east, north, up) {
      const spot = new Vector3(east, up, -north).project(context.camera)
      return { x: ((spot.x + 1) / 2) * context.width, y: ((1 - spot.y) / 2) * context.height }
    },
    bay: (id) => overlays.bays.stateOf(id),
    lamp: (id) => overlays.lamps.levelOf(id),
    windows: (place) => overlays.windows.shareOf(place),
    tint(place) {
      const row = index.rooms.get(place)?.row ?? index.homeRow.get(place) ?? index.buildingRow.get(place)
      if (row === undefined) return null
      const read = (texel: number, channel: number): number => places.read(row, texel, channel)
      return { color: [read(0, 0), read(0, 1), read(0, 2)], amount: read(0, 3), stale: read(1, placeChannels.stale) > 0, alarm: read(1, placeChannels.alarm) }
    },
  }
  window.linliScene = report
  return () => {
    if (window.linliScene === report) delete window.linliScene
  }
}
