import { mostPins } from '../state/pins.ts'
import {
  type Cut,
  type Focus,
  initialView,
  type Light,
  qualityWishes,
  type Selection,
  storeysChoices,
  type View,
  type Viewpoint,
  type Walk,
} from '../state/view.ts'

/** What an address says about the view; absent parts are as in `initialView`. */
type Parts = Partial<Record<keyof View, string>>

const selectionKinds: readonly Selection['kind'][] = ['device', 'home', 'building', 'bay', 'alarm', 'spot']
const lights: readonly Light[] = ['sun', 'day', 'night']

/** Encodes a piece of an address; commas, slashes and colons between pieces stay readable. */
const piece = (value: string): string => encodeURIComponent(value)

function decodePiece(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

function writeFocus(focus: Focus): string {
  switch (focus.level) {
    case 'community':
      return ''
    case 'building':
      return piece(focus.building)
    case 'floor':
      return `${piece(focus.building)}/${focus.floor}${focus.unit === undefined ? '' : `/unit/${piece(focus.unit)}`}`
    case 'home':
      return `${piece(focus.building)}/${focus.floor}/home/${piece(focus.home)}`
  }
}

function readFocus(part: string): Focus {
  const community: Focus = { level: 'community' }
  const [building, level, kind, id] = part.split('/').map(decodePiece)
  if (!building) return community
  if (level === undefined) return { level: 'building', building }
  const floor = Number(level)
  if (level === null || level === '' || !Number.isInteger(floor)) return { level: 'building', building }
  if (kind === 'home' && id) return { level: 'home', building, floor, home: id }
  if (kind === 'unit' && id) return { level: 'floor', building, floor, unit: id }
  return { level: 'floor', building, floor }
}

function readSelection(part: string): Selection | null {
  const colon = part.indexOf(':')
  const kind = selectionKinds.find((known) => known === part.slice(0, colon))
  const id = decodePiece(part.slice(colon + 1))
  return kind && id ? { kind, id } : null
}

function readCursor(part: string): number | null {
  const ms = Date.parse(part)
  return Number.isNaN(ms) ? null : ms
}

function readSpeed(part: string): number {
  const speed = Number(part)
  return Number.isFinite(speed) && speed >= 1 && speed <= 600 ? speed : initialView.speed
}

const decimetres = (meters: number): number => Math.round(meters * 10) / 10 + 0

/** As many finite numbers as asked, or null. */
function readNumbers(part: string, count: number): number[] | null {
  const numbers = part.split(',').map((word) => (word.trim() === '' ? Number.NaN : Number(word)))
  return numbers.length === count && numbers.every((number) => Number.isFinite(number) && Math.abs(number) < 100_000) ? numbers : null
}

function readWalk(part: string): Walk | null {
  const numbers = readNumbers(part, 3)
  return numbers && { east: numbers[0], north: numbers[1], heading: ((numbers[2] % 360) + 360) % 360 }
}

function readViewpoint(part: string): Viewpoint | null {
  const numbers = readNumbers(part, 6)
  return numbers && { eye: [numbers[0], numbers[1], numbers[2]], target: [numbers[3], numbers[4], numbers[5]] }
}

function readCut(part: string): Cut | null {
  const [plane, at = ''] = part.split(':')
  const numbers = readNumbers(at, 1)
  return numbers && (plane === 'level' || plane === 'upright') ? { plane, meters: numbers[0] } : null
}

/** The query of an address, `?focus=3/5&select=device:…&at=…`, without what is as at the start; empty when all is. */
export function writeAddress(view: View): string {
  const parts: Parts = {}
  if (view.focus.level !== 'community') parts.focus = writeFocus(view.focus)
  if (view.selection) parts.selection = `${view.selection.kind}:${piece(view.selection.id)}`
  if (view.pins.length > 0) parts.pins = view.pins.map(piece).join(',')
  if (view.layers.size > 0) parts.layers = [...view.layers].map(piece).join(',')
  if (view.cursor !== null) parts.cursor = new Date(view.cursor).toISOString()
  if (view.playing) parts.playing = '1'
  if (view.speed !== initialView.speed) parts.speed = String(view.speed)
  if (view.language !== initialView.language) parts.language = view.language
  if (view.motion !== initialView.motion) parts.motion = 'off'
  if (view.light !== initialView.light) parts.light = view.light
  if (view.drawing !== initialView.drawing) parts.drawing = view.drawing
  if (view.quality !== initialView.quality) parts.quality = view.quality
  if (view.storeys !== initialView.storeys) parts.storeys = view.storeys
  if (view.walk) parts.walk = [decimetres(view.walk.east), decimetres(view.walk.north), Math.round(view.walk.heading) % 360].join(',')
  if (view.viewpoint) parts.viewpoint = [...view.viewpoint.eye, ...view.viewpoint.target].map(decimetres).join(',')
  if (view.cut) parts.cut = `${view.cut.plane}:${decimetres(view.cut.meters)}`
  if (view.xray) parts.xray = '1'
  const query = Object.entries(parts).map(([key, value]) => `${names[key] ?? key}=${value}`)
  return query.length > 0 ? `?${query.join('&')}` : ''
}

/** Short names in the address for the longer ones of the view. */
const names: Readonly<Record<string, string>> = { selection: 'select', cursor: 'at', playing: 'play', language: 'lang', drawing: 'view', viewpoint: 'eye' }

/** Reads the query of an address; what cannot be read is as at the start, so that an old or mistyped link still opens. */
export function readAddress(query: string): View {
  const parts = new Map<string, string>()
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const equals = pair.indexOf('=')
    if (equals > 0) parts.set(pair.slice(0, equals), pair.slice(equals + 1))
  }
  const list = (name: string): string[] => (parts.get(name) ?? '').split(',').flatMap((part) => decodePiece(part) || [])
  return {
    focus: readFocus(parts.get('focus') ?? ''),
    selection: readSelection(parts.get('select') ?? ''),
    layers: new Set(list('layers')),
    pins: [...new Set(list('pins'))].slice(0, mostPins),
    cursor: readCursor(decodePiece(parts.get('at') ?? '') ?? ''),
    playing: parts.get('play') === '1',
    speed: readSpeed(parts.get('speed') ?? ''),
    language: parts.get('lang') === 'en' ? 'en' : 'zh',
    motion: parts.get('motion') !== 'off',
    light: lights.find((light) => light === parts.get('light')) ?? initialView.light,
    drawing: parts.get('view') === 'plan' ? 'plan' : initialView.drawing,
    quality: qualityWishes.find((quality) => quality === parts.get('quality')) ?? initialView.quality,
    storeys: storeysChoices.find((choice) => choice === parts.get('storeys')) ?? initialView.storeys,
    walk: readWalk(decodePiece(parts.get('walk') ?? '') ?? ''),
    viewpoint: readViewpoint(decodePiece(parts.get('eye') ?? '') ?? ''),
    cut: readCut(decodePiece(parts.get('cut') ?? '') ?? ''),
    xray: parts.get('xray') === '1',
  }
}
