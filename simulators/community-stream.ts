import type { Emission } from './device-stream.ts'
import { createDeviceStream } from './device-stream.ts'
import type { World } from './world.ts'

/** What the whole community reports with from ≤ time < to, in time order. */
export type CommunityStream = (from: number, to: number, thin: number) => Emission[]

export function createCommunityStream(world: World): CommunityStream {
  const streams = [...world.register.devices.values()].map((device) => createDeviceStream(device, world))
  return (from, to, thin) => {
    const all: Emission[] = []
    for (const stream of streams) for (const emission of stream(from, to, thin)) all.push(emission)
    return all.sort((a, b) => a.time - b.time)
  }
}
