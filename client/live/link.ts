import type { StoreApi } from 'zustand/vanilla'
import { createStore } from 'zustand/vanilla'

/** How well the page is being fed. `clockOffsetMs` is what is added to this machine's clock to read the server's; `lastHeardAt` is in the server's time. */
export type Link = { readonly status: 'connecting' | 'live' | 'lost'; readonly lastHeardAt: number | null; readonly clockOffsetMs: number }

/** The server speaks at least every 3 s: silent for longer than this and the page says so, within 5 s of the line's end. */
const lostAfterMs = 4_000
/** A connection silent for so long is given up and made anew. */
const abandonAfterMs = 10_000
const offsetWindowMs = 30_000
const noticeableOffsetMs = 50

/**
 * Keeps the state of the connection out of what arrives. `wall` and `monotonic` are this machine's clocks in ms.
 * `check` is to be called about twice a second.
 */
export function createLinkWatch({ wall, monotonic, abandon }: { readonly wall: () => number; readonly monotonic: () => number; readonly abandon: () => void }) {
  const link: StoreApi<Link> = createStore<Link>()(() => ({ status: 'connecting', lastHeardAt: null, clockOffsetMs: 0 }))
  let heardAt: number | null = null
  let isJoined = false
  let isAbandoned = false
  // A message can only be late: of all offsets seen lately the greatest is the truest.
  let window = { startedAt: Number.NEGATIVE_INFINITY, best: Number.NEGATIVE_INFINITY, before: Number.NEGATIVE_INFINITY }
  const serverNow = (): number => wall() + link.getState().clockOffsetMs
  const set = (change: Partial<Link>): void => link.setState(change)
  return {
    link,
    serverNow,
    /** Anything at all came from the server. */
    heard: (): void => {
      heardAt = monotonic()
      isAbandoned = false
      if (isJoined && link.getState().status !== 'live') set({ status: 'live', lastHeardAt: serverNow() })
    },
    /** The server's time, from a frame of the present. */
    tellTime: (serverTime: number): void => {
      const offset = serverTime - wall()
      const now = monotonic()
      if (now - window.startedAt > offsetWindowMs) window = { startedAt: now, best: offset, before: window.best }
      else window.best = Math.max(window.best, offset)
      const best = Math.max(window.best, window.before)
      if (Math.abs(best - link.getState().clockOffsetMs) >= noticeableOffsetMs) set({ clockOffsetMs: best })
    },
    joined: (): void => {
      isJoined = true
      set({ status: 'live', lastHeardAt: serverNow() })
    },
    disconnected: (): void => {
      isJoined = false
      if (link.getState().status === 'live') set({ status: 'lost' })
    },
    check: (): void => {
      if (heardAt === null) return
      const silentFor = monotonic() - heardAt
      const { status, lastHeardAt } = link.getState()
      if (status === 'live' && silentFor > lostAfterMs) set({ status: 'lost' })
      else if (status === 'live' && serverNow() - silentFor - (lastHeardAt ?? 0) >= 1_000) set({ lastHeardAt: serverNow() - silentFor })
      if (silentFor > abandonAfterMs && !isAbandoned) {
        isAbandoned = true
        abandon()
      }
    },
  }
}
