// npm run build: everything that `npm start` needs, into dist/.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/run.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()
