import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Caller } from './caller.ts'
import { Problem } from './problem.ts'

const windowMs = 10_000

export type CallLimitParts = {
  /** Calls that one caller may make in 10 s; 0: any number. */
  readonly callsPerTenSeconds: number
  /** Throws for a credential that is not ours. */
  readonly callerOf: (request: Request) => Caller
}

/**
 * Bounds how often one caller may call, so that nobody's loop takes the server from the others: counted by credential, without one by address
 * (IPv6 by its /56). A credential that is not ours counts for the address, so that trying many is bounded too. Answers 429 with Retry-After.
 */
export function createCallLimit({ callsPerTenSeconds, callerOf }: CallLimitParts): RequestHandler {
  if (callsPerTenSeconds === 0) return (_request, _response, next) => next()
  return rateLimit({
    windowMs,
    limit: callsPerTenSeconds,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (request) => keyOf(request, callerOf),
    handler: (request, _response, next) => next(tooManyCalls(callsPerTenSeconds, secondsLeft(request))),
  })
}

function keyOf(request: Request, callerOf: CallLimitParts['callerOf']): string {
  const address = `address ${ipKeyGenerator(request.ip ?? '')}`
  try {
    const { isAnonymous, name, origin, device } = callerOf(request)
    return isAnonymous ? address : `credential ${JSON.stringify([name, origin, device])}`
  } catch {
    return address
  }
}

/** What express-rate-limit notes on the request is no part of Express's own type. */
function secondsLeft(request: object): number {
  const noted: unknown = Reflect.get(request, 'rateLimit')
  const resetTime: unknown = typeof noted === 'object' && noted !== null ? Reflect.get(noted, 'resetTime') : undefined
  return resetTime instanceof Date ? Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1000)) : windowMs / 1000
}

const tooManyCalls = (limit: number, seconds: number): Problem =>
  new Problem(
    429,
    'too_many_calls',
    {
      zh: `调用过于频繁（每 10 秒最多 ${limit} 次），请 ${seconds} 秒后再试。`,
      en: `Too many calls (at most ${limit} in 10 s): call again in ${seconds} s.`,
    },
    { headers: { 'retry-after': String(seconds) } },
  )
