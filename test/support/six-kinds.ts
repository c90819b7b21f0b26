import { buildRegister, type PointEntry, type Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { Subsystem } from '../../models/subsystem.ts'

const name = (text: string) => ({ zh: text, en: text })
const usual = { shape: 'steady', value: 1, spread: 0 } as const

/** A made-up subsystem whose one device has a point of each kind. */
export const sixKinds: Subsystem = {
  id: 'six',
  code: 'T1',
  name: name('六种'),
  need: 'environment',
  icon: 'box',
  devices: {
    thing: {
      name: name('东西'),
      source: 'test',
      points: {
        temperature: { kind: 'number', name: name('温度'), everySeconds: 60, unit: '°C', range: [-20, 120], resolution: 0.1, usual },
        energy: { kind: 'counter', name: name('电量'), everySeconds: 60, unit: 'kWh', range: [0, 99_999.9], resolution: 0.1, usual },
        occupied: {
          kind: 'boolean',
          name: name('占用'),
          everySeconds: 60,
          labels: { true: name('是'), false: name('否') },
          usual: { shape: 'share', hours: [0.5] },
        },
        door: {
          kind: 'state',
          name: name('门'),
          everySeconds: 60,
          states: { closed: name('关'), open: name('开'), forced: name('撬') },
          usual: { shape: 'states', share: {} },
        },
        passage: { kind: 'event', name: name('通行'), everySeconds: 60, events: { in: name('进'), out: name('出') }, usual: { shape: 'events', perHour: [1] } },
        where: { kind: 'location', name: name('位置'), everySeconds: 60, usual: { shape: 'place', wander: 1 } },
      },
      alarms: {},
      commands: {},
      mount: { on: 'wall', heightMeters: 1 },
      shows: { overlay: 'badge', glyph: 'box' },
      headline: ['temperature'],
    },
  },
  records: {},
  summary: { type: 'thing', point: 'temperature', figure: 'mean', label: name('平均') },
}

/** A register of things with these ids; points are numbered 0, 1, 2… in order, six for each. */
export function registerOf(ids: readonly string[]): Register {
  const community: Community = {
    schema: 1,
    id: 'test',
    name: name('试验'),
    origin: { longitude: 116, latitude: 40 },
    sourceFrame: 'WGS84',
    timeZone: 'Asia/Shanghai',
    attribution: '',
    boundary: [],
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
    devices: ids.map((id) => ({ id, type: 'six.thing', place: {}, position: [0, 0, 0] })),
    links: [],
    assumed: [],
    omitted: [],
  }
  return buildRegister(community, [sixKinds])
}

/** The entry of a point, which must be there. */
export function entryOf(register: Register, device: string, point: string): PointEntry {
  const entry = register.devices.get(device)?.points.get(point)
  if (!entry) throw new Error(`${device} has no ${point}`)
  return entry
}
