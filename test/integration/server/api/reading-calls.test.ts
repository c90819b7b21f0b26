import { expect, it } from 'vitest'
import { z } from 'zod'
import { buildRegister } from '../../../../models/register.ts'
import { liveCommunity, liveRegister, liveSubsystems, pointsPerDevice } from '../../../support/live-register.ts'
import { serveCommunity } from '../../../support/served-community.ts'

const hour = Date.UTC(2026, 10, 24, 4)
const Page = z.object({ next: z.string().nullable() })
const Devices = Page.extend({
  items: z.array(z.object({ id: z.string(), subsystem: z.string(), points: z.array(z.object({ id: z.string(), kind: z.string() })) })),
})
const State = Page.extend({
  time: z.string(),
  behind: z.number(),
  points: z.array(
    z.object({
      device: z.string(),
      point: z.string(),
      value: z.unknown(),
      time: z.string(),
      quality: z.string(),
      flags: z.array(z.string()),
      origin: z.string(),
    }),
  ),
})
const Series = Page.extend({ unit: z.string().nullable(), columns: z.array(z.string()), points: z.array(z.array(z.unknown())) })

type Served = Awaited<ReturnType<typeof serveCommunity>>
async function allPages<Schema extends z.ZodType<{ next: string | null }>>({ ask }: Served, path: string, schema: Schema): Promise<z.output<Schema>[]> {
  const pages: z.output<Schema>[] = []
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await ask(`${path}${path.includes('?') ? '&' : '?'}${after === '' ? '' : `after=${after}`}`)
    expect([status, body]).toEqual([200, expect.anything()])
    const page = schema.parse(body)
    pages.push(page)
    after = page.next
  }
  return pages
}

it('lists every device and point once, whatever the size of a page', async () => {
  const served = await serveCommunity(liveRegister(23))
  for (const limit of [1, 5, 22, 23, 24, 1000]) {
    const pages = await allPages(served, `/api/v1/communities/xingfuli/devices?limit=${limit}`, Devices)
    const items = pages.flatMap((page) => page.items)
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 23 }, (_, index) => `meter-${index}`))
    expect(items.every(({ points }) => points.length === pointsPerDevice)).toBe(true)
    expect(pages).toHaveLength(Math.ceil(23 / limit))
  }
})

it('finds devices by all the words asked for, over their pages', async () => {
  const community = liveCommunity(30)
  const devices = community.devices.map((device, index) => ({
    ...device,
    name: { zh: `${index % 2 ? '三' : '四'}号楼电表`, en: 'Meter' },
    place: { home: `3-2-${index}` },
  }))
  const served = await serveCommunity(buildRegister({ ...community, devices }, liveSubsystems))
  const found = async (q: string, limit = 4) =>
    (await allPages(served, `/api/v1/communities/xingfuli/devices?limit=${limit}&q=${encodeURIComponent(q)}`, Devices)).flatMap(({ items }) =>
      items.map(({ id }) => id),
    )
  expect(await found('三号楼')).toHaveLength(15)
  expect(await found('三号楼 3-2-7')).toEqual(['meter-7'])
  expect(await found('ＭＥＴＥＲ-12')).toEqual(['meter-12'])
  expect(await found('no such thing')).toEqual([])
})

it('tells the newest value of each point in the words of its kind, and pages through all of them', async () => {
  const served = await serveCommunity(liveRegister(3))
  await served.tell([
    { device: 'meter-0', point: 'power', value: 1.25, time: hour, origin: 2, quality: 1, flags: 1 },
    { device: 'meter-0', point: 'relay', value: true, time: hour },
    { device: 'meter-0', point: 'door', value: 'open', time: hour },
    { device: 'meter-1', point: 'passage', value: { code: 'in', detail: '京A·12345' }, time: hour },
    { device: 'meter-2', point: 'place', value: [1.5, -2, 3], time: hour },
  ])
  await served.tell([{ device: 'meter-0', point: 'power', value: 9, time: hour - 1 }])
  const { body } = await served.ask('/api/v1/communities/xingfuli/state')
  const { points, behind } = State.parse(body)
  expect(points.map(({ device, point, value }) => [device, point, value])).toEqual([
    ['meter-0', 'power', 1.25],
    ['meter-0', 'relay', true],
    ['meter-0', 'door', 'open'],
    ['meter-1', 'passage', { code: 'in', detail: '京A·12345' }],
    ['meter-2', 'place', [1.5, -2, 3]],
  ])
  expect(points[0]).toMatchObject({ time: new Date(hour).toISOString(), quality: 'uncertain', flags: ['outOfRange'], origin: 'simulated' })
  expect(behind).toBe(0)
  for (const limit of [1, 2, 4, 5, 6])
    expect((await allPages(served, `/api/v1/communities/xingfuli/state?limit=${limit}`, State)).flatMap((page) => page.points)).toEqual(points)
  const one = State.parse((await served.ask('/api/v1/communities/xingfuli/state?device=meter-1')).body)
  expect(one.points).toEqual(points.slice(3, 4))
})

it('streams more points than one piece holds as one whole document, compressed or not', async () => {
  const served = await serveCommunity(liveRegister(300))
  await served.tell(Array.from({ length: 300 }, (_, index) => ({ device: `meter-${index}`, point: 'power', value: index / 100, time: hour })))
  for (const encoding of ['identity', 'gzip']) {
    const answer = await fetch(`${served.base}/api/v1/communities/xingfuli/state`, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null)
    expect(State.parse(await answer.json()).points.map(({ value }) => value)).toEqual(Array.from({ length: 300 }, (_, index) => index / 100))
  }
})

it('tells the state of any moment of the past: late readings in their place, nothing before the first', async () => {
  const served = await serveCommunity(liveRegister(2))
  const stateAt = async (at: number) =>
    State.parse((await served.ask(`/api/v1/communities/xingfuli/state?at=${new Date(at).toISOString()}`)).body).points.map(({ value }) => value)
  await served.tell([{ device: 'meter-0', point: 'power', value: 5, time: hour }])
  await served.tell([{ device: 'meter-0', point: 'power', value: 3, time: hour - 3_600_000 }])
  expect(await stateAt(hour - 3_600_001)).toEqual([])
  expect(await stateAt(hour - 3_600_000)).toEqual([3])
  expect(await stateAt(hour - 1)).toEqual([3])
  expect(await stateAt(hour)).toEqual([5])
  expect(State.parse((await served.ask('/api/v1/communities/xingfuli/state')).body).points.map(({ value }) => value)).toEqual([5])
})

it('gives raw readings in order and the rest of them by the cursor', async () => {
  const served = await serveCommunity(liveRegister(1))
  const readings = Array.from({ length: 25 }, (_, index) => ({ device: 'meter-0', point: 'power', value: index, time: hour + index * 1000 }))
  await served.tell(readings)
  const path = `/api/v1/series?device=meter-0&point=power&from=${hour}&to=${hour + 24_000}`
  for (const limit of [1, 7, 24, 50_000]) {
    const pages = await allPages(served, `${path}&limit=${limit}`, Series)
    expect(pages.flatMap(({ points }) => points)).toEqual(readings.slice(0, 24).map(({ time, value }) => [time, value]))
    expect(pages[0]).toMatchObject({ unit: 'kW', columns: ['time', 'value'] })
  }
})

it('gives one value a window in the words of each kind, aligned to the local midnight of the community', async () => {
  const served = await serveCommunity(liveRegister(1))
  const at = (minute: number, point: string, value: Parameters<Served['tell']>[0][number]['value']) => ({
    device: 'meter-0',
    point,
    value,
    time: hour + minute * 60_000,
  })
  await served.tell([
    at(0, 'power', 2),
    at(30, 'power', 4),
    at(60, 'power', 10),
    at(0, 'energy', 100),
    at(30, 'energy', 101.5),
    at(59, 'energy', 102),
    at(0, 'relay', true),
    at(59, 'door', 'open'),
    at(1, 'passage', 'in'),
    at(2, 'passage', 'out'),
  ])
  const windows = async (point: string, every: string, more = '') =>
    Series.parse((await served.ask(`/api/v1/series?device=meter-0&point=${point}&from=${hour}&to=${hour + 7_200_000}&every=${every}${more}`)).body)
  expect((await windows('power', '1h')).points).toEqual([
    [hour, 3, 2, 4, 2],
    [hour + 3_600_000, 10, 10, 10, 1],
  ])
  expect((await windows('power', '1d')).points).toEqual([[Date.UTC(2026, 10, 23, 16), expect.closeTo(16 / 3), 2, 10, 3]])
  expect((await windows('power', '1h', '&aggregate=maximum')).points).toEqual([
    [hour, 4],
    [hour + 3_600_000, 10],
  ])
  expect(await windows('energy', '2h')).toMatchObject({ columns: ['time', 'increase', 'minimum', 'maximum', 'count'], points: [[hour, 2, 100, 102, 3]] })
  expect(await windows('relay', '1h')).toMatchObject({ columns: ['time', 'last', 'share', 'count'], points: [[hour, true, 1, 1]] })
  expect(await windows('door', '1h')).toMatchObject({ columns: ['time', 'last', 'count'], points: [[hour, 'open', 1]] })
  expect(await windows('passage', '1h')).toMatchObject({ columns: ['time', 'count'], points: [[hour, 2]] })
  expect(
    (await allPages(served, `/api/v1/series?device=meter-0&point=power&from=${hour}&to=${hour + 7_200_000}&every=1h&limit=1`, Series)).flatMap(
      ({ points }) => points,
    ),
  ).toHaveLength(2)
})

it('gives the model with a tag that saves sending it again, compressed once', async () => {
  const { base } = await serveCommunity(liveRegister(2))
  const url = `${base}/api/v1/communities/xingfuli`
  const whole = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  const etag = whole.headers.get('etag') ?? ''
  expect(await whole.json()).toEqual(JSON.parse(JSON.stringify(liveCommunity(2))))
  expect([whole.headers.get('content-encoding'), whole.headers.get('vary'), etag]).toEqual(['gzip', 'Accept-Encoding', expect.stringMatching(/^"[\w-]{22}"$/)])
  const unchanged = await fetch(url, { headers: { 'if-none-match': `W/"other", ${etag}` } })
  expect([unchanged.status, await unchanged.text(), unchanged.headers.get('etag')]).toEqual([304, '', etag])
  expect(unchanged.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
})

it('names what is wrong with a question', async () => {
  const { ask } = await serveCommunity(liveRegister(1))
  const state = '/api/v1/communities/xingfuli/state'
  const series = '/api/v1/series?device=meter-0&point=power'
  for (const [path, status, code] of [
    ['/api/v1/communities/nowhere', 404, 'unknown_community'],
    ['/api/v1/communities/nowhere/state', 404, 'unknown_community'],
    ['/api/v1/communities/__proto__/state', 404, 'unknown_community'],
    [`${state}?at=yesterdayish`, 400, 'invalid_request'],
    [`${state}?at=2026-11-24`, 400, 'invalid_request'],
    [`${state}?at=2026-13-40T00:00:00Z`, 400, 'invalid_request'],
    [`${state}?at=1&at=2`, 400, 'invalid_request'],
    [`${state}?limit=0`, 400, 'invalid_request'],
    [`${state}?limit=ten`, 400, 'invalid_request'],
    [`${state}?sort=1`, 400, 'invalid_request'],
    [`${state}?after=nonsense`, 400, 'bad_cursor'],
    [`${state}?subsystem=none`, 404, 'unknown_subsystem'],
    [`${state}?device=none`, 404, 'unknown_device'],
    ['/api/v1/communities/xingfuli/devices?after=WyJnb25lIl0', 400, 'bad_cursor'],
    ['/api/v1/communities/xingfuli/devices?limit=1001', 400, 'invalid_request'],
    ['/api/v1/series?device=meter-0', 400, 'invalid_request'],
    ['/api/v1/series?device=none&point=power', 404, 'unknown_device'],
    ['/api/v1/series?device=meter-0&point=none', 404, 'unknown_point'],
    [`${series}&community=nowhere`, 404, 'unknown_community'],
    [`${series}&every=soon`, 400, 'invalid_request'],
    [`${series}&aggregate=mean`, 400, 'every_needed'],
    [`${series}&every=1h&aggregate=increase`, 400, 'wrong_aggregate'],
    [`${series}&after=bm9uc2Vuc2U`, 400, 'bad_cursor'],
  ] as const) {
    const answer = await ask(path)
    expect([path, answer.status, answer.body]).toEqual([path, status, expect.objectContaining({ code, status })])
  }
})

it('says that history is away, and goes on telling the present', async () => {
  const served = await serveCommunity(liveRegister(1))
  await served.tell([{ device: 'meter-0', point: 'power', value: 1, time: hour }])
  await served.timeSeries.close()
  const past = await served.ask(`/api/v1/communities/xingfuli/state?at=${hour}`)
  expect([past.status, past.body]).toEqual([503, expect.objectContaining({ code: 'time_series_unavailable' })])
  expect((await served.ask('/api/v1/communities/xingfuli/state')).status).toBe(200)
})
