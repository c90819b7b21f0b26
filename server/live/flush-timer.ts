/** How far apart two frames are at least: little while there is little to say, so that one reading is seen at once; more under load or for many clients, so that frames stay few. */
const shortGapMs = 20
const longGapMs = 100
const smallFrameBytes = 1024
/** Estimated; measured 3 to 5 (test/bench/fanout). */
const bytesPerPoint = 5
const manyClients = 200

type Parts = {
  readonly pendingCount: () => number
  readonly clientCount: () => number
  readonly flush: () => void
  readonly monotonic: () => number
}

/** Says when a frame is due. After a rest that is at once; otherwise the gap to the frame before gathers what comes meanwhile. */
export function createFlushTimer({ pendingCount, clientCount, flush, monotonic }: Parts) {
  let timer: NodeJS.Timeout | null = null
  let flushedAt = Number.NEGATIVE_INFINITY
  const waitFor = (gapMs: number): number => Math.max(0, flushedAt + gapMs - monotonic())
  const look = (): void => {
    const isSmall = clientCount() <= manyClients && pendingCount() * bytesPerPoint < smallFrameBytes
    const leftMs = waitFor(isSmall ? shortGapMs : longGapMs)
    if (leftMs > 0) {
      timer = setTimeout(look, leftMs)
      return
    }
    timer = null
    flushedAt = monotonic()
    flush()
  }
  return {
    /** Something is pending: a flush follows within 100 ms. */
    arm: (): void => {
      timer ??= setTimeout(look, waitFor(shortGapMs))
    },
    stop: (): void => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
