import { join } from 'node:path'
import { buildRegister } from '../models/register.ts'
import { parseCommunity } from '../models/site/migrations.ts'
import { subsystems } from '../models/subsystems/index.ts'
import { backfill } from './backfill.ts'
import { createCommunityStream } from './community-stream.ts'
import { firstReports, liveReports } from './live.ts'
import { createSend, ServerUnreachable } from './send.ts'
import { createWorld } from './world.ts'

/**
 * The simulated field: started by the server as a process of its own, it speaks only the public ingest. It ends with its
 * standard input, so that a server killed in any way leaves no simulator behind.
 */
async function main(): Promise<void> {
  const {
    LINLI_URL: url = '',
    LINLI_TOKEN: token = '',
    LINLI_COMMUNITY: id = '',
    LINLI_SIMULATOR_DATA: data = '.',
    LINLI_SEED: seed = '1',
    LINLI_BACKFILL_DAYS: days = '7',
  } = process.env
  const ending = new AbortController()
  process.stdin
    .on('end', () => ending.abort())
    .on('error', () => ending.abort())
    .resume()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort())

  const answer = await fetch(`${url}/api/v1/communities/${encodeURIComponent(id)}`, { signal: ending.signal, headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new ServerUnreachable(`The server at ${url} gave no community '${id}': ${answer.status}.`)
  const world = createWorld(buildRegister(parseCommunity(await answer.json()), subsystems), Number(seed), Date.now())
  const stream = createCommunityStream(world)
  const send = createSend({ url, token, community: id }, 10 * 60_000, ending.signal)
  const start = Date.now()
  await firstReports(stream, send, start)
  const past = backfill({
    world,
    stream,
    send,
    days: Number(days),
    atMost: 9_000_000,
    share: 0.25,
    noteFile: join(data, 'backfill.json'),
    start,
    signal: ending.signal,
    onProgress: (progress) => process.send?.({ kind: 'backfill', ...progress }),
  })
  await Promise.all([liveReports(stream, send, { now: () => Date.now() }, ending.signal), past])
}

main().catch((error: unknown) => {
  if (error instanceof Error && error.name === 'AbortError') process.exit(0)
  process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof ServerUnreachable ? 3 : 1)
})
