import { createStore } from 'zustand/vanilla'
import type { Position3 } from '../../models/site/geometry.ts'
import type { Language } from '../../models/text.ts'

/** What is looked at: the whole community, one building lifted out, one floor open, one home. */
export type Focus =
  | { readonly level: 'community' }
  | { readonly level: 'building'; readonly building: string }
  | { readonly level: 'floor'; readonly building: string; readonly floor: number; readonly unit?: string }
  | { readonly level: 'home'; readonly building: string; readonly floor: number; readonly home: string }

/** What is picked and shown in the panel: a device, home, bay, building… by id; a spot on the ground by `east,north` in metres. */
export type Selection = { readonly kind: 'device' | 'home' | 'building' | 'bay' | 'alarm' | 'spot'; readonly id: string }

/** How the page is lit: by the sun over the community at the cursor, or by a switch. */
export type Light = 'sun' | 'day' | 'night'

/** How the community is drawn: as a model in 3D, or on paper. */
export type Drawing = 'model' | 'plan'

/** How much the machine is asked for. `still`: full, and once the camera rests the picture is refined to what a photograph shows. */
export const qualityLevels = ['minimal', 'light', 'full', 'still'] as const
export type QualityLevel = (typeof qualityLevels)[number]

/** What a viewer may wish: a level, or the best this machine keeps up with. */
export const qualityWishes = ['auto', ...qualityLevels] as const
export type QualityWish = (typeof qualityWishes)[number]

/** How the storeys of what is looked at stand: as its level usually shows them, one on another, lifted apart, or alone. */
export const storeysChoices = ['usual', 'stacked', 'apart', 'alone'] as const
export type Storeys = (typeof storeysChoices)[number]
/** Someone on foot: metres east and north, and where they look, degrees clockwise from north. */
export type Walk = { readonly east: number; readonly north: number; readonly heading: number }

/** Where the camera was put other than by a focus: its eye and what it looks at, metres east, north, up. */
export type Viewpoint = { readonly eye: Position3; readonly target: Position3 }

/** A plane through the focused building, or all of them. `level`: all higher than `meters` above the ground is taken away; `upright`: all in front of a plane so far before the middle. */
export type Cut = { readonly plane: 'level' | 'upright'; readonly meters: number }

/** Slow state of the page, all of it in the address (`client/app/address.ts`) so that a view can be sent to a colleague. `cursor` null is live; otherwise ms since 1970. */
export type View = {
  readonly focus: Focus
  readonly selection: Selection | null
  /** Ids of subsystems whose overlay is on. */
  readonly layers: ReadonlySet<string>
  readonly cursor: number | null
  readonly playing: boolean
  /** 1 to 600, times real time. */
  readonly speed: number
  readonly language: Language
  readonly motion: boolean
  readonly light: Light
  readonly drawing: Drawing
  /** Cameras whose pictures are pinned at their place in the scene, at most four. */
  readonly pins: readonly string[]
  readonly quality: QualityWish
  readonly storeys: Storeys
  /** On foot at eye height; null while the model is looked at from above. */
  readonly walk: Walk | null
  /** Given by a link or a saved view; forgotten as soon as a hand moves the camera. */
  readonly viewpoint: Viewpoint | null
  readonly cut: Cut | null
  /** Walls of the focused building, or of all, give way to what is behind them. */
  readonly xray: boolean
}

export const initialView: View = {
  focus: { level: 'community' },
  selection: null,
  layers: new Set(),
  cursor: null,
  playing: false,
  speed: 60,
  language: 'zh',
  motion: true,
  light: 'sun',
  drawing: 'model',
  pins: [],
  quality: 'auto',
  storeys: 'usual',
  walk: null,
  viewpoint: null,
  cut: null,
  xray: false,
}

export const view = createStore<View>()(() => initialView)
