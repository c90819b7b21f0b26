import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeValue } from '../../models/protocol/value.ts'
import type { Emission } from '../../simulators/device-stream.ts'
import { Mapping } from '../../simulators/recordings/mapping.ts'
import { replay } from '../../simulators/recordings/replay.ts'
import { shippedRegister } from '../support/shipped-world.ts'

const root = join(import.meta.dirname, '../..')
const recordings = [
  { mapping: 'nist-house-fire', file: 'nist-smoke-alarms/NIST_Smoke_Alarms_SDC05.csv', rows: 41, flaw: /beyond what the device can tell: SMB_1/ },
  { mapping: 'birmingham-car-parks', file: 'uci-birmingham-parking/parking.csv', rows: 23_891, flaw: /more cars than places|no count/ },
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
  const report = await replay({ file, mapping, speed: 1e12, send, clock: { now: () => Date.UTC(2026, 10, 24) }, signal: new AbortController().signal })
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
  const path = join(root, '../shared/data/nist-smoke-alarms/NIST_Smoke_Alarms_SDC05.csv')

  it.skipIf(!existsSync(path))('crosses the alarm limit of our detector before the slowest real alarm of that room went off', async () => {
    const { sent } = await tell('nist-house-fire', path)
    const limit = 0.15
    const seconds = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]))
    const obscuration = sent.filter(({ point }) => point === 'obscuration').map(({ value }) => Number(value))
    const crossed = seconds[obscuration.findIndex((value) => value > limit)]
    // Activation_Times of test SDC05, room B: photoelectric 42 s, ionisation 32 s.
    expect(crossed).toBeDefined()
    expect(crossed ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(42)
  })
})
