import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { createLogger, errorFacts, type Logger } from '../platform/logger.ts'
import { exitCodeOf, exitCodes } from './exit-code.ts'
import { createLifecycle, type Lifecycle } from './lifecycle.ts'
import { programRoot } from './program-root.ts'

export type ProcessEdge = {
  readonly config: Config
  readonly logger: Logger
  readonly lifecycle: Lifecycle
  readonly version: string
  /** Ends the process at once: what stands in the journal is safe, and nothing more may be acknowledged. */
  readonly die: (error: unknown) => never
}

const longestStopMs = 9500

/** Reads the settings and ties the process's signals and last words to an orderly end. */
export function beginProcess(onStopping: () => void): ProcessEdge {
  const config = orExit(() => readConfig({ env: process.env, envFile: readOptional('.env'), argv: process.argv.slice(2) }))
  const logger = createLogger(config.logLevel, (line) => process.stderr.write(line))
  const lifecycle = createLifecycle(logger)
  const die = (error: unknown): never => {
    logger.fatal(errorFacts(error), 'the server ends')
    process.exit(exitCodes.internal)
  }
  let isStopping = false
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) return
    isStopping = true
    onStopping()
    logger.info({ signal }, 'stopping')
    setTimeout(() => die(new Error(`the parts did not stop within ${longestStopMs} ms`)), longestStopMs).unref()
    await lifecycle.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
  return { config, logger, lifecycle, version: readVersion(), die }
}

/** Says in one line what a person can put right, or logs what only a developer can, and exits. */
export async function failStart(error: unknown, { logger, lifecycle }: Pick<ProcessEdge, 'logger' | 'lifecycle'>): Promise<never> {
  const { code, line } = exitCodeOf(error)
  if (line === null) logger.fatal(errorFacts(error), 'the server could not start')
  else process.stderr.write(`linli: ${line}\n`)
  await lifecycle.stop()
  process.exit(code)
}

function orExit<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    const { code, line } = exitCodeOf(error)
    process.stderr.write(`linli: ${line ?? String(error)}\n`)
    process.exit(code)
  }
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function readVersion(): string {
  const found: { version?: unknown } = JSON.parse(readFileSync(join(programRoot, 'package.json'), 'utf8'))
  return typeof found.version === 'string' ? found.version : 'unknown'
}
