import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LiveFrame } from '../../../models/protocol/live/decode-frame.ts'
import { decodeFrame } from '../../../models/protocol/live/decode-frame.ts'
import type { Sample } from '../../../server/timeseries/time-series.ts'
import { liveRegister } from '../../support/live-register.ts'
import type { LiveServer } from '../../support/live-server.ts'
import { ask, bytesOf, createTestHistory, startLiveServer, stockClient, tableOf, until } from '../../support/live-server.ts'

const register = liveRegister(20)
const start = Date.now() - 3_600_000
/** An hour in which all meters report at odd moments. */
const samples = Array.from(
  { length: 4000 },
  (_, index): Sample => ({
    series: (index * 31) % (20 * 7),
    time: start + ((index * 7919) % 3_600) * 1000 + (index % 997),
    received: start + index,
    value: index / 100,
    text: index % 9 === 0 ? `京A${index}` : null,
    quality: index % 3,
    flags: index % 5,
    origin: index % 4,
  }),
)
const history = createTestHistory(samples)

let server: LiveServer
beforeEach(async () => {
  server = await startLiveServer({ register, samples })
})
afterEach(async () => {
  await server.stop()
  expect(server.errors).toEqual([])
})

async function openReplay(message: object) {
  const socket = stockClient(server.url)
  const received: Uint8Array[] = []
  const clocks: { at: number; playing: boolean }[] = []
  for (const event of ['replay.snapshot', 'replay.delta']) socket.on(event, (bytes: unknown) => received.push(bytesOf(bytes)))
  socket.on('replay.clock', (clock: { at: number; playing: boolean }) => clocks.push(clock))
  const reply = await ask(socket, 'replay.open', { community: 'xingfuli', ...message })
  const frames = (): LiveFrame[] => (reply.table ? received.map((bytes) => decodeFrame(bytes, tableOf(reply))) : [])
  return { socket, reply, frames, clocks }
}

/** The state a client holds after these frames, as series → value and time. */
function fold(frames: readonly LiveFrame[]): Map<number, string> {
  const state = new Map<number, string>()
  for (const frame of frames) {
    if (frame.kind === 'replaySnapshot') state.clear()
    for (const reading of frame.readings)
      state.set(reading.series, JSON.stringify([reading.time, reading.received, reading.value, reading.quality, reading.flags, reading.origin]))
  }
  return state
}

describe('a replay over the wire', () => {
  it('is at each of its frames the very state history has for that moment', async () => {
    const { socket, frames, clocks } = await openReplay({ at: start + 600_000, speed: 600, playing: true })
    await until(() => (clocks.at(-1)?.at ?? 0) > start + 1_500_000, 'fifteen minutes passed')
    await ask(socket, 'replay.pause', { paused: true })
    const all = frames()
    expect(all.length).toBeGreaterThan(5)
    for (let count = 1; count <= all.length; count += 3) {
      const seen = all.slice(0, count)
      const truth = await openReplay({ at: Math.floor(seen.at(-1)?.time ?? 0) })
      await until(() => truth.frames().length > 0, 'the state came')
      expect(fold(seen)).toEqual(fold(truth.frames()))
      truth.socket.disconnect()
      await until(() => server.live.counters.replaySessions === 1, 'the session ended with its socket')
    }
    const [first] = all
    expect(first?.readings.length).toBe((await history.stateAt(start + 600_000)).length)
    socket.disconnect()
  })

  it('seeks, and numbers its frames so that none is missing', async () => {
    const { socket, frames } = await openReplay({ at: start + 600_000, speed: 600, playing: true })
    await until(() => frames().length > 3, 'it plays')
    await ask(socket, 'replay.seek', { at: start + 60_000 })
    await until(() => frames().filter(({ kind }) => kind === 'replaySnapshot').length === 2 && frames().at(-1)?.kind === 'replayDelta', 'it plays from there')
    const all = frames()
    for (const [index, frame] of all.entries()) if (frame.kind === 'replayDelta') expect(frame.previous).toBe(all[index - 1]?.sequence)
    socket.disconnect()
  })

  it('stands while paused, and ends with its socket', async () => {
    const { socket, clocks } = await openReplay({ at: start + 600_000, speed: 60 })
    await until(() => clocks.length >= 3, 'the clock was told')
    expect(new Set(clocks.map(({ at }) => at))).toEqual(new Set([start + 600_000]))
    expect(server.live.counters.replaySessions).toBe(1)
    socket.disconnect()
    await until(() => server.live.counters.replaySessions === 0, 'the session ended')
  })

  it('allows so many at once and says when there are too many', async () => {
    const open = await Promise.all(Array.from({ length: 8 }, () => openReplay({ at: start })))
    expect((await openReplay({ at: start })).reply.code).toBe('too_many_sessions')
    open[0]?.socket.disconnect()
    await until(() => server.live.counters.replaySessions === 7, 'one ended')
    expect((await openReplay({ at: start })).reply.code).toBeUndefined()
  })

  it.each([
    ['a speed above 600', { at: start, speed: 601 }],
    ['no moment', { speed: 1 }],
    ['a moment that is no number', { at: 'yesterday' }],
  ])('refuses %s', async (_what, message) => {
    expect((await openReplay(message)).reply.code).toBe('bad_message')
  })
})
