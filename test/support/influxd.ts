import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Influxd = {
  readonly url: string
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>
  readonly start: () => Promise<void>
  /** Stands still: it takes connections and answers nothing. `stop` ends it all the same. */
  readonly pause: () => void
  /** Stops it and removes its files. */
  readonly remove: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** A real InfluxDB 1.x from Debian on free ports, with its files in a folder of its own. Throws, naming the package, where it is not installed. */
export async function startInfluxd(): Promise<Influxd> {
  try {
    execFileSync('influxd', ['version'], { stdio: 'ignore' })
  } catch {
    throw new Error('influxd is not installed: apt-get install influxdb')
  }
  const folder = mkdtempSync(join(tmpdir(), 'linli-influxd-'))
  const [port, rpc] = [await freePort(), await freePort()]
  for (const name of ['meta', 'data', 'wal']) mkdirSync(join(folder, name))
  const config = `reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
  dir = "${folder}/meta"
[data]
  dir = "${folder}/data"
  wal-dir = "${folder}/wal"
  query-log-enabled = false
  max-series-per-database = 0
[http]
  bind-address = "127.0.0.1:${port}"
  log-enabled = false
[monitor]
  store-enabled = false
`
  writeFileSync(join(folder, 'influxdb.conf'), config)
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    child = spawn('influxd', ['run', '-config', join(folder, 'influxdb.conf')], { stdio: 'ignore' })
    for (let attempt = 0; attempt < 300; attempt++) {
      const answer = await fetch(`${url}/ping`).catch(() => null)
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('influxd did not answer within 15 s')
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    const going = child
    child = null
    if (!going || going.exitCode !== null) return
    await new Promise((resolve) => {
      going.once('exit', resolve)
      going.kill(signal)
    })
  }
  await start()
  return {
    url,
    start,
    stop,
    pause: () => void child?.kill('SIGSTOP'),
    remove: async () => {
      await stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
