import { expect, it } from 'vitest'
import { z } from 'zod'
import { liveRegister } from '../../../support/live-register.ts'
import { serveCommunity } from '../../../support/served-community.ts'

const now = Date.UTC(2026, 10, 24, 12)
const minute = 60_000
const Page = z.object({
  items: z.array(
    z.object({ time: z.string(), received: z.string(), readings: z.array(z.object({ point: z.string(), value: z.unknown(), origin: z.string() })) }),
  ),
  since: z.string(),
  next: z.string().nullable(),
})
const iso = (ms: number): string => new Date(ms).toISOString()
const address = '/api/v1/communities/xingfuli/devices/meter-1/messages'

async function servedMeters() {
  const register = liveRegister(3)
  const served = await serveCommunity(register, () => now)
  const points = [...(register.devices.get('meter-1')?.points.keys() ?? [])].slice(0, 2)
  const say = (device: string, time: number, value: number) => served.tell(points.map((point) => ({ device, point, value, time })))
  const page = async (query: string) => {
    const { status, body } = await served.ask(`${address}${query}`)
    expect([status, body]).toEqual([200, expect.anything()])
    return Page.parse(body)
  }
  return { ...served, points, say, page }
}

it('gives what a device said message by message, newest first, and nothing another said', async () => {
  const { points, say, page } = await servedMeters()
  await say('meter-1', now - 2 * minute, 1)
  await say('meter-2', now - minute, 9)
  await say('meter-1', now, 3)
  const { items, next, since } = await page('')
  expect(items.map(({ time, readings }) => [time, readings.map(({ point, value }) => [point, value])])).toEqual([
    [iso(now), points.map((point) => [point, 3])],
    [iso(now - 2 * minute), points.map((point) => [point, 1])],
  ])
  expect([next, since]).toEqual([null, iso(now - 31 * 24 * 60 * minute)])
})

it('leaves none out and gives none twice over its pages, however far apart they were sent', async () => {
  const { say, page } = await servedMeters()
  const ages = [0, 1, 1, 2, 30, 31, 200, 200, 200, 2000, 9000, 30_000, 44_000]
  for (const [index, age] of ages.entries()) await say('meter-1', now - age * minute - (index % 2), index)
  const seen: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const found = await page(`?limit=2${after === '' ? '' : `&after=${after}`}`)
    for (const { time } of found.items) seen.push(time)
    after = found.next
  }
  expect(seen).toEqual([...new Set(ages.map((age, index) => iso(now - age * minute - (index % 2))))].sort().reverse())
})

it('looks back from a moment of the past', async () => {
  const { say, page } = await servedMeters()
  for (const age of [1, 10, 20]) await say('meter-1', now - age * minute, age)
  expect((await page(`?at=${iso(now - 10 * minute)}`)).items.map(({ time }) => time)).toEqual([iso(now - 10 * minute), iso(now - 20 * minute)])
})

it('knows no messages of a device there is not', async () => {
  const { ask } = await servedMeters()
  const { status, body } = await ask('/api/v1/communities/xingfuli/devices/meter-99/messages')
  expect([status, body]).toEqual([404, expect.objectContaining({ code: 'unknown_device' })])
})
