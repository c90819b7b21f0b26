import type { Register, SeriesNumber } from '../../models/register.ts'
import { buildRegister } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { Device } from '../../models/site/device.ts'
import type { DeviceType, Point, Subsystem } from '../../models/subsystem.ts'

const text = (word: string) => ({ zh: word, en: word })
const steady = (value: number) => ({ shape: 'steady', value, spread: 0 }) as const

/** A small declaration with one point of each kind and each manner of resolution. */
const points = {
  power: { kind: 'number', name: text('power'), unit: 'kW', range: [0, 100], resolution: 0.01, everySeconds: 60, usual: steady(1) },
  energy: { kind: 'counter', name: text('energy'), unit: 'kWh', range: [0, 999_999], resolution: 0.01, everySeconds: 900, usual: steady(1) },
  step: { kind: 'number', name: text('step'), unit: 'lx', range: [0, 10_000], resolution: 5, everySeconds: 60, usual: steady(1) },
  relay: { kind: 'boolean', name: text('relay'), labels: { true: text('on'), false: text('off') }, everySeconds: 900, usual: { shape: 'share', hours: [1] } },
  door: { kind: 'state', name: text('door'), states: { closed: text('closed'), open: text('open') }, everySeconds: 60, usual: { shape: 'states', share: {} } },
  passage: { kind: 'event', name: text('passage'), events: { in: text('in'), out: text('out') }, everySeconds: 60, usual: { shape: 'events', perHour: [1] } },
  place: { kind: 'location', name: text('place'), everySeconds: 60, usual: { shape: 'place', wander: 1 } },
} as const satisfies Record<string, Point>

const meter: DeviceType = {
  name: text('meter'),
  source: 'test',
  points,
  alarms: {},
  commands: {},
  mount: { on: 'wall', heightMeters: 1.5 },
  shows: { overlay: 'badge', glyph: 'meter' },
  headline: ['power'],
}

export const liveSubsystems: readonly Subsystem[] = [
  {
    id: 'sample',
    code: 'X1',
    name: text('sample'),
    need: 'environment',
    icon: 'gauge',
    devices: { meter },
    records: {},
    summary: { type: 'sample.meter', point: 'power', figure: 'sum', label: text('power') },
  },
]

export const pointsPerDevice = Object.keys(points).length

/** A community of so many devices with seven points each; nothing is built on its ground. */
export function liveCommunity(devices: number): Community {
  return {
    schema: 1,
    id: 'xingfuli',
    name: text('幸福里'),
    origin: { longitude: 116.35, latitude: 39.96 },
    sourceFrame: 'local',
    timeZone: 'Asia/Shanghai',
    attribution: '',
    boundary: [
      [0, 0],
      [100, 0],
      [100, 100],
    ],
    buildings: [],
    roads: [],
    areas: [],
    bays: [],
    fences: [],
    gates: [],
    trees: [],
    lamps: [],
    hydrants: [],
    wasteStations: [],
    assemblyPoints: [],
    devices: Array.from({ length: devices }, (_, index): Device => ({ id: `meter-${index}`, type: 'sample.meter', place: {}, position: [0, 0, 0] })),
    links: [],
    assumed: [],
    omitted: [],
  }
}

export const liveRegister = (devices: number, numberOf?: SeriesNumber): Register => buildRegister(liveCommunity(devices), liveSubsystems, numberOf)
