// npm run dev: the server on its port and the page by vite beside it, rebuilt at every save.
import { ensureInstalled } from './lib/install.mjs'
import { requireNode, run } from './lib/run.mjs'

requireNode()
await ensureInstalled()
await Promise.race([
  run('node_modules/.bin/tsx', ['watch', '--clear-screen=false', 'server/main.ts', ...process.argv.slice(2)]),
  run('node_modules/.bin/vite', []),
])
process.exit(0)
