// Small pieces the scripts share. Plain .mjs without dependencies: they run before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Ends with one line on stderr that names the trouble and the remedy. */
export function fail(message, code = 2) {
  process.stderr.write(`linli: ${message}\n`)
  process.exit(code)
}

/** Runs a command to its end with our output; gives its exit code. */
export const run = (command, args, options = {}) =>
  new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', () => done(127))
    child.on('close', (code, signal) => done(signal ? 1 : code))
  })

/** True when a command exists and answers. */
export const answers = (command, args = ['--version']) => spawnSync(command, args, { stdio: 'ignore' }).error === undefined

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node.js 20.19 or newer is needed, this is ${process.versions.node}: install it from nodejs.org or your distribution.`)
}
