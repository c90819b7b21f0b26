import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ingestRoutes } from '../../../../server/ingest/ingest-routes.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const serve = async () => {
  const made = await makeIngest({ now, directory: temporaryDirectory() })
  return { ...made, ...(await serveRoutes(ingestRoutes({ ingest: made.ingest, mappings: [] }))) }
}

type Sent = { readonly path: string; readonly body: string | Buffer; readonly headers?: Record<string, string> }
type Answer = { readonly status: number | undefined; readonly headers: Record<string, unknown>; readonly body: string }

function send(port: number, { path, body, headers = {} }: Sent): Promise<Answer> {
  return new Promise((done, failed) => {
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { 'content-length': Buffer.byteLength(body), ...headers } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const { date, 'x-request-id': id, ...rest } = response.headers
        const text = Buffer.concat(parts).toString('utf8')
        // Each answer has an id of its own; that it stands in both places is part of what is compared.
        done({ status: response.statusCode, headers: { ...rest, date: typeof date, id: typeof id }, body: text.replaceAll(String(id), 'ID') })
      })
    })
    call.on('error', failed).end(body)
  })
}

/** An encoding of its own leaves a call to Express, whatever it says. */
const throughExpress = (sent: Sent): Sent => ({ ...sent, headers: { ...sent.headers, 'content-encoding': 'identity' } })

const json = { 'content-type': 'application/json' }
const reading = JSON.stringify([{ device: 'meter-0', point: 'power', value: 'warm', time: now }])
const cases: readonly (readonly [string, Sent, number])[] = [
  ['a line that is taken', { path: '/write?db=xingfuli&precision=ms', body: `m,device=meter-0 power=1 ${now}` }, 204],
  ['a line that cannot be read', { path: '/write?precision=ms', body: `m,device=meter-0 power= ${now}` }, 400],
  ['another community', { path: '/api/v2/write?bucket=elsewhere', body: 'm,device=meter-0 power=1' }, 404],
  ['an unknown precision', { path: '/write?precision=weeks', body: 'm,device=meter-0 power=1' }, 400],
  ['a credential that is not ours', { path: '/write', body: 'm,device=meter-0 power=1', headers: { authorization: 'Bearer linli_none' } }, 401],
  ['a foreign host', { path: '/write', body: 'm,device=meter-0 power=1', headers: { host: 'evil.example' } }, 403],
  ['another site', { path: '/write', body: 'm,device=meter-0 power=1', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['bytes that are no text', { path: '/write', body: Buffer.from([0x6d, 0xff, 0xfe]) }, 400],
  ['a reading in quarantine', { path: '/api/v1/ingest?community=xingfuli', body: reading, headers: json }, 202],
  ['a reading without its media type', { path: '/api/v1/ingest', body: reading }, 415],
  ['broken JSON', { path: '/api/v1/ingest', body: '[{', headers: { ...json, 'accept-language': 'en' } }, 400],
  ['nothing at all', { path: '/api/v1/ingest', body: '', headers: json }, 400],
  ['a body beyond the bound', { path: '/api/v1/ingest', body: ' '.repeat(8 * 1024 * 1024 + 1), headers: json }, 413],
]

describe('readings, served without Express', () => {
  it.each(cases)('answers %s to the last header as Express would', async (_name, sent, status) => {
    const [direct, express] = [await serve(), await serve()]
    const answer = await send(direct.port, sent)
    expect(answer.status).toBe(status)
    expect(answer).toEqual(await send(express.port, throughExpress(sent)))
    expect(direct.memory.facts.map(({ fact }) => fact.kind)).toEqual(express.memory.facts.map(({ fact }) => fact.kind))
    expect(direct.seen.map(({ method, path, status: seen }) => [method, path, seen])).toEqual(
      express.seen.map(({ method, path, status: seen }) => [method, path, seen]),
    )
  })

  it('knows callers by their tokens, and a device by its own', async () => {
    const { port, credentials, memory } = await serve()
    const { token } = await credentials.issue({ name: 'gate', origin: 'typed', device: 'meter-1' }, new Date(now))
    const headers = { authorization: `Token ${token}` }
    expect((await send(port, { path: '/write?precision=ms', body: `m,device=meter-1 power=1 ${now}`, headers })).status).toBe(204)
    expect((await send(port, { path: '/write?precision=ms', body: `m,device=meter-2 power=1 ${now}`, headers })).status).toBe(204)
    expect(memory.facts.map(({ fact }) => fact.kind)).toEqual(['readings', 'quarantined'])
  })

  it('takes a body that comes in many pieces', async () => {
    const { port, memory } = await serve()
    const lines = Array.from({ length: 20_000 }, (_, index) => `m,device=meter-1 power=${index % 90} ${now - index * 1000}`).join('\n')
    expect((await send(port, { path: '/write?precision=ms', body: lines })).status).toBe(204)
    const counts = memory.facts.map(({ fact }) => (fact.kind === 'readings' ? fact.readings.count : 0))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20_000)
  })

  it('says why, and that it did, when something fails inside', async () => {
    const { ingest, lines, port, app } = await serve()
    app.serve(ingestRoutes({ ingest: { ...ingest, acceptCandidates: () => Promise.reject(new Error('the roof is on fire')) }, mappings: [] }))
    const answer = await send(port, { path: '/write', body: 'm,device=meter-0 power=1' })
    expect([answer.status, answer.body]).toEqual([500, expect.not.stringContaining('roof')])
    expect(lines.join('')).toContain('the roof is on fire')
  })
})
