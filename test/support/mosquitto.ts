import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './built-server.ts'

export type Mosquitto = {
  readonly url: string
  readonly port: number
  readonly folder: string
  start(): Promise<void>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Stops it and removes its files. */
  remove(): Promise<void>
}

/** The configuration that ships with the docs, line by line. */
const shipped = readFileSync(join(import.meta.dirname, '../../docs/examples/mosquitto.conf'), 'utf8')
/** A broker as Debian has it, but for the file it persists in. */
const usual = 'allow_anonymous true\npersistence true\n'

/**
 * A real Mosquitto from Debian on a free port with its files in a folder of its own, by the configuration that ships or by its defaults.
 * `lines` are put in place of those with the same first word, or added. Throws, naming the package, where it is not installed.
 */
export async function startMosquitto(kind: 'shipped' | 'default', lines: (folder: string) => readonly string[] = () => []): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-mosquitto-'))
  const port = await freePort()
  const own = [`listener ${port} 127.0.0.1`, `persistence_location ${folder}/`, 'user root', 'log_dest none', 'sys_interval 1', ...lines(folder)]
  const words = new Set(own.map(firstWord))
  const kept = (kind === 'shipped' ? shipped : usual).split('\n').filter((line) => line !== '' && !line.startsWith('#') && !words.has(firstWord(line)))
  // What belongs to a listener must come after it.
  writeFileSync(join(folder, 'mosquitto.conf'), `${[...own, ...kept].join('\n')}\n`)
  let child: ChildProcess | null = null
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    const going = child
    child = null
    if (!going || going.exitCode !== null || going.signalCode !== null) return
    await new Promise((done) => {
      going.once('exit', done)
      going.kill(signal)
    })
  }
  const start = async (): Promise<void> => {
    const started = spawn('/usr/sbin/mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' })
    child = started
    process.once('exit', () => started.kill('SIGKILL'))
    let failed: Error | null = null
    started.once('error', (error) => {
      failed = error
    })
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (failed !== null) throw new Error('mosquitto is not installed: apt-get install mosquitto')
      if (started.exitCode !== null) throw new Error(`mosquitto ended with ${started.exitCode}: is its configuration right?`)
      if (await answers(port)) return
      await sleep(25)
    }
    throw new Error('mosquitto did not answer within 5 s')
  }
  await start()
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    folder,
    start,
    stop,
    remove: async () => {
      await stop('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const firstWord = (line: string): string => line.split(' ')[0] ?? ''

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
