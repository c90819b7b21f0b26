import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'

const { beats, secondsAllowed } = z.object({ beats: z.instanceof(SharedArrayBuffer), secondsAllowed: z.number().positive() }).parse(workerData)
const lookEveryMs = 500
/** How often the main thread moved, and 1 once it asks this one to end. */
const shared = new Int32Array(beats)

/**
 * Looks whether the main thread still moves, and ends the process when it has not for too long. Counted in looks, not by a clock: while the
 * machine sleeps, or the whole process is stopped, this thread does not look either, and nobody is blamed.
 */
function watch(): void {
  let last = Atomics.load(shared, 0)
  let still = 0
  while (Atomics.wait(shared, 1, 0, lookEveryMs) === 'timed-out') {
    const now = Atomics.load(shared, 0)
    still = now === last ? still + 1 : 0
    last = now
    if (still * lookEveryMs < secondsAllowed * 1000) continue
    const line = { level: 'fatal', time: new Date().toISOString(), code: 'server_hung', seconds: secondsAllowed, msg: 'the server hangs and is ended' }
    writeSync(2, `${JSON.stringify(line)}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
}

watch()
