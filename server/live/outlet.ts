import type { Socket } from 'socket.io'
import type { Clock } from '../platform/clock.ts'
import type { LiveCounters } from './live-counters.ts'
import type { Prepared } from './prepared.ts'

/** With more than this on its way to a client nothing is added: it gets the newest state when it has read. */
const busyAboveBytes = 65_536

/** The way to one client: knows how much is still unread, so that nothing ever queues without end. */
export type Outlet = {
  readonly isOpen: boolean
  /** Whether another message may be handed over now. */
  readonly isFree: boolean
  /** Monotonic ms since when nothing has moved although something waits; null when all is well. */
  readonly stuckSince: number | null
  /** Monotonic ms of the last message. */
  readonly sentAt: number
  send(message: Prepared): void
  /** Cuts the connection without waiting for what it has not read. */
  cut(): void
}

/** `whenFree` is called when a client that was busy has read enough to go on. */
export function createOutlet({
  socket,
  clock,
  counters,
  whenFree,
}: {
  readonly socket: Socket
  readonly clock: Clock
  readonly counters: LiveCounters
  readonly whenFree: () => void
}): Outlet {
  const { conn } = socket
  let unsentBytes = 0
  let progressAt = 0
  let sentAt = clock.monotonic()
  const done = (bytes: number): void => {
    const wasBusy = unsentBytes > busyAboveBytes
    unsentBytes = Math.max(0, unsentBytes - bytes)
    progressAt = clock.monotonic()
    if (wasBusy && unsentBytes <= busyAboveBytes) whenFree()
  }
  const isOpen = (): boolean => conn.readyState === 'open' && socket.connected
  return {
    get isOpen() {
      return isOpen()
    },
    get isFree() {
      return isOpen() && unsentBytes <= busyAboveBytes
    },
    get stuckSince() {
      return unsentBytes > 0 ? progressAt : null
    },
    get sentAt() {
      return sentAt
    },
    send: ({ packets, bytes }) => {
      if (!isOpen()) return
      sentAt = clock.monotonic()
      if (unsentBytes === 0) progressAt = sentAt
      unsentBytes += bytes
      counters.mostUnsentBytes = Math.max(counters.mostUnsentBytes, unsentBytes)
      for (const [index, packet] of packets.entries()) conn.write(packet.data, packet.options, index === packets.length - 1 ? () => done(bytes) : undefined)
    },
    cut: () => {
      const { transport } = conn
      conn.close(true)
      terminate(transport)
    },
  }
}

/** A WebSocket that is only closed waits 30 s for the answer of a client that does not read: its line is ended at once. */
function terminate(transport: Socket['conn']['transport']): void {
  const webSocket: unknown = 'socket' in transport ? transport.socket : null
  if (typeof webSocket === 'object' && webSocket !== null && 'terminate' in webSocket && typeof webSocket.terminate === 'function') webSocket.terminate()
}
