// npm run bench -- NAME [--json] [...]: one benchmark, measured beside its bare limit in the same run.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { fail, requireNode, root, run } from './lib/run.mjs'

requireNode()
const names = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
const [name, ...rest] = process.argv.slice(2)
if (!names.includes(name)) fail(`there is no benchmark '${name ?? ''}': choose one of ${names.join(', ')}.`)
await ensureInstalled()
await ensureBuilt()
process.exit(await run(process.execPath, ['--import', 'tsx', join('test/bench', `${name}.bench.ts`), ...rest]))
