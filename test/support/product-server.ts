import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { programRoot } from '../../server/compose/program-root.ts'
import { temporaryDirectory } from './temporary-directory.ts'

export type ProductServer = {
  readonly process: ChildProcess
  readonly data: string
  /** All it wrote to standard output and error. */
  readonly output: () => string
  /** Resolves with the exit code, null for a signal. */
  readonly ended: Promise<number | null>
  /** `http://…` once it is announced; rejects when it ends before. */
  readonly address: Promise<string>
}

type Options = {
  readonly data?: string
  readonly env?: Readonly<Record<string, string>>
  /** What is done when the test is over; a server that serves a whole file of tests ends otherwise, and needs its own `data`. */
  readonly atEnd?: (end: () => Promise<void>) => void
}

/** The server itself from source, as a process of its own that is gone when the test is over. */
export function startProduct(
  argv: readonly string[] = [],
  { data = join(temporaryDirectory(), 'data'), env = {}, atEnd = onTestFinished }: Options = {},
): ProductServer {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LINLI_')))
  const settings = ['--data', data, '--port', '0', '--no-simulator', ...argv]
  const child = spawn(process.execPath, ['--import', 'tsx', join(programRoot, 'server/main.ts'), ...settings], {
    cwd: programRoot,
    env: { ...own, LINLI_MQTT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const address = new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer): void => {
      output += bytes.toString('utf8')
      const found = /页面 page +(\S+)\//.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  address.catch(() => {})
  atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  return { process: child, data, output: () => output, ended, address }
}
