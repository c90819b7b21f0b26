import type { DeviceEntry } from '../../register.ts'
import { isDeviceStale } from '../staleness.ts'
import { bare, classWeights, type Finding } from './finding.ts'
import type { Sources } from './sources.ts'

/** As much of all that was ever heard being silent has one cause: the line, not the devices. */
const commonShare = 0.5
const leastCommon = 10

/** Devices of which every value is older than it should be, by type; all in one where most of the community is silent. */
export function silentDevices({ register, at, moments }: Sources): Finding[] {
  const now = moments.get(at)
  if (!now) return []
  const silent = new Map<string, { devices: DeviceEntry[]; heard: number }>()
  let [known, lost] = [0, 0]
  for (const device of register.devices.values()) {
    const times = [...device.points.values()].map(({ series }) => now.time[series] ?? Number.NaN).filter((time) => !Number.isNaN(time))
    if (times.length === 0) continue
    known += 1
    const points = [...device.points].map(([id, { point }]) => [id, point] as const)
    if (!isDeviceStale(points, (id) => now.time[device.points.get(id)?.series ?? -1] ?? Number.NaN, at)) continue
    lost += 1
    const group = silent.get(device.typeId) ?? { devices: [], heard: 0 }
    group.devices.push(device)
    group.heard = Math.max(group.heard, ...times)
    silent.set(device.typeId, group)
  }
  const found = [...silent.values()].flatMap(({ devices, heard }) => findingOf(devices, heard, at))
  if (lost < leastCommon || lost < commonShare * known) return found
  const [first] = found.sort((one, other) => other.weight - one.weight)
  return first ? [{ ...first, devices: lost, value: lost, weight: 5, compared: [{ from: Math.max(...found.map(heardIn)), to: at, value: 0 }] }] : []
}

const heardIn = ({ compared }: Finding): number => compared[0]?.from ?? 0

function findingOf(devices: readonly DeviceEntry[], heard: number, at: number): Finding[] {
  const [first] = devices
  if (!first) return []
  const declared = Object.entries(first.type.alarms).find(([, { when }]) => when.test === 'silent')
  const weight = classWeights[declared?.[1].class ?? 'low'] + Math.min(0.9, devices.length / 50)
  const compared = [{ from: heard, to: at, value: 0 }]
  return [
    { ...bare, rule: 'silent', device: first.id, point: null, devices: devices.length, value: devices.length, alarm: declared?.[0] ?? null, compared, weight },
  ]
}
