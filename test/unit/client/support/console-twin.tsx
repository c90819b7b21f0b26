import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { createTelemetryBuffer } from '../../../../client/live/telemetry-buffer.ts'
import { indexPlaces } from '../../../../client/state/places.ts'
import { type Link, type Twin, TwinContext } from '../../../../client/state/twin.ts'
import { initialView, view } from '../../../../client/state/view.ts'
import { LanguageProvider } from '../../../../client/ui/text.tsx'
import type { AlarmState } from '../../../../models/protocol/alarm.ts'
import { buildRegister } from '../../../../models/register.ts'
import type { Community } from '../../../../models/site/community.ts'
import type { Device } from '../../../../models/site/device.ts'
import type { Subsystem } from '../../../../models/subsystem.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import type { Language } from '../../../../models/text.ts'

export const noon = Date.UTC(2026, 10, 24, 4)

/** One building with one home and the devices asked for. */
export function smallCommunity(devices: readonly Device[]): Community {
  const square: [number, number][] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]
  const rooms = [{ key: 'kitchen', kind: 'kitchen' as const, outline: square }]
  const plan = { key: 'a', outline: square, areaSquareMeters: 52, rooms, doors: [] }
  const unit = {
    id: '3-2',
    name: { zh: '2 单元', en: 'Entrance 2' },
    entrance: { position: square[0], facing: 0 },
    stairs: null,
    landing: null,
    lifts: [],
    plans: [plan],
    floors: [{ level: 5, homes: [{ id: '3-2-501', plan: 'a' }] }],
  }
  const building = {
    id: '3',
    name: { zh: '3 栋', en: 'Building 3' },
    kind: 'walkup' as const,
    yearBuilt: 1988,
    outline: square,
    holes: [],
    baseMeters: 0,
    storeys: 6,
    storeyHeightMeters: 2.8,
    roof: { shape: 'flat' as const, heightMeters: 0 },
    facing: 180,
    units: [unit],
    assumed: [],
  }
  return {
    schema: 1,
    id: 'xingfuli',
    name: { zh: '幸福里', en: 'Xingfuli' },
    origin: { longitude: 116.4, latitude: 39.9 },
    sourceFrame: 'WGS84',
    timeZone: 'Asia/Shanghai',
    attribution: '',
    boundary: square,
    buildings: [building],
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
    devices: [...devices],
    links: [],
    assumed: [],
    omitted: [],
  }
}

export const kitchenDetector: Device = {
  id: 'smoke-3-2-501-kitchen',
  type: 'smoke.detector',
  place: { building: '3', unit: '3-2', floor: 5, home: '3-2-501', room: '3-2-501-kitchen' },
  position: [1, 1, 13],
}

/** A twin whose clock stands at noon; `write` puts a value as if it had just been received. */
export function createTestTwin(
  devices: readonly Device[] = [kitchenDetector],
  alarms: readonly AlarmState[] = [],
  declared: readonly Subsystem[] = subsystems,
) {
  const community = smallCommunity(devices)
  const register = buildRegister(community, declared)
  const buffer = createTelemetryBuffer(register)
  const twin: Twin = {
    community,
    register,
    buffer,
    places: indexPlaces(community),
    link: createStore<Link>()(() => ({ status: 'live', lastHeardAt: noon, clockOffsetMs: 0 })),
    alarms: createStore<{ readonly current: readonly AlarmState[] }>()(() => ({ current: alarms })),
    present: createStore<{ readonly current: readonly AlarmState[] }>()(() => ({ current: alarms })),
    now: () => noon,
    seek: (cursor) => view.setState({ cursor }),
    play: (playing) => view.setState({ playing }),
    setSpeed: (speed) => view.setState({ speed }),
    onArrival: () => () => undefined,
  }
  const write = (device: string, point: string, value: number, at = noon, origin = 0): void => {
    const series = register.devices.get(device)?.points.get(point)?.series ?? -1
    buffer.value[series] = value
    buffer.time[series] = at
    buffer.received[series] = at
    buffer.origin[series] = origin
    buffer.revision += 1
  }
  return { twin, write }
}

export function showInTwin(twin: Twin, children: ReactNode, language: Language = 'zh') {
  view.setState(initialView)
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <QueryClientProvider client={client}>
      <LanguageProvider language={language}>
        <TwinContext value={twin}>{children}</TwinContext>
      </LanguageProvider>
    </QueryClientProvider>,
  )
}

/** A fire in the kitchen of 3-2-501, raised at noon; what differs is given. */
export const alarmOf = (change: Partial<AlarmState> = {}): AlarmState => ({
  id: 'smoke-3-2-501-kitchen/fire',
  occurrence: 'o1',
  version: 1,
  number: 1,
  device: 'smoke-3-2-501-kitchen',
  alarm: 'fire',
  class: 'lifeSafety',
  condition: 'active',
  ack: 'unacked',
  latched: false,
  suppression: 'none',
  raisedAt: noon,
  deviceTime: noon,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  point: 'obscuration',
  value: '0.42',
  origin: 'measured',
  lateBy: 0,
  historic: false,
  unrecorded: false,
  ...change,
})
