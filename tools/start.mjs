// npm start: from a bare clone to a living community. The server runs in this very process, so that a signal reaches it.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode } from './lib/run.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()

// File access, DNS and password hashing share this pool; four threads are too few (docs/decisions). Read before its first use.
process.env.UV_THREADPOOL_SIZE ??= '16'

// Where a shell stands between npm and us and dies of npm's signal without passing it on, our parent changes: then we stop too.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}

await import('../dist/server/main.js')
