import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openApiFaults } from '../../support/openapi-check.ts'
import { startProduct } from '../../support/product-server.ts'
import { temporaryDirectory } from '../../support/temporary-directory.ts'

const State = z.object({ points: z.array(z.object({ point: z.string(), value: z.unknown() })) })
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
const home = { device: 'electricity-3-2-501', point: 'power' }
const post = (url: string, body: unknown) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

it('serves the shipped community, describes every call it serves, and stops on SIGTERM leaving nothing', async () => {
  const server = startProduct()
  const base = await server.address
  expect(await (await fetch(`${base}/api/v1/health`)).json()).toMatchObject({ status: 'ok', timeSeries: { kind: 'duckdb', ok: true }, journal: { ok: true } })
  const document = Document.parse(await (await fetch(`${base}/api/openapi.json`)).json())
  expect(openApiFaults(document)).toEqual([])
  for (const [path, operations] of Object.entries(document.paths))
    for (const method of Object.keys(operations)) {
      const answer = await fetch(`${base}${path.replace(/\{\w+\}/g, 'none')}`, { method: method.toUpperCase(), ...(method === 'post' ? { body: '' } : {}) })
      expect([method, path, await answer.text()]).toEqual([method, path, expect.not.stringContaining('unknown_address')])
    }
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  await expect(fetch(`${base}/api/v1/health`)).rejects.toThrow()
})

it('keeps what it acknowledged through SIGKILL and takes its folder over again', async () => {
  const first = startProduct()
  const url = `${await first.address}/api/v1/ingest`
  expect(await (await post(url, [{ ...home, value: 1.5 }])).json()).toMatchObject({ accepted: 1 })
  first.process.kill('SIGKILL')
  await first.ended
  const second = startProduct([], { data: first.data })
  const { points } = State.parse(await (await fetch(`${await second.address}/api/v1/communities/xingfuli/state?device=${home.device}`)).json())
  expect(points).toContainEqual(expect.objectContaining({ point: home.point, value: 1.5 }))
})

it('refuses a second server on the same folder in one line that names the first', async () => {
  const first = startProduct()
  await first.address
  const second = startProduct([], { data: first.data })
  expect(await second.ended).toBe(2)
  expect(second.output()).toMatch(new RegExp(`already in use by pid ${first.process.pid} since`))
  expect(second.output().trim().split('\n')).toHaveLength(1)
})

it('says in one line what is wrong with a setting, a port or a community, and exits with 2', async () => {
  const base = startProduct()
  const port = new URL(await base.address).port
  const folder = temporaryDirectory()
  writeFileSync(join(folder, 'broken.json'), '{"schema":1,')
  writeFileSync(join(folder, 'newer.json'), '{"schema":99}')
  writeFileSync(join(folder, 'wrong.json'), '{"schema":1,"id":"Not An Id"}')
  for (const [argv, expected] of [
    [['--port', 'none'], /^linli: --port: /],
    [['--port', port], new RegExp(`Cannot listen on 127.0.0.1:${port} \\(EADDRINUSE\\).*--port`)],
    [['--host', '0.0.0.0'], /^linli: --host: .*only this machine/],
    [['--community', 'nowhere'], /nowhere.*xingfuli/],
    [['--community', join(folder, 'broken.json')], /not valid JSON/],
    [['--community', join(folder, 'newer.json')], /form 99/],
    [['--community', join(folder, 'wrong.json')], /wrong at id/],
    [['--frobnicate'], /^linli: --frobnicate: /],
  ] as const) {
    const server = startProduct(argv)
    expect([argv, await server.ended]).toEqual([argv, 2])
    expect(server.output()).toMatch(expected)
    expect(server.output().trim().split('\n')).toHaveLength(1)
  }
})

it('starts on another community from its file', async () => {
  const path = join(temporaryDirectory(), 'other.json')
  const shipped = startProduct()
  const model: unknown = await (await fetch(`${await shipped.address}/api/v1/communities/xingfuli`)).json()
  writeFileSync(path, JSON.stringify({ ...z.looseObject({}).parse(model), id: 'elsewhere' }))
  const server = startProduct(['--community', path])
  expect(await (await fetch(`${await server.address}/api/v1/communities`)).json()).toMatchObject({ items: [{ id: 'elsewhere' }] })
})

it('keeps the secrets of its tokens out of the log and its folder', async () => {
  const server = startProduct([], { env: { LINLI_LOG_LEVEL: 'debug' } })
  const base = await server.address
  const { token } = z.looseObject({ token: z.string() }).parse(await (await post(`${base}/api/v1/tokens`, { name: 'gate', origin: 'typed' })).json())
  const answer = await fetch(`${base}/write?db=xingfuli&p=${token}`, { method: 'POST', body: `m,device=${home.device} ${home.point}=2.5\n` })
  expect(answer.status).toBe(204)
  await fetch(`${base}/broken-${token}`)
  const { points } = z
    .object({ points: z.array(z.looseObject({ origin: z.string() })) })
    .parse(await (await fetch(`${base}/api/v1/communities/xingfuli/state?device=${home.device}`)).json())
  expect(points).toContainEqual(expect.objectContaining({ value: 2.5, origin: 'typed' }))
  server.process.kill('SIGTERM')
  await server.ended
  expect(server.output() + readFileSync(join(server.data, 'credentials.json'), 'utf8')).not.toContain(token)
})

it('stops in time although a client holds its connection open', async () => {
  const server = startProduct()
  const { port } = new URL(await server.address)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write('POST /api/v1/ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[')
  await new Promise((done) => socket.once('connect', done))
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  socket.destroy()
})

it('lets the token of a device report for that device and do nothing else', async () => {
  const base = await startProduct().address
  const issued = await post(`${base}/api/v1/tokens`, { name: 'meter', origin: 'measured', device: home.device })
  const { token } = z.looseObject({ token: z.string() }).parse(await issued.json())
  const authorization = `Bearer ${token}`
  const report = (device: string) =>
    fetch(`${base}/api/v1/ingest`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify([{ ...home, device, value: 2 }]),
    })
  expect(await (await report(home.device)).json()).toMatchObject({ accepted: 1, quarantined: [] })
  expect(await (await report('electricity-3-2-502')).json()).toMatchObject({ accepted: 0, quarantined: [expect.objectContaining({ index: 0 })] })
  expect((await fetch(`${base}/write`, { method: 'POST', headers: { authorization }, body: `m,device=${home.device} ${home.point}=3\n` })).status).toBe(204)
  for (const path of ['communities', 'tokens', 'alarms', 'quarantine', 'system'])
    expect([path, (await fetch(`${base}/api/v1/${path}`, { headers: { authorization } })).status]).toEqual([path, 403])
})

it('secures the answers of the live connection too, refuses foreign pages there, and does not wait for its clients at the stop', async () => {
  const server = startProduct()
  const base = await server.address
  const polling = `${base}/socket.io/?EIO=4&transport=polling`
  for (const [status, answer] of [
    [200, await fetch(polling)],
    [403, await fetch(polling, { headers: { origin: 'https://elsewhere.example' } })],
  ] as const) {
    expect([answer.ok, answer.ok || answer.status >= 400]).toEqual([status === 200, true])
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  const client = io(`${base}/live`, { transports: ['websocket'], reconnection: false })
  await new Promise((done) => client.once('connect', () => done(undefined)))
  const closed = new Promise((done) => client.once('disconnect', done))
  const health = await fetch(`${base}/api/v1/health`)
  expect(health.status).toBe(200)
  server.process.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(await closed).toMatch(/transport|server/)
  expect(server.output()).not.toContain('did not stop')
})
