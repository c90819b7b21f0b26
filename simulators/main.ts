import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FromSimulator } from '../models/protocol/simulation.ts'
import { ToSimulator } from '../models/protocol/simulation.ts'
import { backfill } from './backfill.ts'
import { createCommunityStream } from './community-stream.ts'
import { fetchRegister } from './fetch-register.ts'
import { fetchTold } from './fetch-told.ts'
import { firstReports, liveReports } from './live.ts'
import { createPace } from './pace.ts'
import { scenarios } from './scenarios/index.ts'
import { createSend, ServerUnreachable } from './send.ts'
import type { Stage } from './stage.ts'
import { createStage } from './stage.ts'
import { createWorld } from './world.ts'

const clock = { now: () => Date.now() }
const tell = (message: FromSimulator) => process.send?.(message)
/** Ms of CPU time: this process asks for its own, the server tells of its own. */
let serverCpuMs = 0
const cpuMs = {
  own: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  server: () => serverCpuMs,
}

/**
 * The simulated field: started by the server as a process of its own, it speaks only the public ingest. It ends with its
 * channel to the server, so that a server killed in any way leaves no simulator behind.
 */
async function main(): Promise<void> {
  const {
    LINLI_URL: url = '',
    LINLI_TOKEN: token = '',
    LINLI_COMMUNITY: community = '',
    LINLI_SIMULATOR_DATA: data = '.',
    LINLI_SEED: seed = '1',
    LINLI_BACKFILL_DAYS: days = '7',
  } = process.env
  const ending = new AbortController()
  process.on('disconnect', () => ending.abort())
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort())

  const register = await fetchRegister({ url, token, community }, ending.signal)
  const world = createWorld(register, Number(seed), clock.now())
  const send = createSend({ url, token, community }, 10 * 60_000, ending.signal)
  const stage = createStage(register, send, clock, ending.signal, () => tell({ kind: 'playing', playing: [...stage.playing] }))
  const stream = createCommunityStream(world)
  hear(stage)
  tell({ kind: 'ready', scenarios: scenarios.map(({ id, name, about }) => ({ id, name, about })) })

  const start = clock.now()
  await firstReports(stream, send, start, await fetchTold({ url, token, community }, ending.signal))
  const pace = createPace({ share: 0.25, cpuMs, monotonic: () => performance.now(), sleep: (ms) => sleep(ms, undefined, { signal: ending.signal }) })
  await Promise.all([
    liveReports((...span) => stream(...span).filter(({ device }) => !stage.isTaken(device)), send, clock, ending.signal, start),
    backfill({
      world,
      stream,
      send,
      pace,
      start,
      days: Number(days),
      atMost: 9_000_000,
      noteFile: join(data, 'backfill.json'),
      onProgress: (progress) => tell({ kind: 'backfill', ...progress }),
    }),
  ])
}

function hear(stage: Stage): void {
  process.on('message', (words) => {
    const message = ToSimulator.parse(words)
    switch (message.kind) {
      case 'play':
        tell({ kind: 'played', request: message.request, playing: stage.play(message.scenario, message.at, message.seed, message.speed) })
        break
      case 'stop':
        stage.stop(message.run)
        break
      case 'cpu':
        serverCpuMs = message.ms
        break
    }
  })
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AbortError') process.exit(0)
    process.stderr.write(`simulator: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(error instanceof ServerUnreachable ? 3 : 1)
  })
