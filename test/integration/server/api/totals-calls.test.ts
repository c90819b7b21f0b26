import { expect, it } from 'vitest'
import { z } from 'zod'
import { buildRegister } from '../../../../models/register.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { serveCommunity } from '../../../support/served-community.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const noon = Date.UTC(2026, 10, 24, 4)
const hour = 3_600_000
const small = smallCommunity()
const bays = ['x1', 'x2', 'x3'].map((id) => ({
  id: `bay-${id}`,
  type: 'parking.bay',
  place: { bay: id },
  position: [0, 0, 0] satisfies [number, number, number],
}))
const meters = ['m1', 'm2'].map((id) => ({
  id,
  type: 'metering.electricity',
  place: { home: id },
  position: [0, 0, 0] satisfies [number, number, number],
}))
const community = { ...small, id: 'xingfuli', devices: [...bays, ...meters] }
const served = () => serveCommunity(buildRegister(community, subsystems), () => noon + 5 * hour)
const Totals = z.object({ devices: z.number(), points: z.array(z.array(z.number())) })
const Moments = z.object({ devices: z.array(z.string()), moments: z.array(z.object({ time: z.number(), values: z.array(z.number().nullable()) })) })
const asked = (query: string) => `/api/v1/communities/xingfuli/totals?type=parking.bay&point=occupied&${query}`

it('adds up all devices of a type at each full hour, and says how many it knew of', async () => {
  const { tell, ask } = await served()
  const told = (device: string, value: boolean, time: number) => ({ device, point: 'occupied', value, time })
  await tell([
    told('bay-x1', true, noon - 60_000),
    told('bay-x2', false, noon + 60_000),
    told('bay-x1', true, noon + hour - 1),
    told('bay-x2', true, noon + hour),
  ])
  const { status, body } = await ask(asked(`from=${noon}&to=${noon + 2 * hour}&every=1h`))
  expect(status).toBe(200)
  const { devices, points } = Totals.parse(body)
  expect(devices).toBe(3)
  expect(points.map(([time = 0, total, known]) => [(time - noon) / hour, total, known])).toEqual([
    [0, 1, 1],
    [1, 2, 2],
    [2, 2, 2],
  ])
})

it('does not count what is too old to be believed, nor what is out of range', async () => {
  const { tell, ask } = await served()
  await tell([{ device: 'bay-x1', point: 'occupied', value: true, time: noon }])
  const { body } = await ask(asked(`from=${noon}&to=${noon + 4 * hour}&every=1h`))
  expect(Totals.parse(body).points.map(([, total, known]) => [total, known])).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
    [0, 0],
    [0, 0],
  ])
})

it('gives each meter at some moments, and nothing for one that was not heard of by then', async () => {
  const { tell, ask } = await served()
  await tell([
    { device: 'm1', point: 'energy', value: 10.5, time: noon },
    { device: 'm1', point: 'energy', value: 11, time: noon + hour },
    { device: 'm2', point: 'energy', value: 7, time: noon + hour },
  ])
  const { body } = await ask(`/api/v1/communities/xingfuli/moments?type=metering.electricity&point=energy&at=${noon + 60_000},${noon + hour}`)
  const { devices, moments } = Moments.parse(body)
  expect(devices).toEqual(['m1', 'm2'])
  expect(moments.map(({ values }) => values)).toEqual([
    [10.5, null],
    [11, 7],
  ])
})

it('refuses what cannot be added up, and more than can be answered', async () => {
  const { ask } = await served()
  const codeOf = async (path: string): Promise<unknown> => z.object({ code: z.string() }).parse((await ask(path)).body).code
  expect(await codeOf('/api/v1/communities/xingfuli/totals?type=metering.electricity&point=energy')).toBe('wrong_kind')
  expect(await codeOf('/api/v1/communities/xingfuli/totals?type=parking.bay&point=nothing')).toBe('unknown_point')
  expect(await codeOf(asked(`from=${noon - 100 * 24 * hour}&every=1m`))).toBe('too_many_moments')
})
