/** What the live side has done, for the metrics and for tests that count instead of timing. */
export type LiveCounters = {
  snapshotsEncoded: number
  deltasEncoded: number
  /** Deltas made for clients that had fallen behind or came back. */
  catchUpsEncoded: number
  framesSent: number
  bytesSent: number
  alarmsSent: number
  clients: number
  replaySessions: number
  handshakesShed: number
  stalledCut: number
  /** The most that ever waited for one client, in bytes. */
  mostUnsentBytes: number
}

export const createLiveCounters = (): LiveCounters => ({
  snapshotsEncoded: 0,
  deltasEncoded: 0,
  catchUpsEncoded: 0,
  framesSent: 0,
  bytesSent: 0,
  alarmsSent: 0,
  clients: 0,
  replaySessions: 0,
  handshakesShed: 0,
  stalledCut: 0,
  mostUnsentBytes: 0,
})
