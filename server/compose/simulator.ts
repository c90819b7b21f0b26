import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { FromSimulator, type Playing, type ToSimulator } from '../../models/protocol/simulation.ts'
import type { Config } from '../config.ts'
import type { Credentials } from '../platform/credentials.ts'
import type { Logger } from '../platform/logger.ts'
import { programRoot } from './program-root.ts'

type Told<Kind extends FromSimulator['kind']> = Extract<FromSimulator, { kind: Kind }>
export type SimulatorReport = {
  readonly state: 'off' | 'running' | 'waiting'
  readonly scenarios: Told<'ready'>['scenarios']
  readonly backfill: Omit<Told<'backfill'>, 'kind'> | null
  readonly playing: Told<'playing'>['playing']
}

export type Simulator = {
  readonly report: () => SimulatorReport
  readonly start: (environment: SimulatorEnvironment) => void
  /** Null when the scenario cannot be played now, e.g. because another has its devices, or no simulator runs. */
  readonly play: (wish: Omit<Extract<ToSimulator, { kind: 'play' }>, 'kind' | 'request'>) => Promise<Playing | null>
  readonly endRun: (run: string) => void
  readonly stop: () => Promise<void>
}
export type SimulatorEnvironment = {
  readonly LINLI_URL: string
  readonly LINLI_TOKEN: string
  readonly LINLI_COMMUNITY: string
  readonly LINLI_SIMULATOR_DATA: string
  readonly LINLI_SEED: string
  readonly LINLI_BACKFILL_DAYS: string
}

const program = join(programRoot, 'dist/simulators/main.js')
const shortestWaitMs = 1000
const longestWaitMs = 60_000
const graceMs = 3000
const answerMs = 5000

/**
 * Keeps the simulator running as a child that speaks only the public API, with a token of its own. It is started again when it ends, ever
 * later when it keeps ending. Its channel to this process closes however this process dies, and it ends with it.
 */
export function createSimulator(logger: Logger): Simulator {
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let waitMs = shortestWaitMs
  let isStopped = false
  let requests = 0
  let told: Omit<SimulatorReport, 'state'> = { scenarios: [], backfill: null, playing: [] }
  const waiting = new Map<number, (playing: Playing | null) => void>()

  const hear = (message: unknown): void => {
    const heard = FromSimulator.safeParse(message)
    if (!heard.success) {
      logger.warn({}, 'the simulator said something unknown')
      return
    }
    switch (heard.data.kind) {
      case 'ready':
        told = { ...told, scenarios: heard.data.scenarios }
        sayCpu()
        break
      case 'backfill': {
        const { kind: _kind, ...backfill } = heard.data
        told = { ...told, backfill }
        sayCpu()
        break
      }
      case 'playing':
        told = { ...told, playing: heard.data.playing }
        break
      case 'played':
        waiting.get(heard.data.request)?.(heard.data.playing)
        break
    }
  }
  const run = (environment: SimulatorEnvironment): void => {
    const begun = performance.now()
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('LINLI_'))
    const started = fork(program, [], { env: { ...Object.fromEntries(others), ...environment }, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    child = started
    started.on('message', hear)
    started.on('error', (error) => logger.error({ error: error.message }, 'the simulator could not be reached'))
    started.once('exit', (code, signal) => {
      child = null
      told = { ...told, playing: [] }
      if (isStopped) return
      waitMs = performance.now() - begun > longestWaitMs ? shortestWaitMs : Math.min(waitMs * 2, longestWaitMs)
      logger.warn({ code, signal, againInMs: waitMs }, 'the simulator ended')
      timer = setTimeout(() => run(environment), waitMs)
    })
  }
  const say = (message: z.infer<typeof ToSimulator>): boolean => child?.connected === true && child.send(message, () => {})
  const sayCpu = (): void => {
    const { user, system } = process.cpuUsage()
    say({ kind: 'cpu', ms: (user + system) / 1000 })
  }

  return {
    report: () => ({ state: child ? 'running' : timer ? 'waiting' : 'off', ...told }),
    start: (environment) => {
      if (existsSync(program)) run(environment)
    },
    play: async (wish) => {
      requests += 1
      const request = requests
      const answer = new Promise<Playing | null>((done) => {
        const late = setTimeout(() => done(null), answerMs)
        waiting.set(request, (playing) => {
          clearTimeout(late)
          done(playing)
        })
      })
      if (!say({ kind: 'play', request, ...wish })) waiting.get(request)?.(null)
      const playing = await answer
      waiting.delete(request)
      return playing
    },
    endRun: (runId) => void say({ kind: 'stop', run: runId }),
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      if (child) await endChild(child)
    },
  }
}

/** What the child is told: where the server is, a token that ends with it, and how the simulated days are. */
export function simulatorEnvironment(
  address: string,
  credentials: Credentials,
  community: string,
  data: string,
  { seed, backfillDays }: Pick<Config, 'seed' | 'backfillDays'>,
): SimulatorEnvironment {
  const token = credentials.issueForNow({ name: 'simulator', origin: 'simulated', device: null })
  return {
    LINLI_URL: address,
    LINLI_TOKEN: token,
    LINLI_COMMUNITY: community,
    LINLI_SIMULATOR_DATA: data,
    LINLI_SEED: String(seed),
    LINLI_BACKFILL_DAYS: String(backfillDays),
  }
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
