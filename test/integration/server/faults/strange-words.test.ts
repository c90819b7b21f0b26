import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applyFrame } from '../../../../models/protocol/live/apply-frame.ts'
import { createPointColumns } from '../../../../models/protocol/live/point-columns.ts'
import { PointTable, pointsOf, scalesOf } from '../../../../models/protocol/live/point-table.ts'
import { Community } from '../../../../models/site/community.ts'
import { type ProductServer, startProduct } from '../../../support/product-server.ts'
import { smallCommunity } from '../../../support/small-community.ts'
import { strangeWords as words } from '../../../support/strange-words.ts'

const gate = 'gate-东门'
const community = { ...smallCommunity(), devices: [...smallCommunity().devices, { id: gate, type: 'parking.gate', place: {}, position: [0, 0, 0] }] }
const State = z.object({ points: z.array(z.looseObject({ point: z.string(), value: z.unknown(), time: z.string() })) })
const Kept = z.object({ items: z.array(z.looseObject({ device: z.string(), point: z.string(), value: z.string(), code: z.string(), via: z.string() })) })
const folder = mkdtempSync(join(tmpdir(), 'linli-words-'))
let server: ProductServer
let base: string
let mqttPort: number
let end: () => Promise<void>
let viewer: Awaited<ReturnType<typeof openViewer>>
beforeAll(async () => {
  const file = join(folder, 'community.json')
  writeFileSync(file, JSON.stringify(community))
  server = startProduct(['--community', file], {
    data: join(folder, 'data'),
    atEnd: (work) => {
      end = work
    },
  })
  base = await server.address
  const health: unknown = await get('/api/v1/health')
  mqttPort = Number(/"port":(\d+)/.exec(JSON.stringify(health))?.[1])
  viewer = await openViewer()
})
afterAll(async () => {
  viewer.close()
  await end()
  rmSync(folder, { recursive: true, force: true })
})

const get = async (path: string): Promise<unknown> => await (await fetch(`${base}${path}`)).json()
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string) =>
  fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': type }, body })
const stateOf = async (point: string): Promise<unknown> =>
  State.parse(await get(`/api/v1/communities/small/state?device=${encodeURIComponent(gate)}`)).points.find((found) => found.point === point)?.value
const keptOf = async (device: string) => Kept.parse(await get(`/api/v1/quarantine?device=${encodeURIComponent(device)}`)).items
const publish = async (topic: string, payload: string | Buffer): Promise<void> => {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`)
  await client.publishAsync(topic, payload, { qos: 1 })
  await client.endAsync()
}

/** A stock live client: what it shows for the text of a point, from its snapshot and every delta since. */
async function openViewer() {
  const socket = io(`${base}/live`, { forceNew: true, transports: ['websocket'] })
  let columns = { ...createPointColumns(0), changed: new Set<number>(), revision: 0, allChanged: false }
  let scales: Float64Array = new Float64Array(0)
  const early: Buffer[] = []
  const apply = (frame: Buffer): void => void (scales.length === 0 ? early.push(frame) : applyFrame(columns, frame, scales))
  socket.on('snapshot', apply)
  socket.on('delta', apply)
  const joined = z.looseObject({ table: PointTable, snapshot: z.instanceof(Buffer) })
  const { table, snapshot } = joined.parse(await socket.timeout(10_000).emitWithAck('join', { community: 'small' }))
  columns = { ...createPointColumns(table.size), changed: new Set<number>(), revision: 0, allChanged: false }
  scales = scalesOf(table)
  for (const frame of [snapshot, ...early]) apply(frame)
  const series = new Map([...pointsOf(table)].map((entry) => [`${entry.device}/${entry.point.id}`, entry.series]))
  return { textOf: (device: string, point: string) => columns.text.get(series.get(`${device}/${point}`) ?? -1), close: () => socket.disconnect() }
}

describe('strange words', () => {
  it.each(words)('keeps %s as it was sent, through every way in and out', async (_name, sent = '', kept = sent) => {
    const value = { code: 'in', detail: sent }
    const detailed = { code: 'in', detail: kept }
    const time = Date.now()
    const answer = await post('/api/v1/ingest', JSON.stringify([{ device: gate, point: 'passage', value, time }]), 'application/json')
    expect(await answer.json()).toMatchObject({ accepted: 1, quarantined: [] })
    expect(await stateOf('passage')).toEqual(detailed)
    await expect.poll(() => viewer.textOf(gate, 'passage')).toBe(kept)
    await publish(`linli/small/${gate}/telemetry`, JSON.stringify({ time: time + 1, passage: { code: 'out', detail: sent } }))
    expect(await stateOf('passage')).toEqual({ code: 'out', detail: kept })
    await expect
      .poll(async () => {
        const path = `/api/v1/series?device=${encodeURIComponent(gate)}&point=passage&from=${new Date(time).toISOString()}&to=${new Date(time + 2).toISOString()}`
        return z.looseObject({ points: z.array(z.unknown()) }).parse(await get(path)).points
      })
      .toEqual([
        [time, detailed],
        [time + 1, { code: 'out', detail: kept }],
      ])
  })

  it.each(words)('refuses a device named by %s, by every way in, and shows the name in quarantine', async (_name, sent = '', kept = sent) => {
    await post('/api/v1/ingest', JSON.stringify([{ device: sent, point: 'power', value: 1 }]), 'application/json')
    expect(await keptOf(kept)).toContainEqual(expect.objectContaining({ device: kept, code: 'unknown_device', via: 'http' }))
    // By line protocol a text field holds anything but a bare quote or backslash; bytes that are no text are refused as a whole.
    const field = sent.replace(/["\\]/g, '\\$&')
    const line = await post('/write?db=small', `any,device=strange-${words.findIndex((row) => row[1] === sent)} note="${field}"`, 'text/plain')
    expect(line.status).toBe(204)
    expect(await keptOf(`strange-${words.findIndex((row) => row[1] === sent)}`)).toContainEqual(
      expect.objectContaining({ value: Buffer.from(kept).toString('utf8'), via: 'line' }),
    )
  })

  it('refuses a community whose device ids hold marks that could make two of them look alike', () => {
    for (const id of ['cafe\u0301', 'bay\u200b-01', '\u202ebay-01', 'bay\0', '']) {
      const parsed = Community.safeParse({ ...community, devices: [{ id, type: 'parking.bay', place: {}, position: [0, 0, 0] }] })
      expect([id, parsed.error?.issues[0]?.path.join('.')]).toEqual([id, 'devices.0.id'])
    }
  })

  it('bounds 20 kB of text, names what is too long, and keeps its beginning', async () => {
    const long = '𠮷'.repeat(10_000)
    const answer = await post('/api/v1/ingest', JSON.stringify([{ device: gate, point: 'passage', value: { code: 'in', detail: long } }]), 'application/json')
    expect(await answer.json()).toMatchObject({ accepted: 0, quarantined: [{ code: 'too_long' }] })
    const [item] = await keptOf(gate)
    expect([item?.code, item?.value.length, /\p{Surrogate}/u.test(item?.value ?? '')]).toEqual(['too_long', 2000, false])
    expect(item?.value).toContain('𠮷'.repeat(500))
  })

  it('reads GB 18030 where it is declared, in JSON and in lines, and refuses it with the remedy where it is not', async () => {
    const detail = Buffer.from('bbf0beafa3ba9534b235bcd2', 'hex')
    const json = Buffer.concat([
      Buffer.from(`[{"device":"${''}`),
      Buffer.from('gate-'),
      Buffer.from('b6abc3c5', 'hex'),
      Buffer.from('","point":"passage","value":{"code":"in","detail":"'),
      detail,
      Buffer.from('"}}]'),
    ])
    const declared = await post('/api/v1/ingest', new Uint8Array(json), 'application/json; charset=gb18030')
    expect(await declared.json()).toMatchObject({ accepted: 1 })
    expect(await stateOf('passage')).toEqual({ code: 'in', detail: '火警：𠮷家' })
    const bare = await post('/api/v1/ingest', new Uint8Array(json), 'application/json')
    expect([bare.status, await bare.text()]).toEqual([400, expect.stringContaining('charset=gb18030')])
    const unknown = await post('/api/v1/ingest', new Uint8Array(json), 'application/json; charset=big5')
    expect([unknown.status, await unknown.text()]).toEqual([415, expect.stringContaining('unsupported_charset')])
    const line = Buffer.concat([Buffer.from('m,device=fire-panel note="'), detail, Buffer.from('"')])
    expect((await post('/write', new Uint8Array(line), 'text/plain; charset=GBK')).status).toBe(204)
    expect(await keptOf('fire-panel')).toMatchObject([{ value: '火警：𠮷家' }])
    expect((await post('/write', new Uint8Array(line), 'text/plain')).status).toBe(400)
  })

  it('keeps what comes by MQTT and is no UTF-8 byte by byte', async () => {
    await publish(`linli/small/${gate}/telemetry`, Buffer.from('bbf0beaf', 'hex'))
    expect(await keptOf(gate)).toContainEqual(expect.objectContaining({ via: 'mqtt', value: 'hex bbf0beaf', code: 'unknown_shape' }))
  })
})

const meter = 'electricity-1-1-101'
/** As JSON and as line protocol write it; null where that form cannot say it. */
const numbers: readonly (readonly [name: string, json: string, line: string | null, kept: number | string])[] = [
  ['NaN', '"NaN"', 'NaN', 'refused'],
  ['infinity', '1e999', '1e999', 'refused'],
  ['minus infinity', '-1e999', '-Inf', 'refused'],
  ['minus zero', '-0', '-0', 0],
  ['the largest', '1e308', '1e308', 1e308],
  ['the smallest', '5e-324', '5e-324', 0],
  ['beyond whole numbers', '9007199254740993', '9007199254740993', 9_007_199_254_740_992],
  ['a decimal comma', '"12,3"', null, 'refused'],
  ['full-width digits', '"１２"', '１２', 'refused'],
  ['hexadecimal', '"0x10"', '0x10', 'refused'],
  ['true', 'true', 'true', 'refused'],
  ['null', 'null', 'null', 'refused'],
  ['an empty list', '[]', null, 'refused'],
]

describe('strange numbers', () => {
  it.each(numbers)('takes %s as a finite number or refuses it, alike by JSON, lines and MQTT', async (_name, json, line, kept) => {
    const powerOf = async (): Promise<unknown> =>
      State.parse(await get(`/api/v1/communities/small/state?device=${meter}`)).points.find(({ point }) => point === 'power')?.value
    let time = Date.now()
    const ways: ((value: string) => Promise<unknown>)[] = [
      () => post('/api/v1/ingest', `[{"device":"${meter}","point":"power","value":${json},"time":${time}}]`, 'application/json'),
      () => publish(`linli/small/${meter}/telemetry`, `{"time":${time},"power":${json}}`),
      ...(line === null ? [] : [() => post('/write?precision=ms', `m,device=${meter} power=${line} ${time}`, 'text/plain')]),
    ]
    for (const send of ways) {
      await post('/api/v1/ingest', JSON.stringify([{ device: meter, point: 'power', value: 1.25, time }]), 'application/json')
      time += 1
      await send(json)
      expect(await powerOf()).toBe(kept === 'refused' ? 1.25 : kept)
      time += 1
    }
  })

  it('says no null and no infinity in series, sums and means over all of them', async () => {
    const to = new Date(Date.now() + 60_000).toISOString()
    const from = new Date(Date.now() - 3_600_000).toISOString()
    await expect.poll(async () => JSON.stringify(await get('/api/v1/health'))).toContain('"behind":0')
    for (const path of ['', '&every=1h', '&every=1h&aggregate=mean', '&every=1m']) {
      const text = await (await fetch(`${base}/api/v1/series?device=${meter}&point=power&from=${from}&to=${to}${path}`)).text()
      const { points } = z.looseObject({ points: z.array(z.array(z.number())) }).parse(JSON.parse(text))
      expect(points.flat().every(Number.isFinite)).toBe(true)
      expect(points.length).toBeGreaterThan(0)
    }
  })
})
