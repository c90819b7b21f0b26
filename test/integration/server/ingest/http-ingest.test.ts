import { gzipSync } from 'node:zlib'
import { InfluxDB, Point } from '@influxdata/influxdb-client'
import { describe, expect, it } from 'vitest'
import { ingestRoutes } from '../../../../server/ingest/ingest-routes.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const serve = async (limits?: Parameters<typeof makeIngest>[0]['limits']) => {
  const made = await makeIngest({ now, directory: temporaryDirectory(), ...(limits ? { limits } : {}) })
  return { ...made, ...(await serveRoutes(ingestRoutes({ ingest: made.ingest, mappings: [] }))) }
}
const post = async (address: string, body: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
  const answer = await fetch(address, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers })
  const text = await answer.text()
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    headers: answer.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : null,
  }
}

describe('POST /api/v1/ingest', () => {
  it('takes what is good, quarantines what is not, and says so by index', async () => {
    const { base, memory } = await serve()
    const body = JSON.stringify([
      { device: 'meter-0', point: 'power', value: 1.5, time: new Date(now).toISOString() },
      { device: 'meter-0', point: 'power', value: 'warmish' },
      { device: 'meter-0', point: 'power', value: 2, time: '2999-01-01T00:00:00Z' },
    ])
    const { status, json } = await post(`${base}/api/v1/ingest?community=xingfuli`, body)
    expect([status, json.accepted, json.duplicates, json.quarantined.map(({ index, code }: { index: number; code: string }) => [index, code])]).toEqual([
      202,
      1,
      0,
      [
        [1, 'wrong_type'],
        [2, 'bad_time'],
      ],
    ])
    expect(json.quarantined[0].reason).toContain('warmish')
    expect(json.quarantined[1].reason).toContain('2999-01-01')
    expect(memory.facts.map(({ fact }) => fact.kind)).toEqual(['readings', 'quarantined'])
  })

  it.each([
    ['broken JSON', '[{', 400, 'json_malformed'],
    ['an object', '{"a":1}', 400, 'not_a_list'],
    ['nothing', '', 400, 'json_malformed'],
    ['a number that overflows', '[{"device":"meter-0","point":"power","value":1e999}]', 202, 'not_finite'],
    ['a key that bends prototypes', '[{"device":"meter-0","point":"power","value":1,"__proto__":{"isAdmin":true}}]', 400, 'json_forbidden_key'],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400, 'json_too_deep'],
  ])('answers %s with a code and takes nothing', async (_name, body, status, code) => {
    const { base, told } = await serve()
    const answer = await post(`${base}/api/v1/ingest`, body)
    expect([answer.status, answer.json.code ?? answer.json.quarantined[0].code]).toEqual([status, code])
    expect(answer.text).not.toMatch(/node_modules|\.ts:\d/)
    expect(told.readings).toEqual([])
    expect('isAdmin' in {}).toBe(false)
  })

  it('refuses another community, another media type, and a body that is too large', async () => {
    const { base } = await serve()
    expect((await post(`${base}/api/v1/ingest?community=elsewhere`, '[]')).status).toBe(404)
    expect((await post(`${base}/api/v1/ingest`, 'hello', { 'content-type': 'image/png' })).status).toBe(415)
    expect((await post(`${base}/api/v1/ingest`, Buffer.alloc(8 * 1024 * 1024 + 1, 0x20))).status).toBe(413)
    expect(
      (await post(`${base}/api/v1/ingest`, gzipSync(Buffer.alloc(50_000_000, 0x20)), { 'content-type': 'application/json', 'content-encoding': 'gzip' }))
        .status,
    ).toBe(413)
  })

  it('answers 507 while nothing can be stored, and takes it afterwards', async () => {
    const { base, memory } = await serve()
    const body = JSON.stringify([{ device: 'meter-0', point: 'power', value: 1, time: now }])
    memory.refuse = true
    const refused = await post(`${base}/api/v1/ingest`, body)
    expect([refused.status, refused.json.code, refused.type]).toEqual([507, 'disk_full', 'application/problem+json; charset=utf-8'])
    memory.refuse = false
    expect((await post(`${base}/api/v1/ingest`, body)).json).toMatchObject({ accepted: 1, duplicates: 0 })
  })

  it('answers 429 with Retry-After while too much is under way', async () => {
    const { base, memory } = await serve({ waitingReadings: 1, duplicateBytes: 4096 })
    const release = memory.hold()
    const send = (value: number) => post(`${base}/api/v1/ingest`, JSON.stringify([{ device: 'meter-0', point: 'power', value, time: now + value }]))
    const first = send(1)
    await expect.poll(() => send(2).then(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([429, '1'])
    release()
    expect((await first).status).toBe(202)
  })
})

describe('InfluxDB line protocol', () => {
  it('answers as InfluxDB does, gzipped or not, in every precision', async () => {
    const { base, memory } = await serve()
    for (const method of ['GET', 'HEAD', 'POST']) expect((await fetch(`${base}/ping`, { method })).status).toBe(204)
    const text = { 'content-type': 'text/plain' }
    expect((await post(`${base}/write?db=xingfuli&precision=s`, `m,device=meter-0 power=1 ${now / 1000 - 1}`, text)).status).toBe(204)
    expect(
      (
        await post(`${base}/api/v2/write?org=x&bucket=xingfuli`, gzipSync(`m,device=meter-0 power=2 ${now}000000\nm,device=stranger power=1`), {
          ...text,
          'content-encoding': 'gzip',
        })
      ).status,
    ).toBe(204)
    expect((await post(`${base}/write?db=elsewhere`, 'm v=1', text)).status).toBe(404)
    expect(memory.facts.map(({ fact }) => fact.kind)).toEqual(['readings', 'readings', 'quarantined'])
  })

  it('names the broken line, in the words of InfluxDB and as a problem, and takes the others', async () => {
    const { base, told } = await serve()
    const partial = await post(`${base}/write`, 'm,device=meter-0 power=1\nno line\n', { 'content-type': 'text/plain' })
    expect([partial.status, partial.type, partial.json.code]).toEqual([400, 'application/problem+json; charset=utf-8', 'partial_write'])
    expect(partial.json.error).toBe("partial write: unable to parse 'no line': line 2: missing field value; the other lines were taken")
    expect(told.readings).toHaveLength(1)
    expect((await post(`${base}/write`, 'no line', { 'content-type': 'text/plain' })).json.code).toBe('line_malformed')
  })

  it('stops a gzip bomb while it inflates', async () => {
    const { base } = await serve()
    const bomb = gzipSync(Buffer.alloc(60_000_000, 0x61))
    expect((await post(`${base}/write`, bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
  })

  it('keeps names with spaces, commas and line breaks inside the quotes they came in', async () => {
    const { base, told, memory } = await serve()
    await post(`${base}/write`, 'm,device=a\\ b\\,power\\=1\\nadmin power=1\nm,device=meter-0 door="open\nadmin v=1"', { 'content-type': 'text/plain' })
    expect(told.quarantined.map(({ device, code }) => [device, code])).toEqual([
      ['a b,power=1\\nadmin', 'unknown_device'],
      ['meter-0', 'unknown_state'],
    ])
    expect(memory.facts.filter(({ fact }) => fact.kind === 'readings')).toEqual([])
  })

  it('is written by a stock InfluxDB client without a change', async () => {
    const { base, memory } = await serve()
    const api = new InfluxDB({ url: base, token: '' }).getWriteApi('any', 'xingfuli', 'ms', { maxRetries: 0 })
    api.writePoints(
      [1, 2, 3].map((value) =>
        new Point('home')
          .tag('device', 'meter-1')
          .floatField('power', value)
          .booleanField('relay', true)
          .timestamp(now - value),
      ),
    )
    await api.close()
    const rows = memory.facts.flatMap(({ fact }) => (fact.kind === 'readings' ? [fact.readings] : []))
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(6)
  })
})
