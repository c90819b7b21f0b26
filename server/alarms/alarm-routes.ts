import { z } from 'zod'
import type { Refusal } from '../../models/engines/alarm-life.ts'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import { AlarmStateSchema } from '../../models/protocol/alarm-schema.ts'
import { cursorField, decodeCursor, encodeCursor } from '../api/cursor.ts'
import { limitField, moment } from '../api/fields.ts'
import { type Communities, communityField } from '../api/held-community.ts'
import { JournalRefused } from '../journal/journal.ts'
import { Problem } from '../platform/problem.ts'
import { jsonBody, noBody } from '../platform/request-body.ts'
import type { Route } from '../platform/route.ts'
import { defineRoute, noFields } from '../platform/route.ts'
import type { Act, Alarms } from './alarms.ts'

const Query = z.strictObject({
  community: communityField,
  state: z.enum(['current', 'all']).default('current').meta({ description: 'current: active, latched, or gone but never acknowledged' }),
  priority: z.enum(['lifeSafety', 'high', 'medium', 'low']).optional(),
  device: z.string().max(200).optional(),
  from: moment.optional(),
  to: moment.optional(),
  limit: limitField(200, 1000),
  after: cursorField,
})
const Alarm = AlarmStateSchema.meta({ id: 'Alarm' })
const Page = z.object({ items: z.array(Alarm), next: z.string().nullable() })
const Params = z.strictObject({ id: z.string().max(300).meta({ description: '`{device}/{alarm}`, with the slash encoded' }) })
const Scope = z.strictObject({ community: communityField })
const Doing = z.strictObject({ occurrence: z.string().max(400), version: z.int(), commandId: z.string().max(100), comment: z.string().max(1000).optional() })
const Cursor = z.tuple([z.number(), z.int()])
/** The running number an occurrence was opened with; `number` moves on with each of its steps. */
const openedWith = ({ occurrence }: AlarmState): number => Number(occurrence.slice(occurrence.lastIndexOf('@') + 1))

/** Alarms and their life. An act names the occurrence and version that were on screen; who came second is told who was first. */
export function alarmRoutes({ alarms, communities }: { readonly alarms: Alarms; readonly communities: Communities }): Route[] {
  const list = defineRoute({
    method: 'get',
    path: '/api/v1/alarms',
    tag: 'alarms',
    summary: { zh: '报警：当前或历史', en: 'Alarms, current or past' },
    params: noFields,
    query: Query,
    body: noBody,
    answers: { 200: { description: 'One page, newest first', schema: Page } },
    handler: ({ query }) => {
      communities.find(query.community)
      const { state, priority, device, from, to, limit } = query
      const before = query.after === undefined ? undefined : decodeCursor(Cursor, query.after)
      const found = alarms.find({
        state,
        limit: limit + 1,
        ...(priority && { class: priority }),
        ...(device && { device }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(before && { before }),
      })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { status: 200, body: { items, next: found.length > limit && last ? encodeCursor([last.raisedAt, openedWith(last)]) : null } }
    },
  })
  const actRoute = (name: 'acknowledge' | 'reset', summary: { zh: string; en: string }) =>
    defineRoute({
      method: 'post',
      path: `/api/v1/alarms/{id}/${name}`,
      tag: 'alarms',
      summary,
      params: Params,
      query: Scope,
      body: jsonBody(Doing),
      answers: {
        200: { description: 'How it stands now', schema: Alarm },
        404: { description: 'No such alarm on the list' },
        409: { description: 'Another was first, or it changed since it was seen' },
      },
      handler: async ({ params, query, body, caller }) => {
        communities.find(query.community)
        const { occurrence, version, commandId, comment } = body
        const doing: Act = { occurrence, version, commandId, by: caller.name, ...(comment === undefined ? {} : { comment }) }
        return { status: 200, body: await answered(alarms[name](params.id, doing)) }
      },
    })
  return [list, actRoute('acknowledge', { zh: '确认报警', en: 'Acknowledge an alarm' }), actRoute('reset', { zh: '复位报警', en: 'Reset an alarm' })]
}

async function answered(outcome: Promise<AlarmState | Refusal | undefined>): Promise<AlarmState> {
  let result: AlarmState | Refusal | undefined
  try {
    result = await outcome
  } catch (error) {
    if (error instanceof JournalRefused)
      throw new Problem(507, error.code, { zh: '现在无法记录，操作没有生效。', en: 'It cannot be recorded now, so it did not happen.' })
    throw error
  }
  if (!result) throw new Problem(404, 'unknown_alarm', { zh: '列表里没有这条报警。', en: 'There is no such alarm on the list.' })
  if ('refused' in result) throw refusal(result)
  return result
}

function refusal({ refused, state }: Refusal): Problem {
  const by = state.acknowledgedBy ?? ''
  const words = {
    already_acknowledged: { zh: `${by} 已确认。`, en: `${by} has acknowledged it.` },
    stale: { zh: '报警已变化，请看过最新状态再操作。', en: 'The alarm has changed since: look at it again first.' },
    not_acknowledged: { zh: '请先确认。', en: 'Acknowledge it first.' },
    still_active: { zh: '条件仍然存在，不能复位。', en: 'Its condition still holds; it cannot be reset.' },
    not_latched: { zh: '此报警无需复位。', en: 'This alarm needs no reset.' },
  }
  return new Problem(409, refused, words[refused], { facts: { by: state.acknowledgedBy, version: state.version } })
}
