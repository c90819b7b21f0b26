import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, root, run } from './run.mjs'

/** The lock as npm wrote it into node_modules differs from ours when something was added, changed or taken away. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(([path, { version, optional }]) => path === '' || optional || have[path]?.version === version)
}

/** Installs exactly what the lock names, unless it is there. */
export async function ensureInstalled() {
  if (isInstalled()) return
  process.stdout.write('linli: installing packages (about a minute, once)…\n')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) fail('npm ci failed: is the npm registry reachable? Its own words are above.', 3)
}
