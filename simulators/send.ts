import { setTimeout as sleep } from 'node:timers/promises'
import type { Emission } from './device-stream.ts'

export type Target = { readonly url: string; readonly token: string; readonly community: string }

/** What the server said of all that was sent. */
export type Sent = { accepted: number; duplicates: number; yielded: number; quarantined: number }

export class ServerUnreachable extends Error {
  readonly code = 'server_unreachable'
}

export type Send = (readings: readonly Emission[]) => Promise<Sent>

/**
 * Sends readings through the public ingest, as any device would, in bodies of at most 2,000. Waits when told to (429, 507),
 * tries again when the server is away, and gives up with ServerUnreachable after `patienceMs` without an answer.
 */
export function createSend(target: Target, patienceMs: number, signal: AbortSignal): Send {
  const address = `${target.url}/api/v1/ingest?community=${encodeURIComponent(target.community)}`
  const post = async (body: string): Promise<Sent> => {
    const giveUp = performance.now() + patienceMs
    for (let pauseMs = 250; ; pauseMs = Math.min(8000, pauseMs * 2)) {
      signal.throwIfAborted()
      const answer = await fetch(address, {
        method: 'POST',
        body,
        signal,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${target.token}` },
      }).catch((error: unknown) => {
        signal.throwIfAborted()
        return error
      })
      if (answer instanceof Response) {
        if (answer.ok) return await readSent(answer)
        const text = await answer.text()
        if (answer.status < 429) throw new Error(`The server refused the readings with ${answer.status}: ${text.slice(0, 300)}`)
        const retryAfter = Number(answer.headers.get('retry-after'))
        await sleep(Math.max(pauseMs, retryAfter > 0 ? retryAfter * 1000 : 0), undefined, { signal })
        continue
      }
      if (performance.now() > giveUp) throw new ServerUnreachable(`No server answers at ${target.url}: start it, or name another with --to.`)
      await sleep(pauseMs, undefined, { signal })
    }
  }
  return async (readings) => {
    const sum: Sent = { accepted: 0, duplicates: 0, yielded: 0, quarantined: 0 }
    for (let start = 0; start < readings.length; start += 2000) {
      const part = await post(JSON.stringify(readings.slice(start, start + 2000)))
      for (const name of ['accepted', 'duplicates', 'yielded', 'quarantined'] as const) sum[name] += part[name]
    }
    return sum
  }
}

async function readSent(answer: Response): Promise<Sent> {
  const body: unknown = await answer.json()
  const field = (name: string): unknown =>
    typeof body === 'object' && body !== null && name in body ? Object.getOwnPropertyDescriptor(body, name)?.value : undefined
  const count = (name: string) => Number(field(name) ?? 0)
  const quarantined = field('quarantined')
  return {
    accepted: count('accepted'),
    duplicates: count('duplicates'),
    yielded: count('yielded'),
    quarantined: Array.isArray(quarantined) ? quarantined.length : 0,
  }
}
