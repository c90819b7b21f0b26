import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import mqtt from 'mqtt'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ProductServer, startProduct } from '../../../support/product-server.ts'
import { type RawAnswer, rawHttp } from '../../../support/raw-http.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const community = smallCommunity()
const meter = 'electricity-1-1-101'
const secrets = { health: 173.31, card: '110101199003078515', password: 'linli_this-is-a-token-nobody-may-read' }
const folder = mkdtempSync(join(tmpdir(), 'linli-answers-'))
const preload = new URL('../../../support/tell-or-throw.mjs', import.meta.url).href
let server: ProductServer
let base: string
let port: number
let mqttPort: number
const ends: (() => Promise<void>)[] = []
const start = (name: string, env: Readonly<Record<string, string>> = {}): ProductServer => {
  const file = join(folder, 'community.json')
  writeFileSync(file, JSON.stringify(community))
  return startProduct(['--community', file], {
    data: join(folder, name),
    env: { NODE_OPTIONS: `--import=${preload}`, LINLI_LOG_LEVEL: 'debug', ...env },
    atEnd: (end) => void ends.push(end),
  })
}
beforeAll(async () => {
  server = start('data')
  base = await server.address
  port = Number(new URL(base).port)
  mqttPort = Number(/"port":(\d+)/.exec(await (await fetch(`${base}/api/v1/health`)).text())?.[1])
})
afterAll(async () => {
  for (const end of ends) await end()
  rmSync(folder, { recursive: true, force: true })
})

type Ask = { readonly path: string; readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
/** By the wire, since `fetch` sets Host and Origin itself. */
const ask = ({ path, method = 'GET', headers = {}, body = '' }: Ask): Promise<RawAnswer> => {
  const all = { host: `127.0.0.1:${port}`, connection: 'close', ...(body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return rawHttp(port, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
const json = { 'content-type': 'application/json' }
const handshake = { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
const socketPath = '/socket.io/?EIO=4&transport=websocket'
const pollPath = '/socket.io/?EIO=4&transport=polling'

describe('every kind of answer', () => {
  const kinds: readonly (readonly [name: string, status: number, ask: Ask])[] = [
    ['a call', 200, { path: '/api/v1/health' }],
    ['a call without its body', 200, { path: '/api/v1/health', method: 'HEAD' }],
    ['a streamed answer', 200, { path: '/api/v1/communities/small/state' }],
    ['a large answer', 200, { path: '/api/v1/communities/small' }],
    ['the document of the API', 200, { path: '/api/openapi.json' }],
    ['its page', 200, { path: '/api/docs' }],
    ['a script of its page', 200, { path: '/api/docs/begin.js' }],
    ['the metrics', 200, { path: '/metrics' }],
    ['accepted readings', 202, { path: '/api/v1/ingest', method: 'POST', headers: json, body: '[]' }],
    ['an empty answer', 204, { path: '/ping' }],
    ['a broken body', 400, { path: '/api/v1/ingest', method: 'POST', headers: json, body: '{' }],
    ['broken lines', 400, { path: '/write', method: 'POST', body: 'no line' }],
    ['a broken address', 400, { path: '/api/v1/communities/%ff' }],
    ['a wrong token', 401, { path: '/api/v1/alarms', headers: { authorization: 'Bearer nobody' } }],
    ['a foreign origin', 403, { path: '/api/v1/health', headers: { origin: 'https://evil.example' } }],
    ['nothing there', 404, { path: '/nothing.js' }],
    ['no such community', 404, { path: '/api/v1/communities/elsewhere' }],
    ['a wrong method', 405, { path: '/api/v1/health', method: 'DELETE' }],
    ['too large a body', 413, { path: '/api/v1/quarantine/x/dismiss', method: 'POST', headers: json, body: ' '.repeat(200_000) }],
    ['a wrong media type', 415, { path: '/api/v1/ingest', method: 'POST', headers: { 'content-type': 'text/html' }, body: '<b>' }],
    ['no HTTP', 400, { path: '/ HTTP/9.9' }],
    ['too many headers', 431, { path: '/', headers: { 'x-long': 'a'.repeat(20_000) } }],
    ['the handshake of the live side', 200, { path: pollPath }],
    ['its refusal of a foreign origin', 403, { path: pollPath, headers: { origin: 'https://evil.example' } }],
    ['its refusal of another way', 400, { path: '/socket.io/?EIO=4&transport=pigeon' }],
    ['its refusal to upgrade', 403, { path: socketPath, headers: { ...handshake, origin: 'https://evil.example' } }],
  ]
  it.each(kinds)('%s (%i) carries the headers that keep a browser safe, and says nothing of the inside', async (_name, status, request) => {
    const { headers, body, ...answer } = await ask(request)
    expect(answer.status).toBe(status)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([undefined, undefined])
    expect(body).not.toMatch(/\.[cm]?[jt]s:\d+|node:internal|node_modules|\/home\/|\/work\/|SQLITE/)
    if (status < 400 || request.path.startsWith('/socket.io')) return
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(body)).toMatchObject({
      status,
      code: expect.stringMatching(/^[a-z_]+$/),
      requestId: expect.stringMatching(/.+/),
      message: { zh: expect.any(String) },
    })
  })
})

describe('who may ask', () => {
  it.each([
    ['a name that was rebound', { host: `evil.example:${'8080'}` }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin of its own', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a fetch from elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a cookie without an origin, to change something', { cookie: 'a=1' }],
  ])('refuses %s, at calls, at ingest and at the live side, and nothing happens', async (_name, headers: Record<string, string>) => {
    const before = await (await fetch(`${base}/api/v1/quarantine`)).text()
    const body = JSON.stringify([{ device: 'nobody', point: 'power', value: 1 }])
    const asked: Ask[] = [
      { path: '/api/v1/ingest', method: 'POST', headers: { ...json, ...headers }, body },
      { path: '/write', method: 'POST', headers, body: 'm,device=nobody power=1' },
      { path: '/api/v1/alarms/x%2Ffire/acknowledge', method: 'POST', headers: { ...json, ...headers }, body: '{}' },
      { path: socketPath, headers: { ...handshake, ...headers } },
      ...('cookie' in headers
        ? []
        : [
            { path: '/api/v1/alarms', headers },
            { path: pollPath, headers },
          ]),
    ]
    for (const request of asked) expect([request.path, (await ask(request)).status]).toEqual([request.path, 403])
    expect(await (await fetch(`${base}/api/v1/quarantine`)).text()).toBe(before)
  })

  it('lets its own page, programs and other names of this machine in', async () => {
    for (const headers of [
      {},
      { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' },
      { host: `localhost:${port}` },
      { host: `[::1]:${port}` },
    ]) {
      expect((await ask({ path: '/api/v1/health', headers })).status).toBe(200)
      expect((await ask({ path: pollPath, headers })).status).toBe(200)
    }
  })

  it('listens on this machine alone unless told otherwise', () => {
    expect(new URL(base).hostname).toBe('127.0.0.1')
    expect(server.output()).not.toContain('0.0.0.0')
  })
})

const prototypeNow = async (): Promise<unknown> => {
  const told = server.output().length
  server.process.kill('SIGUSR2')
  await expect.poll(() => server.output().slice(told)).toMatch(/"prototype":\[.*\]\}/)
  const line = server
    .output()
    .slice(told)
    .split('\n')
    .find((text) => text.startsWith('{"prototype"'))
  return z.object({ prototype: z.array(z.string()) }).parse(JSON.parse(line ?? '')).prototype
}

it('keeps Object.prototype as it is, whatever keys come in bodies, queries, messages, lines and sockets', async () => {
  const before = await prototypeNow()
  expect(before).toEqual(Object.getOwnPropertyNames(Object.prototype).sort())
  const evil = ['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"isAdmin":true}}}', '{"\\u005f_proto__":{"isAdmin":true}}']
  for (const body of evil) {
    for (const path of ['/api/v1/ingest', '/api/v1/alarms/x%2Ffire/acknowledge', '/api/v1/quarantine/x/assign'])
      for (const sent of [body, `[${body}]`]) expect([path, (await ask({ path, method: 'POST', headers: json, body: sent })).status]).toEqual([path, 400])
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
    await client.publishAsync(`linli/small/${meter}/telemetry`, body, { qos: 1 })
    await client.publishAsync('linli/small/__proto__/telemetry', body, { qos: 1 })
    await client.endAsync()
    const socket = io(`${base}/live`, { forceNew: true, transports: ['websocket'] })
    for (const event of ['join', 'resync', 'resume', 'replay.open', 'replay.seek', '__proto__', 'constructor'])
      await socket
        .timeout(300)
        .emitWithAck(event, JSON.parse(body))
        .catch(() => undefined)
    expect(await socket.timeout(5000).emitWithAck('join', { community: '__proto__' })).toMatchObject({ code: 'unknown_community' })
    socket.disconnect()
  }
  for (const query of ['__proto__=1', '__proto__[isAdmin]=1', 'constructor.prototype.isAdmin=1', 'a[__proto__]=1'])
    expect([query, (await ask({ path: `/api/v1/alarms?${query}` })).status]).toEqual([query, 400])
  expect((await ask({ path: '/api/v1/series?device=__proto__&point=constructor' })).status).toBe(404)
  expect((await ask({ path: '/write', method: 'POST', body: '__proto__,__proto__=x,device=__proto__ __proto__=1' })).status).toBe(204)
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('__proto__', 'constructor', 'prototype'), fc.nat(), async (value, key, place) => {
      const objects: object[] = []
      const text = JSON.stringify({ list: [value] }, (_name, inner: unknown) => {
        if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) objects.push(inner)
        return inner
      })
      // The forbidden key goes into one of the objects, at whatever depth.
      const chosen = objects[place % objects.length] ?? {}
      const own = JSON.stringify(chosen)
      const bent = text.replace(own, `{"${key}":{"isAdmin":true}${own === '{}' ? '}' : `,${own.slice(1)}`}`)
      expect((await ask({ path: '/api/v1/ingest', method: 'POST', headers: json, body: bent })).status).toBe(400)
    }),
    { numRuns: 50 },
  )
  expect(await prototypeNow()).toEqual(before)
})

it('finds by words, devices and cursors what a plain list would, whatever is in them', async () => {
  const Page = z.object({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().nullable() })
  const all = Page.parse(await (await fetch(`${base}/api/v1/communities/small/devices?limit=1000`)).json()).items
  const folded = (text: string): string => text.normalize('NFKC').toLowerCase()
  const textOf = (item: z.infer<typeof Page>['items'][number]): string => {
    const { id, name, type, place } = z
      .looseObject({ id: z.string(), name: z.object({ zh: z.string(), en: z.string() }), type: z.string(), place: z.record(z.string(), z.unknown()) })
      .parse(item)
    return folded([id, type, name.zh, name.en, ...Object.values(place).map(String)].join(' '))
  }
  const word = fc.oneof(
    fc.constantFrom('1-1-101', 'kitchen', '烟', '%', '_', "' OR 1=1 --", '"; DROP TABLE quarantine; --', "\\'", '*', '.*', '[', 'smoke%', '1-1-10_', '\u202e'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 3 }), async (words) => {
      const q = words.join(' ')
      const answer = await fetch(`${base}/api/v1/communities/small/devices?limit=1000&q=${encodeURIComponent(q)}`)
      const found = Page.parse(await answer.json()).items.map(({ id }) => id)
      const wanted = folded(q)
        .split(/\s+/)
        .filter((part) => part !== '')
      expect(found).toEqual(all.filter((item) => wanted.every((part) => textOf(item).includes(part))).map(({ id }) => id))
    }),
    { numRuns: 100 },
  )
  const names = ["a' OR '1'='1", 'x"; DROP TABLE quarantine; --', '%', '_', 'a\\', "'); DELETE FROM quarantine; --", meter]
  for (const device of names) {
    const body = JSON.stringify([{ device, point: 'nothing', value: device }])
    await ask({ path: '/api/v1/ingest', method: 'POST', headers: json, body })
  }
  for (const device of names) {
    const kept = Page.parse(await (await fetch(`${base}/api/v1/quarantine?device=${encodeURIComponent(device)}&limit=1000`)).json()).items
    expect([device, new Set(kept.map((item) => item.device))]).toEqual([device, new Set([device])])
    const alarms = await fetch(`${base}/api/v1/alarms?state=all&device=${encodeURIComponent(device)}`)
    expect(Page.parse(await alarms.json()).items).toEqual([])
  }
  for (const after of ['x', '..', Buffer.from('["1 OR 1=1",1]').toString('base64url'), Buffer.from('[[],{}]').toString('base64url'), "'"])
    for (const path of ['/api/v1/alarms', '/api/v1/quarantine', '/api/v1/communities/small/devices', '/api/v1/communities/small/state'])
      expect([path, (await fetch(`${base}${path}?after=${encodeURIComponent(after)}`)).status]).toEqual([path, 400])
})

it('writes one line of JSON for each event, and no secret, reading or number of a card into any of them', async () => {
  const evil = 'a\\nb {"level":"info"}'
  await ask({
    path: '/api/v1/alarms',
    headers: { authorization: `Bearer ${secrets.password}`, 'user-agent': '\u2028\u009b2J \u202e evil', cookie: `session=${secrets.password}` },
  })
  await ask({ path: `/write?u=me&p=${secrets.password}`, method: 'POST', body: `m,device=${meter} power=${secrets.health}` })
  const body = JSON.stringify([
    { device: `${evil}\u001b[2J`, point: 'card', value: secrets.card },
    { device: meter, point: 'power', value: secrets.health },
  ])
  await ask({ path: '/api/v1/ingest', method: 'POST', headers: json, body })
  await ask({ path: '/api/v1/ingest', method: 'POST', headers: json, body: `{"card":"${secrets.card}"` })
  await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { username: 'x', password: secrets.password, reconnectPeriod: 0 }, false).catch(() => undefined)
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { clientId: 'evil\n{"level":"fatal"}' })
  await client.subscribeAsync(['#', 'linli/\n\u001b[2J\u2028/telemetry']).catch(() => undefined)
  await client.publishAsync('home/\n{"level":"fatal"}', secrets.card, { qos: 1 })
  await client.endAsync()
  const socket = io(`${base}/live`, { forceNew: true, transports: ['websocket'] })
  await socket.timeout(5000).emitWithAck('join', { community: '\n\u001b[2J' })
  socket.disconnect()
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && !line.startsWith('{"prototype"'))
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) })
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8192)
    expect(line).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{Bidi_Control}/u)
  }
  const said = server.output()
  for (const secret of [secrets.password, secrets.card, String(secrets.health)]) expect(said).not.toContain(secret)
  // Nothing of ours stands outside a line of JSON but the greeting.
  expect(said).not.toContain('\u001b[2J')
})

it.each(['timer', 'rejection'])('ends at once, with one line that says why, when a %s fails, and starts again with all it had', async (what) => {
  const first = start('thrown', { ON_SIGNAL: what })
  const address = await first.address
  const sent = await fetch(`${address}/api/v1/ingest`, { method: 'POST', headers: json, body: JSON.stringify([{ device: meter, point: 'power', value: 3.5 }]) })
  expect(sent.status).toBe(202)
  first.process.kill('SIGUSR2')
  expect(await first.ended).toBe(70)
  const fatal = first
    .output()
    .split('\n')
    .filter((line) => line.includes('"fatal"'))
  expect(fatal.map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)).msg)).toEqual(['the server ends'])
  const second = start('thrown')
  const state = await fetch(`${await second.address}/api/v1/communities/small/state?device=${meter}`)
  expect(await state.json()).toMatchObject({ points: [{ point: 'power', value: 3.5 }] })
  second.process.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})
