import { setTimeout as sleep } from 'node:timers/promises'
import type { Register } from '../models/register.ts'
import { buildRegister } from '../models/register.ts'
import { parseCommunity } from '../models/site/migrations.ts'
import { subsystems } from '../models/subsystems/index.ts'
import { ServerUnreachable, type Target } from './send.ts'

const attempts = 5

/** The devices and points of the community that a server holds, from its public API. Tries for about 8 s, then ServerUnreachable. */
export async function fetchRegister(target: Target, signal: AbortSignal): Promise<Register> {
  const address = `${target.url}/api/v1/communities/${encodeURIComponent(target.community)}`
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(address, { signal, headers: { authorization: `Bearer ${target.token}` } }).catch((error: unknown) => {
      signal.throwIfAborted()
      return error
    })
    if (answer instanceof Response && answer.ok) return buildRegister(parseCommunity(await answer.json()), subsystems)
    if (answer instanceof Response && answer.status === 404) throw new ServerUnreachable(`The server at ${target.url} has no community '${target.community}'.`)
    if (attempt === attempts) throw new ServerUnreachable(`No server answers at ${target.url}: start it, or name another with --to.`)
    await sleep(500 * attempt, undefined, { signal })
  }
}
