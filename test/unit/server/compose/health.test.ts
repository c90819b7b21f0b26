import { expect, it } from 'vitest'
import { type HealthSources, readHealth } from '../../../../server/compose/health.ts'
import type { TimeSeries } from '../../../../server/timeseries/time-series.ts'
import { createTestHistory } from '../../../support/live-server.ts'
import { createMemoryJournal } from '../../../support/memory-journal.ts'

const mqtt = { host: '127.0.0.1', port: 1884 }

function sourcesWith(timeSeries: Partial<TimeSeries> = {}): HealthSources {
  return {
    phase: 'running',
    journal: createMemoryJournal(),
    isRefusing: false,
    timeSeries: { ...createTestHistory([]), ...timeSeries },
    records: { kind: 'sqlite' },
    mqtt,
    broker: null,
    follower: null,
    eventLoop: null,
  }
}

it('never calls a server running without the parts that opened while it was asked', async () => {
  let answer = (_health: { ok: boolean; detail: string }): void => {}
  const sources = sourcesWith({ health: () => new Promise((done) => (answer = done)) })
  Object.assign(sources, { phase: 'starting', mqtt: null })
  const asked = readHealth(sources, '1', 0)
  Object.assign(sources, { phase: 'running', mqtt })
  answer({ ok: true, detail: '' })
  expect(await asked).toMatchObject({ status: 'ok', messaging: { mqtt } })
})

it('is degraded while history is away and refusing while the journal keeps nothing', async () => {
  const away = sourcesWith({ health: () => Promise.reject(new Error('connection refused')) })
  expect(await readHealth(away, '1', 0)).toMatchObject({ status: 'degraded', timeSeries: { ok: false, detail: 'connection refused' } })
  expect(await readHealth({ ...sourcesWith(), isRefusing: true }, '1', 0)).toMatchObject({ status: 'refusing', journal: { ok: false } })
  expect(await readHealth({ ...sourcesWith(), phase: 'stopping' }, '1', 0)).toMatchObject({ status: 'stopping' })
})

it('is degraded for a while after it hung', async () => {
  const lagMs = { mean: 1, p99: 2, maximum: 6000 }
  const lastStall = { at: 1_764_000_000_000, ms: 6000 }
  const sources = { ...sourcesWith(), eventLoop: () => ({ ok: false, stalls: 1, lastStall, lagMs }) }
  expect(await readHealth(sources, '1', 0)).toMatchObject({ status: 'degraded', eventLoop: { ok: false, stalls: 1, lastStall } })
})

it('is degraded while the broker or the followed database is away, and says why', async () => {
  const broker = {
    url: 'mqtt://b',
    ok: false,
    state: 'away',
    trouble: 'refused',
    lastMessageAt: null,
    messages: 0,
    refusedMessages: 0,
    retainedLeftOut: 0,
    dropped: 7,
  } as const
  expect(await readHealth({ ...sourcesWith(), broker: () => broker }, '1', 0)).toMatchObject({
    status: 'degraded',
    messaging: { broker: { ok: false, trouble: 'refused', dropped: 7 } },
  })
  const follower = { ok: false, lastPollAt: 5, behindMs: 12_000, trouble: 'no answer' }
  expect(await readHealth({ ...sourcesWith(), follower: () => follower }, '1', 0)).toMatchObject({ status: 'degraded', follower })
})

it('answers before anything is open', async () => {
  const nothing: HealthSources = {
    phase: 'starting',
    journal: null,
    isRefusing: false,
    timeSeries: null,
    records: null,
    mqtt: null,
    broker: null,
    follower: null,
    eventLoop: null,
  }
  expect(await readHealth(nothing, '1', 2.4)).toEqual({
    status: 'starting',
    version: '1',
    timeSeries: null,
    journal: null,
    records: null,
    messaging: { mqtt: null, broker: null },
    follower: null,
    eventLoop: null,
    uptimeSeconds: 2,
  })
})
