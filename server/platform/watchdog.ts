import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import { startWorker } from './start-worker.ts'

export type EventLoopReport = {
  /** False for a minute after the server hung. */
  readonly ok: boolean
  /** How long it hung when it last did, and how often since the start. */
  readonly lastStall: { readonly at: number; readonly ms: number } | null
  readonly stalls: number
  /** Of the last minute or two. */
  readonly lagMs: { readonly mean: number; readonly p99: number; readonly maximum: number }
}

export type Watchdog = { readonly report: () => EventLoopReport; readonly start: () => void; readonly stop: () => Promise<void> }

const beatMs = 250
/** A gap that people notice; shorter ones are told by the lag. */
const stallMs = 5000
const degradedForMs = 60_000
const perMs = 1e6

type Parts = { readonly secondsAllowed: number; readonly notices: Notices; readonly clock: Clock; readonly stallAfterMs?: number }

/**
 * Notices when the event loop hung: after the fact by the gap between two beats, and, where it hangs for `secondsAllowed` (0: for ever), from a
 * thread of its own that ends the process by SIGKILL. All that was acknowledged is on disk, and a supervisor starts the server again.
 */
export function createWatchdog({ secondsAllowed, notices, clock, stallAfterMs = stallMs }: Parts): Watchdog {
  const beats = new SharedArrayBuffer(8)
  const shared = new Int32Array(beats)
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()
  let lastBeat = clock.monotonic()
  let lagSince = lastBeat
  let lastStall: EventLoopReport['lastStall'] = null
  let stalledUntil = Number.NEGATIVE_INFINITY
  let stalls = 0
  let timer: NodeJS.Timeout | undefined
  let worker: ReturnType<typeof startWorker> | null = null

  const hear = (): void => {
    Atomics.add(shared, 0, 1)
    const now = clock.monotonic()
    const gap = now - lastBeat - beatMs
    lastBeat = now
    if (gap >= stallAfterMs) {
      stalls += 1
      lastStall = { at: clock.now(), ms: Math.round(gap) }
      stalledUntil = now + degradedForMs
      const seconds = (gap / 1000).toFixed(1)
      notices.tell({
        code: 'server_stalled',
        subject: '',
        text: { zh: `服务器停顿了 ${seconds} 秒。`, en: `The server hung for ${seconds} s.` },
      })
    }
    if (now - lagSince > 2 * degradedForMs) {
      lag.reset()
      lagSince = now
    }
  }

  /** An end of the process must not wait for the thread's next look. */
  const letGo = (): void => {
    Atomics.store(shared, 1, 1)
    Atomics.notify(shared, 1)
  }

  return {
    report: () => ({
      ok: clock.monotonic() >= stalledUntil,
      lastStall,
      stalls,
      lagMs: { mean: lag.mean / perMs || 0, p99: lag.percentile(99) / perMs, maximum: lag.max / perMs },
    }),
    start: () => {
      lastBeat = clock.monotonic()
      timer = setInterval(hear, beatMs)
      timer.unref()
      if (secondsAllowed === 0) return
      worker = startWorker('watchdog-worker', import.meta.url, { beats, secondsAllowed })
      worker.unref()
      process.once('exit', letGo)
    },
    stop: async () => {
      clearInterval(timer)
      lag.disable()
      process.off('exit', letGo)
      letGo()
      await worker?.terminate()
    },
  }
}
