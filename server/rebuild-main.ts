import { join, resolve } from 'node:path'
import { exitCodeOf } from './compose/exit-code.ts'
import { loadCommunity } from './compose/load-community.ts'
import { numberRegister } from './compose/number-register.ts'
import { readConfig } from './config.ts'
import { openJournal } from './journal/open-journal.ts'
import { systemClock } from './platform/clock.ts'
import { lockDataFolder } from './platform/data-lock.ts'
import { createLogger } from './platform/logger.ts'
import { historyConfig } from './timeseries/history-config.ts'
import { rebuildHistory } from './timeseries/rebuild-history.ts'
import { TimeSeriesUnavailable } from './timeseries/time-series.ts'

/** `npm run rebuild -- --data DIR`: empties the time series and fills it again from the journal. Refused while a server holds the folder. */
async function main(): Promise<void> {
  const config = readConfig({ env: process.env, envFile: '', argv: process.argv.slice(2) })
  const log = createLogger(config.logLevel, (line) => process.stderr.write(line))
  const data = resolve(config.data)
  const lock = lockDataFolder(data, process.pid, new Date(systemClock.now()))
  const journal = await openJournal({ directory: join(data, 'journal'), log })
  try {
    const register = await numberRegister(await loadCommunity(config.community), journal)
    const say = (line: string): void => void process.stdout.write(`${line}\n`)
    await rebuildHistory({ journal, config: historyConfig(config.influx, data), register, log, say })
  } finally {
    await journal.close()
    lock.release()
  }
}

main().catch((error: unknown) => {
  const { code, line } = exitCodeOf(error)
  process.stderr.write(`linli: ${line ?? (error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = error instanceof TimeSeriesUnavailable ? 3 : code
})
