import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type BuiltServer = {
  readonly url: string
  readonly port: number
  readonly data: string
  readonly pid: number
  readonly output: () => string
  /** Sends a reading as an anonymous device on this machine would; throws unless it was accepted. */
  post(readings: readonly { device: string; point: string; value: unknown; time?: number | string }[]): Promise<void>
  get(path: string): Promise<unknown>
  /** Ends it by the given signal and waits for the end; gives the exit code (null after a kill). */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export type BuiltServerOptions = {
  readonly data?: string
  readonly port?: number
  readonly arguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : failed(new Error('no port'))))
    })
  })

/** Starts dist/server/main.js as a process of its own on a free port and waits until it is healthy. Without simulator unless asked for. */
export async function startBuiltServer(options: BuiltServerOptions = {}): Promise<BuiltServer> {
  const port = options.port ?? (await freePort())
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'linli-data-')))
  const main = join(import.meta.dirname, '../../dist/server/main.js')
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LINLI_')))
  const child = spawn(process.execPath, [main, '--port', String(port), '--data', data, ...(options.arguments ?? ['--no-simulator'])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, LINLI_MQTT_PORT: String(await freePort()), ...options.environment },
  })
  // A test that fails half-way leaves no server behind.
  process.once('exit', () => child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      output = (output + bytes.toString()).slice(-100_000)
    })
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; ; attempt += 1) {
    const healthy = await fetch(`${url}/api/v1/health`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (healthy) break
    if (child.exitCode !== null || attempt > 600) throw new Error(`The server did not start (exit code ${child.exitCode}): ${output}`)
    await sleep(100)
  }
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`)
    if (!answer.ok) throw new Error(`GET ${path} gave ${answer.status}: ${await answer.text()}`)
    return await answer.json()
  }
  return {
    url,
    port,
    data,
    pid: child.pid ?? 0,
    output: () => output,
    get,
    post: async (readings) => {
      const answer = await fetch(`${url}/api/v1/ingest`, { method: 'POST', body: JSON.stringify(readings), headers: { 'content-type': 'application/json' } })
      const body = await answer.text()
      if (answer.status !== 202 || !body.includes(`"accepted":${readings.length}`)) throw new Error(`The readings were not accepted: ${answer.status} ${body}`)
    },
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      const code = await ended
      if (options.data === undefined && signal === 'SIGTERM') await rm(data, { recursive: true, force: true })
      return code
    },
  }
}
