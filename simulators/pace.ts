export type PaceParts = {
  /** Share of one core that this process and the server may use together. */
  readonly share: number
  /** CPU time in ms used so far by this process, and by the server as far as it told. */
  readonly cpuMs: { own(): number; server(): number }
  readonly monotonic: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** Rests between pieces of work, so that on the mean no more than a share of a core is used. */
export type Pace = { rest(): Promise<void> }

/** However busy the server is for others, this much of a core is worked with, so that the work ends. */
const leastOwnShare = 0.025
/** A busy while longer than this is not paid back any more. */
const mostOwedForMs = 10_000

/**
 * Counts the work of both sides of the ingest: what the server does with a reading costs twice what it costs to make it. All that the server does
 * counts, so that this stands back when people use it.
 */
export function createPace({ share, cpuMs, monotonic, sleep }: PaceParts): Pace {
  let [own, server, at] = [cpuMs.own(), cpuMs.server(), monotonic()]
  let owedMs = 0
  return {
    rest: async () => {
      const [ownNow, serverNow, now] = [cpuMs.own(), cpuMs.server(), monotonic()]
      const workedMs = ownNow - own
      owedMs += workedMs + (serverNow - server) - share * (now - at)
      owedMs = Math.min(Math.max(owedMs, 0), share * mostOwedForMs)
      own = ownNow
      server = serverNow
      at = now
      const restMs = Math.min(owedMs / share, workedMs / leastOwnShare)
      if (restMs > 0) await sleep(restMs)
    },
  }
}
