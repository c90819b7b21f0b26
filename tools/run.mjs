// Runs one of the product's own commands from dist/: `node tools/run.mjs server/import/main.js ARGUMENTS`.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { requireNode, root } from './lib/run.mjs'

requireNode()
await ensureInstalled()
await ensureBuilt()

const [command] = process.argv.splice(2, 1)
await import(pathToFileURL(join(root, 'dist', command)).href)
