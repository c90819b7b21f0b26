/** How long a flush waits for more: little while there is little, so that one reading is seen at once; longer under load or for many clients, so that frames stay few. */
const shortWaitMs = 20
const longWaitMs = 100
const smallFrameBytes = 1024
/** Estimated; measured 3 to 5 (test/bench/fanout). */
const bytesPerPoint = 5
const manyClients = 200

type Parts = { readonly pendingCount: () => number; readonly clientCount: () => number; readonly flush: () => void }

export function createFlushTimer({ pendingCount, clientCount, flush }: Parts) {
  let timer: NodeJS.Timeout | null = null
  const run = (): void => {
    timer = null
    flush()
  }
  const afterShortWait = (): void => {
    if (pendingCount() * bytesPerPoint < smallFrameBytes) run()
    else timer = setTimeout(run, longWaitMs - shortWaitMs)
  }
  return {
    /** Something is pending: a flush follows within 20 to 100 ms. */
    arm: (): void => {
      timer ??= clientCount() > manyClients ? setTimeout(run, longWaitMs) : setTimeout(afterShortWait, shortWaitMs)
    },
    stop: (): void => {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
