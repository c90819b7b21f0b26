import { z } from 'zod'
import type { Target } from './send.ts'

/** By device and point, the time (ms) of the newest reading the server has. */
export type Told = ReadonlyMap<string, ReadonlyMap<string, number>>

const State = z.object({ points: z.array(z.object({ device: z.string(), point: z.string(), time: z.string() })) })

/**
 * What the server has heard already, so that none of it is told again after a restart: told by a newer release, whose day may be another one, the same
 * moment would have two values. Empty where the server does not say; then the ingest knows what is the same.
 */
export async function fetchTold(target: Target, signal: AbortSignal): Promise<Told> {
  const told = new Map<string, Map<string, number>>()
  const address = `${target.url}/api/v1/communities/${encodeURIComponent(target.community)}/state`
  const answer = await fetch(address, { signal, headers: { authorization: `Bearer ${target.token}` } }).catch((error: unknown) => {
    signal.throwIfAborted()
    return error
  })
  if (!(answer instanceof Response && answer.ok)) return told
  for (const { device, point, time } of State.parse(await answer.json()).points) {
    const ofDevice = told.get(device) ?? new Map<string, number>()
    told.set(device, ofDevice)
    ofDevice.set(point, Date.parse(time))
  }
  return told
}
