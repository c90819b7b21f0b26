// Loaded into a server by a test (`NODE_OPTIONS=--import=…/tell-or-throw.mjs`), never by the product. On SIGUSR2 the process says on standard error
// what Object.prototype holds, or, as `ON_SIGNAL` asks, meets an error that nobody catches.
import { isMainThread } from 'node:worker_threads'

const secret = 'select * from secrets at /home/linli/server.ts:12'
const deeds = {
  tell: () => process.stderr.write(`${JSON.stringify({ prototype: Object.getOwnPropertyNames(Object.prototype).sort() })}\n`),
  timer: () =>
    setTimeout(() => {
      throw new Error(secret)
    }, 1),
  rejection: () => void Promise.reject(new Error(secret)),
}
if (isMainThread) process.on('SIGUSR2', deeds[process.env.ON_SIGNAL ?? 'tell'])
