import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '../platform/logger.ts'
import { programRoot } from './program-root.ts'

export type Simulator = { readonly state: () => 'off' | 'running' | 'waiting'; readonly start: (address: string, token: string) => void; readonly stop: () => Promise<void> }

const program = join(programRoot, 'dist/simulators/main.js')
const shortestWaitMs = 1000
const longestWaitMs = 60_000
const graceMs = 3000

/**
 * Keeps the simulator running as a child that speaks only the public API, with a token of its own.
 * It is started again when it ends, ever later when it keeps ending. Its standard input closes with this process, however that dies, and it ends then.
 */
export function createSimulator(logger: Logger): Simulator {
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let waitMs = shortestWaitMs
  let isStopped = false
  const run = (address: string, token: string): void => {
    const begun = performance.now()
    const started = spawn(process.execPath, [program], { env: childEnvironment(address, token), stdio: ['pipe', 'ignore', 'inherit'] })
    child = started
    started.stdin.on('error', () => {})
    started.on('error', (error) => logger.error({ error: error.message }, 'the simulator could not be started'))
    started.once('exit', (code, signal) => {
      child = null
      if (isStopped) return
      waitMs = performance.now() - begun > longestWaitMs ? shortestWaitMs : Math.min(waitMs * 2, longestWaitMs)
      logger.warn({ code, signal, againInMs: waitMs }, 'the simulator ended')
      timer = setTimeout(() => run(address, token), waitMs)
    })
  }
  return {
    state: () => (child ? 'running' : timer ? 'waiting' : 'off'),
    start: (address, token) => {
      if (existsSync(program)) run(address, token)
    },
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      if (child) await endChild(child)
    },
  }
}

function childEnvironment(address: string, token: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('LINLI_'))
  return { ...Object.fromEntries(others), LINLI_URL: address, LINLI_TOKEN: token }
}

const endChild = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), graceMs)
    child.once('exit', () => {
      clearTimeout(hard)
      done()
    })
    child.kill('SIGTERM')
  })
