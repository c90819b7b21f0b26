import { expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '../../../../server/api/openapi.ts'
import { noBody } from '../../../../server/platform/request-body.ts'
import { defineRoute, noFields } from '../../../../server/platform/route.ts'
import { startProduct } from '../../../support/product-server.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'

const about = { method: 'get', tag: 'test', summary: { zh: '测试', en: 'test' }, params: noFields, query: noFields, body: noBody } as const
const route = (path: string, more: object = {}) =>
  defineRoute({ ...about, path, answers: { 200: { description: 'ok' } }, handler: () => ({ status: 200, body: { ok: true } }), ...more })
const routes = [route('/read'), route('/other'), route('/report', { isForDevices: true }), route('/health', { isAlwaysAnswered: true })]

const statuses = async (url: string, calls: number, headers: Record<string, string> = {}): Promise<number[]> => {
  const answers: number[] = []
  for (let call = 0; call < calls; call += 1) answers.push((await fetch(url, { headers })).status)
  return answers
}

it('refuses a caller that calls too often with a problem that says when to come back', async () => {
  const { base } = await serveRoutes(routes, undefined, 3)
  expect(await statuses(`${base}/read`, 2)).toEqual([200, 200])
  expect(await statuses(`${base}/other`, 1)).toEqual([200])
  const refused = await fetch(`${base}/read`)
  expect([refused.status, refused.headers.get('content-type')]).toEqual([429, 'application/problem+json; charset=utf-8'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(10)
  expect(await refused.json()).toMatchObject({ code: 'too_many_calls', status: 429, message: { zh: expect.stringContaining('10 秒'), en: expect.any(String) } })
})

it('never refuses reporting or the question whether it lives', async () => {
  const { base } = await serveRoutes(routes, undefined, 1)
  await statuses(`${base}/read`, 2)
  expect(await statuses(`${base}/report`, 5)).toEqual([200, 200, 200, 200, 200])
  expect(await statuses(`${base}/health`, 5)).toEqual([200, 200, 200, 200, 200])
})

it('counts each credential apart, a false one for its address, and a proxy on this machine for whom it asks', async () => {
  const { base, credentials } = await serveRoutes(routes, undefined, 1)
  const bearer = async (name: string) => ({
    authorization: `Bearer ${(await credentials.issue({ name, origin: 'measured', device: null }, new Date())).token}`,
  })
  for (const name of ['console', 'wall']) expect(await statuses(`${base}/read`, 2, await bearer(name))).toEqual([200, 429])
  expect(await statuses(`${base}/read`, 1, { authorization: 'Bearer guess-1' })).toEqual([401])
  expect(await statuses(`${base}/read`, 1, { authorization: 'Bearer guess-2' })).toEqual([429])
  expect(await statuses(`${base}/read`, 2, { 'x-forwarded-for': '192.0.2.7' })).toEqual([200, 429])
  expect(await statuses(`${base}/read`, 1, { 'x-forwarded-for': '192.0.2.8' })).toEqual([200])
})

it('tells 429 in the OpenAPI document of every call that can be refused so, and of no other', () => {
  const { paths } = z
    .object({ paths: z.record(z.string(), z.object({ get: z.object({ responses: z.record(z.string(), z.looseObject({})) }) })) })
    .parse(openApiDocument(routes, '1'))
  expect(Object.entries(paths).map(([path, { get }]) => [path, Object.keys(get.responses).includes('429')])).toEqual([
    ['/read', true],
    ['/other', true],
    ['/report', false],
    ['/health', false],
  ])
  expect(paths['/read']?.get.responses['429']).toHaveProperty('headers.Retry-After')
})

it('bounds the calls of the product as its setting says while ingest goes on', async () => {
  const base = await startProduct([], { env: { LINLI_RATE_LIMIT: '5' } }).address
  expect(new Set(await statuses(`${base}/api/v1/communities`, 8))).toEqual(new Set([200, 429]))
  const body = JSON.stringify([{ device: 'electricity-3-2-501', point: 'power', value: 1 }])
  for (let sent = 0; sent < 8; sent += 1)
    expect((await fetch(`${base}/api/v1/ingest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(202)
})
