import { z } from 'zod'
import type { Playing } from '../../models/protocol/simulation.ts'
import type { Text } from '../../models/text.ts'
import { Problem } from '../platform/problem.ts'
import { jsonBody, noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import { TextSchema } from './fields.ts'
import { type Communities, communityField } from './held-community.ts'

/** What the API needs of the simulated field. */
export type Scenarios = {
  readonly report: () => {
    readonly scenarios: readonly { readonly id: string; readonly name: Text; readonly about: Text }[]
    readonly playing: readonly Playing[]
  }
  readonly play: (wish: {
    readonly scenario: string
    readonly at?: string | undefined
    readonly seed: number
    readonly speed: number
  }) => Promise<Playing | null>
  readonly endRun: (run: string) => void
}

const Run = z.object({ run: z.string(), startedAt: z.number(), seconds: z.number() })
const Item = z.object({ id: z.string(), name: TextSchema, description: TextSchema, running: z.boolean(), runs: z.array(Run) })
const Start = z.strictObject({
  at: z.string().max(200).optional().meta({ description: 'Where, e.g. the home 3-2-501; the usual place when left out' }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  speed: z.number().min(0.1).max(60).default(1),
})
const Query = z.strictObject({ community: communityField })

/** Scripted events that the simulated field can act out. */
export function scenarioRoutes(communities: Communities, scenarios: Scenarios): Route[] {
  const list = defineRoute({
    method: 'get',
    path: '/api/v1/scenarios',
    tag: 'simulation',
    summary: { zh: '可演示的情景', en: 'Scenarios that can be acted out' },
    params: z.strictObject({}),
    query: Query,
    body: noBody,
    answers: { 200: { description: 'All scenarios; none while no simulator runs', schema: z.object({ items: z.array(Item) }) } },
    handler: ({ query }) => {
      communities.find(query.community)
      const { scenarios: known, playing } = scenarios.report()
      const items = known.map(({ id, name, about }) => {
        const runs = playing.filter(({ scenario }) => scenario === id).map(({ run, startedAt, seconds }) => ({ run, startedAt, seconds }))
        return { id, name, description: about, running: runs.length > 0, runs }
      })
      return { status: 200, body: { items } }
    },
  })
  const start = defineRoute({
    method: 'post',
    path: '/api/v1/scenarios/{id}/start',
    tag: 'simulation',
    summary: { zh: '开始一个情景', en: 'Start a scenario' },
    params: z.strictObject({ id: z.string().max(100) }),
    query: Query,
    body: jsonBody(Start),
    answers: { 202: { description: 'It plays', schema: Run } },
    handler: async ({ params, query, body }) => {
      communities.find(query.community)
      if (!scenarios.report().scenarios.some(({ id }) => id === params.id)) throw unknownScenario(params.id)
      const playing = await scenarios.play({ scenario: params.id, ...body })
      if (!playing)
        throw new Problem(409, 'cannot_play', {
          zh: '现在无法开始：设备正被另一情景使用，或地点不合适。',
          en: 'It cannot start now: another scenario has its devices, or the place does not fit.',
        })
      return { status: 202, body: { run: playing.run, startedAt: playing.startedAt, seconds: playing.seconds } }
    },
  })
  const stop = defineRoute({
    method: 'post',
    path: '/api/v1/scenarios/{id}/stop',
    tag: 'simulation',
    summary: { zh: '停止一个情景', en: 'Stop a scenario' },
    params: z.strictObject({ id: z.string().max(100) }),
    query: Query,
    body: noBody,
    answers: { 202: { description: 'Its runs are being stopped', schema: z.object({ stopped: z.int() }) } },
    handler: ({ params, query }) => {
      communities.find(query.community)
      const runs = scenarios.report().playing.filter(({ scenario }) => scenario === params.id)
      for (const { run } of runs) scenarios.endRun(run)
      return { status: 202, body: { stopped: runs.length } }
    },
  })
  return [list, start, stop]
}

const unknownScenario = (id: string): Problem =>
  new Problem(404, 'unknown_scenario', { zh: `没有情景 ${id}，或模拟未运行。`, en: `There is no scenario ${id}, or no simulator runs.` })
