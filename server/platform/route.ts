import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Text } from '../../models/text.ts'
import type { Caller } from './caller.ts'
import type { RequestBody } from './request-body.ts'
import { validate } from './validate.ts'

export type Method = 'get' | 'post' | 'put' | 'delete'
export type AnswerSpec = { readonly description: string; readonly schema?: z.ZodType; readonly type?: string }

/** What a handler gives back; `undefined` when it has written or streamed the response itself. A string or Buffer goes out as it is. */
export type Reply = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

/** One call as it arrived, its caller known and its body read. */
export type Asked = { readonly caller: Caller; readonly bytes: Buffer; readonly requestId: string; readonly query: unknown }
/** The same with what streams an answer. */
export type Arrival = Asked & { readonly request: Request; readonly response: Response }

/** One validated call as the handler sees it. */
export type Call<Params, Query, Body> = Arrival & { readonly params: Params; readonly query: Query; readonly body: Body }

type About = {
  readonly method: Method
  /** With parameters in braces, e.g. `/api/v1/communities/{id}`. */
  readonly path: string
  readonly summary: Text
  /** Groups calls in the OpenAPI document. */
  readonly tag: string
  /** By status; problems are added to all. */
  readonly answers: Readonly<Record<number, AnswerSpec>>
  /** InfluxDB clients also send `Authorization: Token …`, Basic, or `u` and `p` in the query. */
  readonly takesInfluxCredentials?: boolean
  /** A token that speaks for one device may make this call; others are refused to it. */
  readonly isForDevices?: boolean
  /** Never refused for calling too often, e.g. to a supervisor that asks whether the server lives. */
  readonly isAlwaysAnswered?: boolean
}

/** Reporting has bounds of its own: what waits to be stored. */
export const isLimited = ({ isForDevices = false, isAlwaysAnswered = false }: Pick<About, 'isForDevices' | 'isAlwaysAnswered'>): boolean =>
  !isForDevices && !isAlwaysAnswered

/** A call of the public API: the schemas that validate it also describe it in the OpenAPI document. */
export type Route = About & {
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body: RequestBody<unknown>
  readonly handle: (arrival: Arrival) => Promise<Reply | undefined>
  /** For calls that come thousands of times a second: all they need, so that `direct-calls.ts` can serve them without Express. */
  readonly answer?: (asked: Asked) => Promise<Reply>
}

export type RouteSpec<Params extends z.ZodObject, Query extends z.ZodObject, Body> = About & {
  readonly params: Params
  readonly query: Query
  readonly body: RequestBody<Body>
  readonly handler: (call: Call<z.output<Params>, z.output<Query>, Body>) => Promise<Reply | undefined> | Reply | undefined
}

/** For calls without parameters or query; unknown ones are refused. */
export const noFields = z.strictObject({})

/** Joins the schemas of a call with what it does. The handler sees nothing that did not pass them. */
export function defineRoute<Params extends z.ZodObject, Query extends z.ZodObject, Body>(spec: RouteSpec<Params, Query, Body>): Route {
  const { handler, ...about } = spec
  return {
    ...about,
    handle: async (arrival) => {
      const params = validate('path', spec.params, arrival.request.params)
      const query = validate('query', spec.query, arrival.query)
      const body = spec.body.read(arrival.bytes)
      return await handler({ ...arrival, params, query, body })
    },
  }
}

export type DirectRouteSpec<Query extends z.ZodObject, Body> = About & {
  readonly query: Query
  readonly body: RequestBody<Body>
  readonly handler: (call: Asked & { readonly query: z.output<Query>; readonly body: Body }) => Promise<Reply>
}

/** The same for a call without parameters in its path whose handler needs neither request nor response. */
export function defineDirectRoute<Query extends z.ZodObject, Body>(spec: DirectRouteSpec<Query, Body>): Route {
  const { handler, ...about } = spec
  const answer = (asked: Asked): Promise<Reply> => handler({ ...asked, query: validate('query', spec.query, asked.query), body: spec.body.read(asked.bytes) })
  return { ...about, params: noFields, handle: answer, answer }
}
