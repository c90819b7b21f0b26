import { setTimeout as sleep } from 'node:timers/promises'
import type { Origin } from '../models/protocol/reading.ts'
import { ServerUnreachable, type Target } from './send.ts'

/**
 * Asks a server for the community it holds and for a token of the given origin, so that what a command sends is marked as
 * what it is. `token` is one given by hand, for servers that give none unasked.
 */
export async function connect(url: string, origin: Extract<Origin, 'simulated' | 'replayed'>, token: string | undefined): Promise<Target> {
  const base = url.replace(/\/+$/, '')
  const call = async (path: string, init: RequestInit) => {
    const answer = await askWhenReady(`${base}${path}`, init)
    if (!answer) throw new ServerUnreachable(`No server answers at ${base}: start it, or name another with --to.`)
    if (answer.status === 503) throw new ServerUnreachable(`The server at ${base} is still not ready after ${patienceSeconds} s: see its log.`)
    if (!answer.ok) throw new ServerUnreachable(`The server at ${base} answered ${answer.status} to ${path}: give a token of origin '${origin}' with --token.`)
    const body: unknown = await answer.json()
    return body
  }
  const communities = await call('/api/v1/communities', {})
  const community = textAt(communities, ['items', '0', 'id'])
  if (community === undefined) throw new ServerUnreachable(`The server at ${base} holds no community.`)
  if (token !== undefined) return { url: base, token, community }
  const given = await call('/api/v1/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `command ${origin}`, origin }),
  })
  return { url: base, token: textAt(given, ['token']) ?? '', community }
}

const patienceSeconds = 15

/** A server that is starting answers 503 for a while. Null where nobody answers. */
async function askWhenReady(address: string, init: RequestInit): Promise<Response | null> {
  for (let second = 0; ; second += 1) {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(10_000) }).catch(() => null)
    if (answer?.status !== 503 || second === patienceSeconds) return answer
    await sleep(1000)
  }
}

function textAt(body: unknown, path: readonly string[]): string | undefined {
  let at = body
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.getOwnPropertyDescriptor(at, step)?.value
  }
  return typeof at === 'string' ? at : undefined
}
