import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run } from './run.mjs'

const sources = ['models', 'server', 'simulators', 'client', 'package-lock.json', 'tsconfig.base.json', 'vite.config.ts', 'tools/lib/fetch-early.mjs']
const stamp = join(root, 'dist/.built')

function* filesUnder(path) {
  const found = statSync(path)
  if (!found.isDirectory()) yield [path, found]
  else for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name))
}

/** Changes whenever a source file is added, removed or edited. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const source of sources) for (const [path, { mtimeMs, size }] of filesUnder(join(root, source))) hash.update(`${path} ${size} ${mtimeMs}\n`)
  return hash.digest('hex')
}

/** Builds server, simulators and page into dist/, unless what is there is of these sources. */
export async function ensureBuilt() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stdout.write('linli: building (half a minute, after each change)…\n')
  const bin = (name) => join(root, 'node_modules/.bin', name)
  const [server, page] = await Promise.all([run(bin('tsc'), ['-b', 'models', 'server', 'simulators']), run(bin('vite'), ['build', '--logLevel', 'warn'])])
  if (server !== 0 || page !== 0) fail("the build failed: the compiler's own words are above.", 1)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}
