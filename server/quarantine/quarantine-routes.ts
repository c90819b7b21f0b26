import { z } from 'zod'
import { cursorField, decodeCursor, encodeCursor } from '../api/cursor.ts'
import { limitField } from '../api/fields.ts'
import { communityField } from '../api/held-community.ts'
import type { Ingest } from '../ingest/accept.ts'
import { ingestOf, orProblem } from '../ingest/http/refusals.ts'
import { quarantineCodes } from '../journal/fact.ts'
import { Problem } from '../platform/problem.ts'
import { jsonBody, noBody } from '../platform/request-body.ts'
import type { Route } from '../platform/route.ts'
import { defineRoute, noFields } from '../platform/route.ts'
import type { Quarantine } from './quarantine.ts'
import { KeptItem } from './quarantine-store.ts'

const Query = z.strictObject({
  community: communityField,
  code: z.enum(quarantineCodes).optional(),
  device: z.string().max(200).optional().meta({ description: 'As it was sent' }),
  state: z.enum(['open', 'all']).default('open'),
  limit: limitField(100, 1000),
  after: cursorField,
})
const Item = KeptItem.omit({ number: true }).meta({ id: 'QuarantinedItem' })
const Page = z.object({ items: z.array(Item), next: z.string().nullable(), total: z.int().meta({ description: 'All that the filters leave' }) })
const Params = z.strictObject({ id: z.string().max(100) })
const Act = z.strictObject({ community: communityField })
const Cursor = z.tuple([z.int().positive()])

/** What was refused and why; assigned to a point it is taken in with its own time, or it is dismissed. */
export function quarantineRoutes({ quarantine, ingest }: { readonly quarantine: Quarantine; readonly ingest: Ingest }): Route[] {
  const itemOf = (id: string) => {
    const item = quarantine.store.get(id)
    if (!item) throw new Problem(404, 'unknown_item', { zh: '隔离区里没有这一条。', en: 'There is no such item in quarantine.' })
    if (item.resolved) throw new Problem(409, 'already_resolved', { zh: '这一条已经处理过了。', en: 'This item was dealt with before.' })
    return item
  }
  const list = defineRoute({
    method: 'get',
    path: '/api/v1/quarantine',
    tag: 'ingest',
    summary: { zh: '隔离区：未能收下的数据及原因', en: 'Quarantine: what was refused, and why' },
    params: noFields,
    query: Query,
    body: noBody,
    answers: { 200: { description: 'One page, newest first', schema: Page } },
    handler: ({ query }) => {
      ingestOf(ingest, query.community)
      const { state, code, device, limit } = query
      const found = quarantine.store.find({ state, code, device, limit: limit + 1, before: query.after === undefined ? undefined : numberOf(query.after) })
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        status: 200,
        body: {
          items: page.map(({ number: _number, ...item }) => item),
          next: found.length > limit && last ? encodeCursor([last.number]) : null,
          total: quarantine.store.count({ state, code, device }),
        },
      }
    },
  })
  const assign = defineRoute({
    method: 'post',
    path: '/api/v1/quarantine/{id}/assign',
    tag: 'ingest',
    summary: { zh: '归入某个测点', en: 'Take an item in for a point' },
    params: Params,
    query: Act,
    body: jsonBody(z.strictObject({ device: z.string().max(200), point: z.string().max(200) })),
    answers: {
      200: { description: 'Taken in', schema: Item },
      404: { description: 'No such item' },
      409: { description: 'Dealt with before' },
      422: { description: 'The point cannot take it; it stays where it is' },
    },
    handler: async ({ params, query, body, caller }) => {
      ingestOf(ingest, query.community)
      const outcome = await orProblem(quarantine.assign(itemOf(params.id), body.device, body.point, caller.name))
      if (!outcome.ok)
        throw new Problem(422, outcome.code, { zh: `不能归入该测点：${outcome.reason}`, en: `It cannot be taken in for this point: ${outcome.reason}` })
      return answer(params.id)
    },
  })
  const dismiss = defineRoute({
    method: 'post',
    path: '/api/v1/quarantine/{id}/dismiss',
    tag: 'ingest',
    summary: { zh: '忽略', en: 'Dismiss an item' },
    params: Params,
    query: Act,
    body: jsonBody(z.strictObject({})),
    answers: {
      200: { description: 'Dismissed; it stays in the journal', schema: Item },
      404: { description: 'No such item' },
      409: { description: 'Dealt with before' },
    },
    handler: async ({ params, query, caller }) => {
      ingestOf(ingest, query.community)
      await orProblem(quarantine.dismiss(itemOf(params.id), caller.name))
      return answer(params.id)
    },
  })
  const answer = (id: string) => ({ status: 200, body: Item.parse(quarantine.store.get(id)) })
  return [list, assign, dismiss]
}

const numberOf = (after: string): number => decodeCursor(Cursor, after)[0]
