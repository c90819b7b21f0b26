import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { bytesBody, jsonBody, noBody } from '../../../../server/platform/request-body.ts'
import { defineRoute, noFields } from '../../../../server/platform/route.ts'
import { rawHttp } from '../../../support/raw-http.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'

const about = { tag: 'test', summary: { zh: '测试', en: 'test' }, params: noFields, query: noFields, answers: { 200: { description: 'ok' } } } as const
const echo = defineRoute({
  ...about,
  method: 'post',
  path: '/echo',
  body: jsonBody(z.strictObject({ name: z.string(), value: z.number() })),
  handler: ({ body }) => ({ status: 200, body }),
})
const bytes = defineRoute({
  ...about,
  method: 'post',
  path: '/bytes',
  body: bytesBody(['*'], 1000),
  handler: ({ body }) => ({ status: 200, body: { length: body.length } }),
})
const read = defineRoute({
  ...about,
  method: 'get',
  path: '/items/{id}',
  params: z.strictObject({ id: z.string() }),
  query: z.strictObject({ limit: z.string().optional() }),
  body: noBody,
  handler: ({ params, query }) => ({ status: 200, body: { ...params, ...query } }),
})
const broken = defineRoute({
  ...about,
  method: 'get',
  path: '/broken',
  body: noBody,
  handler: () => {
    throw new Error('select * from secrets at /home/linli/server.ts:12')
  },
})
const late = defineRoute({
  ...about,
  method: 'get',
  path: '/late',
  body: noBody,
  handler: ({ response }) => {
    response.status(200).write('{"items":[')
    throw new Error('the rest is gone')
  },
})
const serve = () => serveRoutes([echo, bytes, read, broken, late])
const post = (url: string, body: string | Buffer, type = 'application/json', headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: { 'content-type': type, ...headers } })
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

const expectSecured = (headers: Headers | ReadonlyMap<string, string>): void => {
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-powered-by') ?? null).toBeNull()
}

it('sets the security headers on every kind of answer', async () => {
  const { base, port } = await serve()
  for (const [status, answer] of [
    [200, await fetch(`${base}/items/1`)],
    [200, await fetch(`${base}/items/1`, { method: 'HEAD' })],
    [400, await post(`${base}/echo`, '{')],
    [403, await fetch(`${base}/items/1`, { headers: { origin: 'https://elsewhere.example' } })],
    [404, await fetch(`${base}/nothing`)],
    [405, await fetch(`${base}/echo`)],
    [415, await post(`${base}/echo`, 'x', 'image/png')],
    [500, await fetch(`${base}/broken`)],
  ] as const) {
    expect(answer.status).toBe(status)
    expectSecured(answer.headers)
  }
  const badPath = await rawHttp(port, `GET /items/%ff HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
  expect(badPath.status).toBe(400)
  expectSecured(badPath.headers)
})

it('answers each mistake with a problem document of a stable code and never with a stack', async () => {
  const { base } = await serve()
  const cases: [number, string, Response][] = [
    [400, 'json_malformed', await post(`${base}/echo`, '{"a":')],
    [400, 'json_malformed', await post(`${base}/echo`, '')],
    [400, 'invalid_request', await post(`${base}/echo`, '{"name":"a","value":"1"}')],
    [400, 'invalid_request', await post(`${base}/echo`, '{"name":"a","value":1e999}')],
    [400, 'invalid_request', await post(`${base}/echo`, '{"name":"a","value":1,"more":1}')],
    [400, 'json_too_deep', await post(`${base}/echo`, nested(33))],
    [400, 'json_too_deep', await post(`${base}/echo`, nested(40_000))],
    [400, 'json_forbidden_key', await post(`${base}/echo`, '{"name":"a","value":1,"__proto__":{"isAdmin":true}}')],
    [400, 'json_forbidden_key', await post(`${base}/echo`, '{"name":"a","constructor":{"prototype":{"isAdmin":true}}}')],
    [400, 'json_forbidden_key', await post(`${base}/echo`, '{"\\u005f_proto__":{"isAdmin":true}}')],
    [400, 'invalid_request', await fetch(`${base}/items/1?limit=1&limit=2`)],
    [400, 'invalid_request', await fetch(`${base}/items/1?other=1`)],
    [400, 'invalid_request', await fetch(`${base}/items/1?__proto__=1`)],
    [400, 'invalid_request', await fetch(`${base}/items/1?__proto__[isAdmin]=1`)],
    [404, 'unknown_address', await fetch(`${base}/nothing`)],
    [405, 'method_not_allowed', await fetch(`${base}/echo`)],
    [413, 'body_too_large', await post(`${base}/echo`, JSON.stringify({ name: 'a'.repeat(100_000), value: 1 }))],
    [413, 'body_too_large', await post(`${base}/bytes`, gzipSync('a'.repeat(1_000_000)), 'text/plain', { 'content-encoding': 'gzip' })],
    [415, 'wrong_media_type', await post(`${base}/echo`, 'name=a', 'application/x-www-form-urlencoded')],
    [415, 'wrong_media_type', await post(`${base}/echo`, '{"name":"a","value":1}', 'text/plain')],
    [415, 'unsupported_encoding', await post(`${base}/bytes`, 'abc', 'text/plain', { 'content-encoding': 'secret' })],
    [500, 'internal_error', await fetch(`${base}/broken`)],
  ]
  for (const [status, code, answer] of cases) {
    const text = await answer.text()
    expect([answer.status, JSON.parse(text).code], text).toEqual([status, code])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(text)).toMatchObject({ status, requestId: answer.headers.get('x-request-id') })
    expect(text).not.toMatch(/\.[cm]?[jt]s:\d+|node:internal|node_modules|secrets/)
  }
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
})

it('says the detail in Chinese unless English is asked for, and both in the message', async () => {
  const { base } = await serve()
  const chinese: unknown = await (await fetch(`${base}/nothing`, { headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' } })).json()
  const english: unknown = await (await fetch(`${base}/nothing`, { headers: { 'accept-language': 'en-GB' } })).json()
  expect(chinese).toMatchObject({ detail: '没有这个地址。', message: { en: 'There is nothing at this address.' } })
  expect(english).toMatchObject({ detail: 'There is nothing at this address.' })
})

it('logs what failed inside under the request id that the caller was given', async () => {
  const { base, lines } = await serve()
  const answer = await fetch(`${base}/broken`)
  const logged = lines.map((line) => JSON.parse(line)).find(({ requestId }) => requestId === answer.headers.get('x-request-id'))
  expect(logged).toMatchObject({ level: 'error', path: '/broken', error: { message: 'select * from secrets at /home/linli/server.ts:12' } })
})

it('cuts an answer off that fails half-way, so that nobody takes it for whole', async () => {
  const { base } = await serve()
  await expect(fetch(`${base}/late`).then((answer) => answer.text())).rejects.toThrow()
})

it('names the methods an address has', async () => {
  const { base } = await serve()
  expect((await fetch(`${base}/echo`)).headers.get('allow')).toBe('POST')
  expect((await fetch(`${base}/items/1`, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD')
})

it('reads a gzipped body and refuses one that inflates beyond the limit', async () => {
  const { base } = await serve()
  const answer = await post(`${base}/bytes`, gzipSync('a'.repeat(1000)), 'text/plain', { 'content-encoding': 'gzip' })
  expect(await answer.json()).toEqual({ length: 1000 })
})

it('answers what is no HTTP with a problem document too', async () => {
  const { port } = await serve()
  const answer = await rawHttp(port, 'HELLO\r\n\r\n')
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, 'bad_request'])
  const headers = await rawHttp(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)
  expect([headers.status, JSON.parse(headers.body).code]).toEqual([431, 'headers_too_large'])
})

it('refuses a request under a foreign name, as a rebound DNS name would send it', async () => {
  const { port } = await serve()
  const ask = async (host: string) => (await rawHttp(port, `GET /items/1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status
  expect(await ask(`evil.example:${port}`)).toBe(403)
  expect(await ask(`127.0.0.1.evil.example`)).toBe(403)
  expect(await ask(`localhost:${port}`)).toBe(200)
  expect(await ask(`[::1]:${port}`)).toBe(200)
})

it('measures each call under its declared path, not under what was sent', async () => {
  const { base, seen } = await serve()
  await (await fetch(`${base}/items/secret-7`)).text()
  await expect.poll(() => seen).toContainEqual(expect.objectContaining({ method: 'GET', path: '/items/{id}', status: 200 }))
})

it('knows a token by its secret, refuses it once revoked, and keeps device tokens to reporting', async () => {
  const whoami = defineRoute({ ...about, method: 'get', path: '/who', body: noBody, handler: ({ caller }) => ({ status: 200, body: caller }) })
  const report = defineRoute({
    ...about,
    method: 'get',
    path: '/report',
    body: noBody,
    isForDevices: true,
    takesInfluxCredentials: true,
    query: z.object({}),
    handler: ({ caller }) => ({ status: 200, body: caller }),
  })
  const { base, credentials } = await serveRoutes([whoami, report])
  const made = await credentials.issue({ name: 'gate', origin: 'replayed', device: null }, new Date(0))
  const device = await credentials.issue({ name: 'meter', origin: 'measured', device: 'meter-1' }, new Date(0))
  const ask = (path: string, authorization?: string) => fetch(`${base}${path}`, authorization === undefined ? {} : { headers: { authorization } })
  expect(await (await ask('/who')).json()).toMatchObject({ name: 'anonymous', origin: 'measured', isAnonymous: true })
  expect(await (await ask('/who', `Bearer ${made.token}`)).json()).toMatchObject({ name: 'gate', origin: 'replayed', isAnonymous: false })
  expect((await ask('/who', `Token ${made.token}`)).status).toBe(401)
  expect(await (await ask('/report', `Token ${made.token}`)).json()).toMatchObject({ name: 'gate' })
  expect(await (await ask('/report', `Basic ${Buffer.from(`any:${made.token}`).toString('base64')}`)).json()).toMatchObject({ name: 'gate' })
  expect(await (await ask(`/report?u=any&p=${made.token}`)).json()).toMatchObject({ name: 'gate' })
  expect((await ask('/who', `Bearer ${device.token}`)).status).toBe(403)
  expect(await (await ask('/report', `Bearer ${device.token}`)).json()).toMatchObject({ device: 'meter-1' })
  await credentials.revoke(made.id)
  const refused = await ask('/who', `Bearer ${made.token}`)
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
})
