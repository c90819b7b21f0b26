import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../models/protocol/value.ts'
import type { Emission } from '../../simulators/device-stream.ts'
import { Mapping } from '../../simulators/recordings/mapping.ts'
import { replay } from '../../simulators/recordings/replay.ts'
import { shippedRegister } from '../support/shipped-world.ts'

const root = join(import.meta.dirname, '../..')
const recordings = [
  { mapping: 'nist-house-fire', file: 'nist-smoke-alarms/NIST_Smoke_Alarms_SDC05.csv', rows: 41, flaw: /not at zero before it begins: SMB_1/ },
  { mapping: 'birmingham-car-parks', file: 'uci-birmingham-parking/parking.csv', rows: 23_891, flaw: /more cars than places/ },
  { mapping: 'beijing-air', file: 'uci-beijing-air-wanliu/PRSA_Data_Wanliu_20130301-20170228.csv', rows: 35_064, flaw: /not measured: PM2.5/ },
  { mapping: 'household-power', file: 'uci-household-power-2days/household_power_consumption_subset.txt', rows: 2880, flaw: null },
  { mapping: 'street-noise', file: 'noisemonitor-laeq/laeq_1min.csv', rows: 16_470, flaw: null },
]

async function tell(name: string, file: string) {
  const mapping = Mapping.parse(JSON.parse(readFileSync(join(root, 'simulators/recordings', `${name}.json`), 'utf8')))
  const sent: Emission[] = []
  const send = async (readings: readonly Emission[]) => {
    sent.push(...readings)
    return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
  }
  let now = Date.UTC(2026, 10, 24)
  const clock = { now: () => (now += 1000) }
  const report = await replay({ file, mapping, speed: 1e12, send, clock, signal: new AbortController().signal })
  return { sent, report }
}

describe.each(recordings)('the recording $mapping', ({ mapping, file, rows, flaw }) => {
  const path = join(root, '../shared/data', file)

  it.skipIf(!existsSync(path))(`tells ${file} in the words of devices that stand in 幸福里, and counts its flaws`, async () => {
    const { sent, report } = await tell(mapping, path)
    expect(report.rows).toBe(rows)
    expect(sent.length).toBeGreaterThan(0)
    for (const { device, point, value } of sent) {
      const entry = shippedRegister().devices.get(device)?.points.get(point)
      if (!entry) throw new Error(`${device}/${point} is not in the community`)
      const encoded = encodeValue(entry.point, value)
      if (!encoded.ok) throw new Error(`${device}/${point} = ${String(value)}: ${encoded.reason}`)
    }
    if (flaw)
      expect(
        [...report.flaws.counts.keys()].some((kind) => flaw.test(kind)),
        [...report.flaws.counts.keys()].join('; '),
      ).toBe(true)
  })
})

describe('the NIST fire', () => {
  const folder = join(root, '../shared/data/nist-smoke-alarms')
  const path = join(folder, 'NIST_Smoke_Alarms_SDC05.csv')
  /** Which point of the burnt house stands for which room of ours. */
  const rooms = { B: 'bedroom-1', F: 'kitchen', E: 'living', A: 'bedroom-2' }

  it.skipIf(!existsSync(path))(
    'is seen by each room’s detector before the slowest real alarm there, never in clean air, and in the order in which smoke came',
    async () => {
      const { sent } = await tell('nist-house-fire', path)
      const seconds = columnOf(path, 0)
      const alarms = readFileSync(join(folder, 'activation_SDC05.csv'), 'utf8').matchAll(/SDC05-\w+?(?:\d)([A-E]),(\d+)/g)
      const slowest = new Map<string, number>()
      for (const [, place = '', time] of alarms) slowest.set(place, Math.max(slowest.get(place) ?? 0, Number(time)))
      const crossed = Object.entries(rooms).map(([place, room]) => {
        const values = sent.filter(({ device, point }) => device === `smoke-3-2-501-${room}` && point === 'obscuration').map(({ value }) => Number(value))
        expect(values).toHaveLength(seconds.length)
        return { place, at: seconds[values.findIndex((value) => value > 0.15)] ?? Number.POSITIVE_INFINITY }
      })
      for (const { place, at } of crossed) {
        expect(at, place).toBeGreaterThan(12)
        // No real alarm hung at F.
        expect(at, place).toBeLessThanOrEqual(slowest.get(place) ?? 202)
      }
      expect(crossed.map(({ at }) => at)).toEqual(crossed.map(({ at }) => at).sort((a, b) => a - b))
    },
  )

  it.skipIf(!existsSync(path))('rises as it was measured until the detector can tell no more', async () => {
    const { sent } = await tell('nist-house-fire', path)
    const told = sent.filter(({ device, point }) => device === 'smoke-3-2-501-living' && point === 'obscuration').map(({ value }) => Number(value))
    const measured = columnOf(path, readFileSync(path, 'utf8').split('\n', 1).join('').split(',').indexOf('SME_1'))
    const zero = ((measured[0] ?? 0) + (measured[1] ?? 0) + (measured[2] ?? 0)) / 3
    expect(told.map((value) => value.toFixed(6))).toEqual(measured.map((value) => Math.min(10, Math.max(0, (value - zero) * 10)).toFixed(6)))
    expect(Math.max(...told)).toBe(10)
  })
})

describe('the mappings', () => {
  const names = readdirSync(join(root, 'simulators/recordings')).filter((name) => name.endsWith('.json'))

  it.each(names)('%s lets a device tell all that it can: what it cuts off is just what the declaration leaves out', (name) => {
    const mapping = Mapping.parse(JSON.parse(readFileSync(join(root, 'simulators/recordings', name), 'utf8')))
    for (const { device, point, clip } of mapping.values) {
      const declared = shippedRegister().devices.get(device)?.points.get(point)?.point
      if (clip) expect(declared?.kind === 'number' ? declared.range : null, `${device}/${point}`).toEqual(clip)
    }
  })
})

const columnOf = (path: string, column: number): number[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[column]))
