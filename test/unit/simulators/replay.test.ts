import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Emission } from '../../../simulators/device-stream.ts'
import { Mapping } from '../../../simulators/recordings/mapping.ts'
import { replay } from '../../../simulators/recordings/replay.ts'

const folder = mkdtempSync(join(tmpdir(), 'linli-replay-'))

async function tell(content: string, mapping: unknown) {
  const file = join(folder, `${Math.random()}.csv`)
  writeFileSync(file, content)
  const sent: Emission[] = []
  const send = async (readings: readonly Emission[]) => {
    sent.push(...readings)
    return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
  }
  const report = await replay({
    file,
    mapping: Mapping.parse(mapping),
    speed: 1e9,
    send,
    clock: { now: () => 1_000_000 },
    signal: new AbortController().signal,
  })
  return { sent, report, flaws: Object.fromEntries([...report.flaws.counts].map(([kind, { count }]) => [kind, count])) }
}

const base = {
  name: { zh: '试', en: 'Try' },
  source: 'made for this test',
  delimiter: ',',
  missing: ['NA'],
  time: { kind: 'seconds', column: 't' },
  values: [{ column: 'v', device: 'd', point: 'p', scale: 10, clip: [0, 2] }],
}

describe('telling a recorded file', () => {
  it('scales, saturates and counts what is beyond the device', async () => {
    const { sent, flaws } = await tell('t,v\n0,0.1\n2,0.5\n3,-0.1\n', base)
    expect(sent.map(({ value }) => value)).toEqual([1, 2, 0])
    expect(flaws).toEqual({ 'above what the device can tell: v': 1, 'below what the device can tell: v': 1 })
  })

  it('takes off what an instrument shows before anything happens, and counts that it does', async () => {
    const [value] = base.values
    const { sent, flaws } = await tell('t,v,w\n0,0.02,0\n1,0.04,0\n2,0.13,0.1\n', {
      ...base,
      values: [
        { ...value, zeroRows: 2 },
        { ...value, column: 'w', point: 'q', zeroRows: 2 },
      ],
    })
    expect(sent.filter(({ point }) => point === 'p').map(({ value: told }) => Number(told).toFixed(3))).toEqual(['0.000', '0.100', '1.000'])
    expect(sent.filter(({ point }) => point === 'q').map(({ value: told }) => told)).toEqual([0, 0, 1])
    expect(flaws).toEqual({ 'not at zero before it begins: v': 1, 'below what the device can tell: v': 1 })
  })

  it('counts each kind of flaw and tells the rest', async () => {
    const { sent, flaws, report } = await tell('t,v\n0,0.01\nx,0.02\n2,NA\n3,abc\n4\n1,0.05\n', base)
    expect(sent.map(({ value }) => value)).toEqual([0.1, 0.5])
    expect(flaws).toEqual({ 'no number in time column t': 1, 'not measured: v': 1, 'not a number in v': 1, '1 cells instead of 2': 1, 'goes back in time': 1 })
    expect(report.flaws.counts.get('not measured: v')?.firstLine).toBe(4)
  })

  it('never tells two rows in one millisecond, however fast, and rows of one moment at one moment', async () => {
    const { sent } = await tell('t,v\n0,0.1\n60,0.1\n60,0.1\n120,0.1\n', base)
    expect(sent.map(({ time }) => time - 1_000_000)).toEqual([0, 1, 1, 2])
  })

  it('counts a row that stands twice', async () => {
    const { report } = await tell('t,v\n0,0.1\n0,0.1\n60,0.1\n', base)
    expect([...report.flaws.counts]).toEqual([['the same row again', { count: 1, firstLine: 3 }]])
  })

  it('fills a row of bays by the share of places taken, and tells only changes', async () => {
    const mapping = {
      ...base,
      values: [],
      header: ['park', 'places', 'cars', 't'],
      sort: true,
      shares: [{ count: 'cars', capacity: 'places', device: 'bay-', from: 1, take: 4, point: 'occupied', when: { park: 'A' } }],
    }
    const { sent, flaws } = await tell('A,100,75,1800\nB,10,9,0\nA,100,50,0\nA,100,120,3600\n', mapping)
    expect(sent.map(({ device, value }) => `${device} ${value}`)).toEqual([
      'bay-001 true',
      'bay-002 true',
      'bay-003 false',
      'bay-004 false',
      'bay-003 true',
      'bay-004 true',
    ])
    expect(flaws).toEqual({ 'more cars than places': 1 })
  })

  it('has mappings that all parse', () => {
    const shipped = join(import.meta.dirname, '../../../simulators/recordings')
    const files = readdirSync(shipped).filter((name) => name.endsWith('.json'))
    expect(files.length).toBeGreaterThanOrEqual(5)
    for (const name of files) expect(Mapping.safeParse(JSON.parse(readFileSync(join(shipped, name), 'utf8'))).error?.message, name).toBeUndefined()
  })
})
