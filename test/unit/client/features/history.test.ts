import { describe, expect, it } from 'vitest'
import { seriesCsv } from '../../../../client/features/device/series-csv.ts'
import { withLiveEnd } from '../../../../client/features/device/with-live-end.ts'
import type { Latest } from '../../../../client/state/latest.ts'
import { createTestTwin, kitchenDetector } from '../support/console-twin.tsx'

const { twin } = createTestTwin([kitchenDetector])
const entry = twin.register.devices.get(kitchenDetector.id)?.points.get('obscuration')
if (!entry) throw new Error('the detector has no obscuration')
const at = Date.UTC(2026, 10, 24, 4)
const latest = (part: Partial<Latest>): Latest => ({
  entry,
  standing: 'good',
  value: 6.8,
  text: null,
  time: at,
  received: at,
  quality: 'good',
  flags: [],
  origin: 'measured',
  ...part,
})

describe('a saved table', () => {
  it('names device, point, unit and both times, and begins so that Excel reads it as UTF-8', () => {
    const lines = seriesCsv(entry, [[at, 0.012]], 'Asia/Shanghai').split('\r\n')
    expect(lines[0]).toBe(`\uFEFFtime (UTC),time (Asia/Shanghai),${kitchenDetector.id} obscuration (dB/m)`)
    expect(lines[1]).toBe('2026-11-24T04:00:00.000Z,11-24 12:00:00,0.012')
  })

  it('has the extremes and the count of a window', () => {
    const lines = seriesCsv(entry, [[at, 0.5, 0.1, 0.9, 12]], 'UTC').split('\r\n')
    expect(lines[0]).toMatch(/minimum,maximum,count$/)
    expect(lines[1]).toMatch(/,0\.5,0\.1,0\.9,12$/)
  })

  it('never hands a spreadsheet a formula, and quotes what has commas', () => {
    const [, line] = seriesCsv(entry, [[at, { code: '=HYPERLINK("http://x")', detail: 'a,b' }]], 'UTC').split('\r\n')
    expect(line).toContain('"{""code""')
    expect(seriesCsv(entry, [[at, '=1+1']], 'UTC')).toContain("'=1+1")
    expect(seriesCsv(entry, [[at, -3.5]], 'UTC')).toContain(',-3.5\r\n')
  })
})

describe('the end of a chart', () => {
  it('is the newest value, though the store was asked a while ago', () => {
    expect(withLiveEnd([[at - 300_000, 0.01]], latest({}))).toEqual([
      [at - 300_000, 0.01],
      [at, 6.8],
    ])
  })

  it('is never a stale, bad or older value', () => {
    const rows = [[at, 0.01]]
    expect(withLiveEnd(rows, latest({ standing: 'stale', time: at + 1 }))).toBe(rows)
    expect(withLiveEnd(rows, latest({ standing: 'bad', time: at + 1 }))).toBe(rows)
    expect(withLiveEnd(rows, latest({ time: at - 1 }))).toBe(rows)
    expect(withLiveEnd(rows, null)).toBe(rows)
  })

  it('is there though nothing was stored yet', () => {
    expect(withLiveEnd([], latest({}))).toEqual([[at, 6.8]])
  })
})
