import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Live } from '../../../client/live/open-live.ts'
import { openLive } from '../../../client/live/open-live.ts'
import type { View } from '../../../client/state/view.ts'
import { initialView } from '../../../client/state/view.ts'
import type { Sample } from '../../../server/timeseries/time-series.ts'
import { startLiveProxy } from '../../support/live-proxy.ts'
import { liveCommunity, liveRegister, liveSubsystems } from '../../support/live-register.ts'
import type { LiveServer } from '../../support/live-server.ts'
import { startLiveServer, transitionOf, until } from '../../support/live-server.ts'

const register = liveRegister(20)
const hour = 3_600_000
const start = Date.now() - 24 * hour

const sample = (series: number, minute: number, value: number): Sample => ({
  series,
  time: start + minute * 60_000,
  received: start + minute * 60_000 + 500,
  value,
  text: null,
  quality: 0,
  flags: 0,
  origin: 2,
})
/** A day on which the power of meter 0 counts the minutes and that of meter 1 stays. */
const samples = [sample(7, 0, 5), ...Array.from({ length: 24 * 60 - 2 }, (_, minute) => sample(0, minute, minute))]

let server: LiveServer
let proxy: Awaited<ReturnType<typeof startLiveProxy>>
let page: Live
const view = createStore<View>()(() => initialView)

async function openPage(): Promise<Live> {
  return openLive({
    community: liveCommunity(20),
    subsystems: liveSubsystems,
    view,
    origin: proxy.url,
    onModelChanged: () => expect.unreachable('the model did not change'),
  })
}

beforeEach(async () => {
  view.setState(initialView, true)
  server = await startLiveServer({ register, samples })
  proxy = await startLiveProxy(server.port)
  server.tell([
    { series: 0, value: 1.5 },
    { series: 7, value: 2.5 },
  ])
  page = await openPage()
})
afterEach(async () => {
  page.close()
  await proxy.stop()
  await server.stop()
  expect(server.errors).toEqual([])
})

describe('the page, live', () => {
  it('shows what the server knows, and each reading that comes', async () => {
    await until(() => page.buffer.value[0] === 1.5 && page.buffer.value[7] === 2.5, 'the snapshot came')
    expect(page.link.getState().status).toBe('live')
    expect(page.register.series.length).toBe(register.series.length)
    const { revision } = page.buffer
    server.tell([{ series: 3, value: 1 }])
    await until(() => page.buffer.value[3] === 1, 'the reading came')
    expect(page.buffer.revision).toBeGreaterThan(revision)
    expect(page.buffer.changed.has(3)).toBe(true)
  })

  it('says within five seconds that a half-open line is lost, and comes back by itself with what it missed', async () => {
    await until(() => page.buffer.value[0] === 1.5, 'the snapshot came')
    const silentAt = performance.now()
    proxy.silence(true)
    await until(() => page.link.getState().status === 'lost', 'the loss was seen')
    expect(performance.now() - silentAt).toBeLessThanOrEqual(5_000)
    server.tell([{ series: 0, value: 9 }])
    server.tellAlarm(transitionOf(1))
    proxy.silence(false)
    proxy.cutAll()
    await until(() => page.link.getState().status === 'live' && page.buffer.value[0] === 9, 'it is back')
    await until(() => page.alarms.getState().current.length === 1, 'the alarm raised meanwhile is there')
  })

  it('takes every alarm once and in order through cuts of the line', async () => {
    for (let number = 1; number <= 60; number++) {
      server.tellAlarm(transitionOf(number))
      if (number % 30 === 0) {
        proxy.cutAll()
        await until(() => page.link.getState().status === 'lost', 'the cut was seen')
      }
    }
    await until(() => page.alarms.getState().current.length === 60, 'all sixty are listed')
    expect(page.alarms.getState().current.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })
})

describe('the page, in the past', () => {
  it('shows the state at the cursor and not what comes meanwhile', async () => {
    await until(() => page.buffer.value[0] === 1.5, 'the snapshot came')
    page.seek(start + 100.5 * 60_000)
    await until(() => page.buffer.value[0] === 100, 'the past is shown')
    expect(page.buffer.value[7]).toBe(5)
    expect(page.buffer.time[0]).toBe(start + 100 * 60_000)
    server.tell([{ series: 0, value: 77 }])
    page.seek(start + 200.5 * 60_000)
    await until(() => page.buffer.value[0] === 200, 'the cursor moved on')
    page.seek(null)
    await until(() => page.buffer.value[0] === 77, 'the present is back')
    expect(page.buffer.value[7]).toBe(2.5)
    await until(() => server.live.counters.replaySessions === 0, 'the session ended')
  })

  it('plays at the chosen speed, takes the cursor along and halts', async () => {
    page.setSpeed(600)
    page.play(true)
    page.seek(start + 100 * 60_000)
    await until(() => page.buffer.value[0] >= 105, 'five minutes passed')
    await until(() => (view.getState().cursor ?? 0) > start + 104 * 60_000, 'the cursor moved along')
    page.play(false)
    await until(() => server.live.counters.replaySessions === 1, 'the session is there')
    const before = page.buffer.value[0]
    page.seek(start + 50.5 * 60_000)
    await until(() => page.buffer.value[0] === 50, 'it stands where it was put')
    expect(before).toBeGreaterThanOrEqual(105)
  })

  it('ends in the present when the replay has caught up', async () => {
    page.setSpeed(600)
    page.play(true)
    page.seek(Date.now() - 60_000)
    await until(() => view.getState().cursor === null, 'the cursor let go')
    await until(() => page.buffer.value[0] === 1.5, 'the present is shown')
  })

  it('opens there again after the line was cut', async () => {
    page.seek(start + 100.5 * 60_000)
    await until(() => page.buffer.value[0] === 100, 'the past is shown')
    proxy.cutAll()
    await until(() => page.link.getState().status === 'lost', 'the cut was seen')
    await until(() => page.link.getState().status === 'live' && server.live.counters.replaySessions === 1, 'it is open again')
    expect(page.buffer.value[0]).toBe(100)
    expect(page.problem.getState().code).toBeNull()
  })

  it('shows the alarms of that time, and those of now again afterwards', async () => {
    server.tellAlarm(transitionOf(1, start + 10 * 60_000))
    server.tellAlarm(transitionOf(2, start + 300 * 60_000))
    await until(() => page.alarms.getState().current.length === 2, 'both are listed now')
    page.seek(start + 100 * 60_000)
    await until(() => page.alarms.getState().current.length === 1, 'one is listed then')
    page.seek(null)
    await until(() => page.alarms.getState().current.length === 2, 'both are listed again')
  })
})
