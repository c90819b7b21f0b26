import { z } from 'zod'
import type { Caller } from '../platform/caller.ts'
import { type Credentials, TokenOrigin } from '../platform/credentials.ts'
import { Problem } from '../platform/problem.ts'
import { jsonBody, noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'

const Wish = z.strictObject({
  name: z.string().trim().min(1).max(100).meta({ description: 'What it is for', example: 'Telegraf at the gatehouse' }),
  origin: TokenOrigin.meta({ description: 'How readings sent with it are marked' }),
  device: z.string().max(200).nullable().default(null).meta({ description: 'The only device it may speak for; any when left out' }),
})
const About = z
  .object({ id: z.string(), name: z.string(), origin: TokenOrigin, device: z.string().nullable(), created: z.iso.datetime() })
  .meta({ id: 'Token' })

/** Tokens with which devices and programs send readings. */
export function tokenRoutes(credentials: Credentials, now: () => number): Route[] {
  const issue = defineRoute({
    method: 'post',
    path: '/api/v1/tokens',
    tag: 'credentials',
    summary: { zh: '签发令牌；密文只显示这一次', en: 'Issue a token; its secret is shown this once' },
    params: noFields,
    query: noFields,
    body: jsonBody(Wish),
    answers: { 201: { description: '`token` is shown this once', schema: About.extend({ token: z.string() }) } },
    handler: async ({ body, caller }) => {
      refusePrograms(caller)
      return { status: 201, body: await credentials.issue(body, new Date(now())) }
    },
  })
  const list = defineRoute({
    method: 'get',
    path: '/api/v1/tokens',
    tag: 'credentials',
    summary: { zh: '已签发的令牌', en: 'The tokens issued, without their secrets' },
    params: noFields,
    query: noFields,
    body: noBody,
    answers: { 200: { description: 'All tokens', schema: z.object({ items: z.array(About) }) } },
    handler: ({ caller }) => {
      refusePrograms(caller)
      return { status: 200, body: { items: credentials.list() } }
    },
  })
  const revoke = defineRoute({
    method: 'delete',
    path: '/api/v1/tokens/{id}',
    tag: 'credentials',
    summary: { zh: '撤销令牌', en: 'Revoke a token' },
    params: z.strictObject({ id: z.string().max(100) }),
    query: noFields,
    body: noBody,
    answers: { 204: { description: 'It is refused from now on' } },
    handler: async ({ params, caller }) => {
      refusePrograms(caller)
      if (await credentials.revoke(params.id)) return { status: 204 }
      throw new Problem(404, 'unknown_token', { zh: '没有这个令牌。', en: 'There is no such token.' })
    },
  })
  return [issue, list, revoke]
}

/** A program with a token must not make itself others. */
function refusePrograms({ isAnonymous }: Caller): void {
  if (!isAnonymous) throw new Problem(403, 'people_only', { zh: '令牌只能由人签发和撤销。', en: 'Tokens are issued and revoked by people, not with a token.' })
}
