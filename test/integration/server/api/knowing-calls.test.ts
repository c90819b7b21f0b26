import { expect, it } from 'vitest'
import { buildRegister } from '../../../../models/register.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { serveCommunity } from '../../../support/served-community.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 24, 12)
const path = '/api/v1/communities/small/knowing'
const register = buildRegister({ ...smallCommunity(), id: 'small' }, subsystems)

it('finds from the stored past what a home used beyond its usual, with the days it was compared with', async () => {
  const served = await serveCommunity(register, () => now + 61_000)
  const days = [0, 8, 16, 24, 32, 58]
  await served.tell(days.map((value, index) => ({ device: 'electricity-1-1-101', point: 'energy', value: 100 + value, time: now - (5 - index) * day })))
  const { status, body } = await served.ask(path)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    time: new Date(now).toISOString(),
    findings: [
      {
        rule: 'unusualUse',
        device: 'electricity-1-1-101',
        point: 'energy',
        value: 26,
        usual: 8,
        compared: [{ value: 26 }, { value: 8 }, { value: 8 }, { value: 8 }, { value: 8 }],
      },
    ],
  })
  expect((await served.ask(`${path}?at=${now + 300_000}`)).body).toEqual(body)
  expect((await served.ask(`${path}?at=${now - day}`)).body).toMatchObject({ findings: [] })
}, 20_000)

it('refuses a moment that is none and a community that is not held', async () => {
  const served = await serveCommunity(register)
  expect((await served.ask(`${path}?at=yesterday`)).status).toBe(400)
  expect(await served.ask('/api/v1/communities/nowhere/knowing')).toMatchObject({ status: 404, body: { code: 'unknown_community' } })
})
