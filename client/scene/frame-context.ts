import type CameraControls from 'camera-controls'
import { type PerspectiveCamera, Vector3, type WebGLRenderer } from 'three'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import type { Focus, View } from '../state/view.ts'
import type { Labels } from './labels.ts'
import type { Legend } from './legend.ts'
import type { Pose } from './poses.ts'
import type { Stage } from './stage.ts'
import type { Pins } from './twin/pins.ts'
import { createFlight, type Flight } from './walk/flight.ts'
import type { Walker } from './walk/walker.ts'

/** What changed since the last frame; systems look here before they do any work. */
export type Fresh = {
  /** At least one value arrived, or the whole state was replaced. */
  telemetry: boolean
  /** Anything of the view but the time cursor and how it runs. */
  view: boolean
  focus: boolean
  layers: boolean
  selection: boolean
  light: boolean
  /** A link or a saved view says where the camera is to be. */
  viewpoint: boolean
  /** A plane cuts otherwise than before, or walls give way. */
  cut: boolean
  /** Rain, snow or dust became more or less. */
  weather: boolean
  alarms: boolean
  /** The shown time moved to another minute: ages, sun and season are looked at again. */
  minute: boolean
  /** The camera moved. */
  camera: boolean
  /** Another set of buildings stands between the eye and what is looked at. */
  blocking: boolean
}

/** All that the per-frame systems read and write; made once, mutated in place. */
export type FrameContext = {
  readonly stage: Stage
  buffer: TelemetryBuffer
  view: View
  /** What is looked at, opened further where life is threatened. */
  focus: Focus
  alarms: readonly AlarmState[]
  /** The gravest alarm that stands at a device: what its overlay takes its alarm look from. */
  readonly alarmed: Map<string, AlarmState>
  camera: PerspectiveCamera
  controls: CameraControls | null
  /** Whether the controls have put the camera where it is wanted: from then on it can be told what to do. */
  isSteered: boolean
  /** Whether the camera was last aimed at a fire and its way out. */
  isAimedAtFire: boolean
  /** Where the camera was put while nothing moves it yet. */
  readonly stood: Pose
  /** Whoever goes on foot; there once the picture takes requests. */
  walker: Walker | null
  readonly flight: Flight
  /** Seconds until what is flown to must be reached. */
  flightLeft: number
  /** Set where the camera is placed: whether that is another place than in the frame before. */
  cameraMoved: boolean
  gl: WebGLRenderer | null
  labels: Labels | null
  legend: Legend | null
  pins: Pins | null
  /** Wall clock, handed in so that a test can hold it still. */
  readonly now: () => number
  /** The moment shown: now, or the time cursor. */
  shownAt: number
  deltaSeconds: number
  readonly fresh: Fresh
  /** Something unacknowledged blinks: a frame is wanted each half second. */
  blinking: boolean
  /** Whether rain may be drawn falling: not where each picture takes the processor half a second. */
  fallsInTime: boolean
  /** It rains or snows before the eye: a picture is wanted twenty times a second. */
  falling: boolean
  /** Seconds until storeys have arrived. */
  motionLeft: number
  /** Whether the camera was ever put somewhere: the first time it does not fly. */
  placed: boolean
  /** Buildings laid flat because they would hide what is looked at. */
  readonly blocking: Set<string>
  /** Moving average of the systems’ time, milliseconds. */
  frameMs: number
  /** Set by a system when what casts shadow moved. */
  shadowsChanged: boolean
  /** Set by a system when the picture is another than the one drawn last; only then is one drawn. */
  pictureChanged: boolean
  /** Whether the picture is refined once it rests. */
  refines: boolean
  /** Pictures drawn so far. */
  pictures: number
  /** Pixels of the picture that panels cover, from the edges. */
  insets: { left: number; right: number; top: number; bottom: number }
  width: number
  height: number
  /** What the last frame saw, to find out what is fresh. */
  readonly seen: { revision: number; shown: number; view: View | null; focus: Focus | null; alarms: readonly AlarmState[] | null; minute: number; fall: number }
}

/** One step of the frame: true asks for another frame. */
export type FrameSystem = (context: FrameContext) => boolean

/** A context at rest: nothing seen yet, so the first frame does all the work there is. */
export function createFrameContext(given: Pick<FrameContext, 'stage' | 'buffer' | 'view' | 'camera' | 'now'>): FrameContext {
  return {
    ...given,
    alarms: [],
    alarmed: new Map(),
    focus: given.view.focus,
    labels: null,
    legend: null,
    pins: null,
    blinking: false,
    fallsInTime: false,
    falling: false,
    controls: null,
    isSteered: false,
    isAimedAtFire: false,
    stood: { position: new Vector3(), target: new Vector3() },
    walker: null,
    flight: createFlight(),
    flightLeft: 0,
    cameraMoved: false,
    gl: null,
    shownAt: 0,
    deltaSeconds: 0,
    fresh: {
      telemetry: false,
      view: false,
      focus: false,
      layers: false,
      selection: false,
      light: false,
      viewpoint: false,
      cut: false,
      weather: false,
      alarms: false,
      minute: false,
      camera: false,
      blocking: false,
    },
    motionLeft: 0,
    placed: false,
    frameMs: 0,
    blocking: new Set(),
    shadowsChanged: true,
    pictureChanged: true,
    refines: false,
    pictures: 0,
    insets: { left: 0, right: 0, top: 0, bottom: 0 },
    width: 1,
    height: 1,
    seen: { revision: -1, shown: -1, view: null, focus: null, alarms: null, minute: Number.NaN, fall: -1 },
  }
}
