import type { Text } from '../../models/text.ts'
import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'

/** Something about the machinery, not about the community, that a person should put right. */
export type Notice = {
  /** Stable: what kind of trouble it is. */
  readonly code: 'clock_off' | 'mixed_time_units' | 'broker_dropped' | 'broker_downgraded' | 'broker_forgot' | 'server_stalled' | 'disk_low'
  /** What it is about: a device, a broker; empty for the server itself. */
  readonly subject: string
  /** When it was last told, ms since 1970. */
  readonly at: number
  /** How often it was told since the start. */
  readonly times: number
  readonly text: Text
}

export type Notices = {
  /** Tells it, unless the same (code, subject) was told less than `atMostEveryMs` ago. True when it was told. */
  tell(notice: Pick<Notice, 'code' | 'subject' | 'text'>, atMostEveryMs?: number): boolean
  /** The last one of each code and subject, newest first, at most 200. */
  list(): readonly Notice[]
  /** How often each code was told since the start. */
  counts(): Readonly<Record<string, number>>
}

const mostKept = 200

/** Notices since the start, each also a line in the log. A device that keeps being wrong takes one place, not the whole list. */
export function createNotices(clock: Clock, log: Pick<Logger, 'warn'>): Notices {
  const kept = new Map<string, { readonly notice: Notice; readonly toldAt: number }>()
  const counted = new Map<Notice['code'], number>()
  return {
    tell: ({ code, subject, text }, atMostEveryMs = 0) => {
      const key = `${code} ${subject}`
      const before = kept.get(key)
      const toldAt = clock.monotonic()
      if (before && toldAt - before.toldAt < atMostEveryMs) return false
      // Taken out first, so that the map stays in the order of telling.
      kept.delete(key)
      kept.set(key, { notice: { code, subject, at: clock.now(), times: (before?.notice.times ?? 0) + 1, text }, toldAt })
      counted.set(code, (counted.get(code) ?? 0) + 1)
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break
        kept.delete(oldest)
      }
      log.warn({ code, subject }, text.en)
      return true
    },
    list: () => [...kept.values()].map(({ notice }) => notice).reverse(),
    counts: () => Object.fromEntries(counted),
  }
}
