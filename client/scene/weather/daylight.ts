import { linearOf, type Rgb } from '../palette.ts'

/** What the sky gives at an elevation of the sun. Colours are linear; strengths are irradiance over pi, as the renderer takes them. */
export type Daylight = {
  /** The sun, or by night the moon. */
  readonly beam: Rgb
  readonly beamStrength: number
  readonly sky: Rgb
  readonly skyStrength: number
  /** What the ground sends back into shade. */
  readonly bounce: Rgb
  /** What the model ends in: paper by day, blue at dusk, night. */
  readonly haze: Rgb
  /** The glow over the horizon where the sun goes down, and how strong it is, 0–1. */
  readonly glow: Rgb
  readonly glowStrength: number
  /** Overhead, where it is seen at eye height. */
  readonly zenith: Rgb
  /** 0 by day, 1 by night: how dark walls, panes and marks are. */
  readonly night: number
  /** How much of a lamp's light is seen beside the day's. */
  readonly lampShare: number
}

type Stop = {
  readonly altitude: number
  readonly beam: string
  readonly beamStrength: number
  readonly sky: string
  readonly skyStrength: number
  readonly bounce: string
  readonly haze: string
  readonly glow: string
  readonly glowStrength: number
  readonly zenith: string
  readonly night: number
  readonly lampShare: number
}

/**
 * The day by the sun's elevation, in degrees: full day, afternoon, golden hour, sunset, blue hour (civil twilight ends at
 * −6°), nautical dusk, night under a moon. A camera would open up as the sun sinks: so do these, or evening were mud.
 */
// biome-ignore format: a table reads better in rows
const stops: readonly Stop[] = [
  { altitude: -16, beam: '#b4c6e0', beamStrength: 0.5, sky: '#a3b3ca', skyStrength: 0.46, bounce: '#4c5461', haze: '#131f2d', glow: '#1d2c3f', glowStrength: 0, zenith: '#0b1420', night: 1, lampShare: 1 },
  { altitude: -10, beam: '#b4c6e0', beamStrength: 0.3, sky: '#97abd0', skyStrength: 0.62, bounce: '#4a5468', haze: '#1a2a42', glow: '#46527a', glowStrength: 0.3, zenith: '#0f1c33', night: 0.96, lampShare: 0.96 },
  { altitude: -6.5, beam: '#b4c6e0', beamStrength: 0.06, sky: '#93aad8', skyStrength: 1.05, bounce: '#5d6780', haze: '#31456a', glow: '#9c7f92', glowStrength: 0.5, zenith: '#1c3360', night: 0.84, lampShare: 0.88 },
  { altitude: -3.4, beam: '#ffb489', beamStrength: 0, sky: '#a9bbdf', skyStrength: 1.7, bounce: '#8c8fa3', haze: '#6a7ea6', glow: '#e0ab92', glowStrength: 0.55, zenith: '#415f96', night: 0.55, lampShare: 0.66 },
  { altitude: 0, beam: '#ff9f63', beamStrength: 1.2, sky: '#d4d2e0', skyStrength: 2.0, bounce: '#c4b8b0', haze: '#cbc8d2', glow: '#ffc48d', glowStrength: 0.75, zenith: '#7c9acb', night: 0.16, lampShare: 0.34 },
  { altitude: 4, beam: '#ffb36d', beamStrength: 3.1, sky: '#e9e5e4', skyStrength: 2.1, bounce: '#e0cdb8', haze: '#f3e6d2', glow: '#ffd79c', glowStrength: 0.7, zenith: '#93b4de', night: 0, lampShare: 0.16 },
  { altitude: 12, beam: '#ffdfb4', beamStrength: 3.5, sky: '#e8e9ee', skyStrength: 2.05, bounce: '#e6dfd5', haze: '#f1ede6', glow: '#fff0d8', glowStrength: 0.4, zenith: '#a3c3e8', night: 0, lampShare: 0.12 },
  { altitude: 24, beam: '#fff4e7', beamStrength: 3.6, sky: '#e2eaf6', skyStrength: 1.85, bounce: '#eae5de', haze: '#f2f1ee', glow: '#f6f4ee', glowStrength: 0, zenith: '#a9c8ea', night: 0, lampShare: 0.12 },
  { altitude: 40, beam: '#fff7ee', beamStrength: 3.25, sky: '#e4ecf7', skyStrength: 1.55, bounce: '#ebe8e3', haze: '#f2f2f0', glow: '#f6f4ee', glowStrength: 0, zenith: '#a9c8ea', night: 0, lampShare: 0.12 },
  { altitude: 70, beam: '#fff9f1', beamStrength: 2.35, sky: '#e4ecf7', skyStrength: 1.5, bounce: '#f4f1ea', haze: '#f2f2f0', glow: '#f6f4ee', glowStrength: 0, zenith: '#a9c8ea', night: 0, lampShare: 0.12 },
]

const known = stops.map((stop) => ({
  ...stop,
  beam: linearOf(stop.beam),
  sky: linearOf(stop.sky),
  bounce: linearOf(stop.bounce),
  haze: linearOf(stop.haze),
  glow: linearOf(stop.glow),
  zenith: linearOf(stop.zenith),
}))

const mix = (from: number, to: number, share: number): number => from + (to - from) * share
const mixed = (from: Rgb, to: Rgb, share: number): Rgb => [mix(from[0], to[0], share), mix(from[1], to[1], share), mix(from[2], to[2], share)]

/** Light by the sun's elevation in degrees, without a step from dawn to night. */
export function daylight(altitude: number): Daylight {
  const next = known.findIndex((stop) => stop.altitude > altitude)
  if (next === 0) return known[0]
  if (next < 0) return known[known.length - 1]
  const [low, high] = [known[next - 1], known[next]]
  const share = (altitude - low.altitude) / (high.altitude - low.altitude)
  return {
    beam: mixed(low.beam, high.beam, share),
    beamStrength: mix(low.beamStrength, high.beamStrength, share),
    sky: mixed(low.sky, high.sky, share),
    skyStrength: mix(low.skyStrength, high.skyStrength, share),
    bounce: mixed(low.bounce, high.bounce, share),
    haze: mixed(low.haze, high.haze, share),
    glow: mixed(low.glow, high.glow, share),
    glowStrength: mix(low.glowStrength, high.glowStrength, share),
    zenith: mixed(low.zenith, high.zenith, share),
    night: mix(low.night, high.night, share),
    lampShare: mix(low.lampShare, high.lampShare, share),
  }
}

/** The elevation at which the beam is no light at all: there it passes from the sun to the moon, and nobody sees it move. */
export const handOverDegrees = -3.4
