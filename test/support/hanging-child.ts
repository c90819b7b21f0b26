import { systemClock as clock } from '../../server/platform/clock.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createNotices } from '../../server/platform/notices.ts'
import { createWatchdog } from '../../server/platform/watchdog.ts'

/** A process with the server's watchdog that hangs for so many ms: `secondsAllowed hangMs`. Tells its report before and after. */
const [secondsAllowed = 0, hangMs = 0] = process.argv.slice(2).map(Number)
const notices = createNotices(
  clock,
  createLogger('silent', () => {}),
)
const watchdog = createWatchdog({ secondsAllowed, notices, clock, stallAfterMs: 500 })
watchdog.start()
const tell = (): void => void process.stdout.write(`${JSON.stringify({ ...watchdog.report(), notices: notices.list() })}\n`)
tell()
setTimeout(() => {
  const end = performance.now() + hangMs
  while (performance.now() < end);
  setTimeout(async () => {
    tell()
    await watchdog.stop()
  }, 600)
}, 600)
