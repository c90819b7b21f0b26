// npm run faults [-- --full]: the fault tests alone. `--full` plays each fault many times, for half an hour or so, and prints the seed of every run.
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { fail, requireNode, root, run } from './lib/run.mjs'
import { ensureSystemParts } from './lib/system-parts.mjs'

const files = [
  'test/integration/server/faults',
  'test/integration/server/journal',
  'test/integration/server/ingest/kill-during-ingest.test.ts',
  'test/integration/server/ingest/broker-restart.test.ts',
  'test/integration/server/timeseries',
  'test/integration/server/alarms',
  'test/integration/live/trouble.test.ts',
  'test/integration/live/page.test.ts',
  'test/unit/models/engines/counter-step.test.ts',
]

requireNode()
const unknown = process.argv.slice(2).find((flag) => flag !== '--full')
if (unknown) fail(`'${unknown}' is not known: --full plays each fault many times.`)
await ensureInstalled()
ensureSystemParts()
await ensureBuilt()
const full = process.argv.includes('--full')
const limits = full ? ['--testTimeout=1800000'] : []
process.exit(
  await run(join(root, 'node_modules/.bin/vitest'), ['run', ...files, ...limits], { env: { ...process.env, LINLI_FAULTS: full ? 'full' : 'short' } }),
)
