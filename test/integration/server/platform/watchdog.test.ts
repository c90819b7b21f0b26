import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startProduct } from '../../../support/product-server.ts'

/** A real process with the watchdog in it, that hangs. */
async function hang(secondsAllowed: number, hangMs: number) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, '../../../support/hanging-child.ts'), String(secondsAllowed), String(hangMs)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const texts = { out: '', err: '' }
  child.stdout.on('data', (bytes: Buffer) => (texts.out += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (texts.err += bytes.toString()))
  const [code, signal]: unknown[] = await once(child, 'close')
  const told: unknown[] = texts.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return { code, signal, told, err: texts.err }
}

it('ends a process that hangs for too long, saying so, for its supervisor to start it again', async () => {
  const { signal, told, err } = await hang(1, 60_000)
  expect([signal, told.length]).toEqual(['SIGKILL', 1])
  expect(JSON.parse(err)).toMatchObject({ level: 'fatal', code: 'server_hung', seconds: 1 })
})

it('notices a shorter hang when it is over, calls the server degraded, and ends with it in order', async () => {
  const { code, told, err } = await hang(30, 1500)
  expect(told[0]).toMatchObject({ ok: true, stalls: 0, lastStall: null })
  expect(told[1]).toMatchObject({ ok: false, stalls: 1, notices: [{ code: 'server_stalled', times: 1 }] })
  expect([code, err]).toEqual([0, ''])
})

it('watches the product, and tells it in health, the system report and the metrics', async () => {
  const server = startProduct([], { env: { LINLI_WATCHDOG_SECONDS: '2' } })
  const base = await server.address
  const read = async (path: string): Promise<string> => (await fetch(`${base}${path}`)).text()
  expect(JSON.parse(await read('/api/v1/health'))).toMatchObject({ status: 'ok', eventLoop: { ok: true } })
  expect(JSON.parse(await read('/api/v1/system'))).toMatchObject({ process: { eventLoopLagMs: { p99: expect.any(Number) } }, notices: [] })
  expect(await read('/metrics')).toMatch(/^linli_stalls 0$/m)
  // A process that is stopped as a whole does not hang: it goes on where it stood.
  server.process.kill('SIGSTOP')
  await new Promise((done) => setTimeout(done, 3000))
  server.process.kill('SIGCONT')
  expect(JSON.parse(await read('/api/v1/health'))).toMatchObject({ status: 'ok' })
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})
