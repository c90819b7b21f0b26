import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { shippedCommunities } from '../../models/communities/index.ts'
import { buildRegister } from '../../models/register.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { startBuiltServer } from './built-server.ts'
import { sendOnConnections } from './http-load.ts'

const History = z.looseObject({ history: z.looseObject({ behindFacts: z.number(), behindMs: z.number() }) })
const longestWaitMs = 300_000

export type ProductLoad = {
  readonly readings: number
  readonly lines: number
  readonly connections: number
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Sends line protocol to the built product, over HTTP as a device would, and watches how far its history is behind: what was acknowledged a second,
 * what went through into history a second, and how long the last took.
 */
export async function loadProduct({ readings, lines, connections, environment = {} }: ProductLoad) {
  const make = shippedCommunities.xingfuli
  if (!make) throw new Error('the community 幸福里 does not ship with this build')
  const devices = [...buildRegister(make(), subsystems).devices.values()]
    .filter(({ points }) => points.get('power')?.point.kind === 'number')
    .map(({ id }) => id)
  const server = await startBuiltServer({ environment })
  try {
    const behind = async () => History.parse(await server.get('/api/v1/system')).history
    let mostBehindMs = 0
    let isSending = true
    const watching = (async () => {
      while (isSending) {
        mostBehindMs = Math.max(mostBehindMs, (await behind()).behindMs)
        await sleep(100)
      }
    })()
    const load = { devices, from: Date.now() - 500_000, lines, requests: readings / lines, kind: 'line', community: 'xingfuli' } as const
    const begun = performance.now()
    const sent = await sendOnConnections(server.port, connections, load)
    isSending = false
    await watching
    const ended = performance.now()
    while ((await behind()).behindFacts > 0) {
      if (performance.now() - ended > longestWaitMs) throw new Error('history does not catch up')
      await sleep(20)
    }
    const all = performance.now() - begun
    return {
      acknowledged: sent.readings / sent.seconds,
      through: sent.readings / (all / 1000),
      mostBehindMs,
      caughtUpMs: all - sent.seconds * 1000,
    }
  } finally {
    await server.stop()
  }
}
