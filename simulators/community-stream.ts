import type { Emission, Known } from './device-stream.ts'
import { createDeviceStream } from './device-stream.ts'
import type { World } from './world.ts'

/** What the whole community reports with from ≤ time < to, in time order; without the periodic reports of points known, by device. */
export type CommunityStream = (from: number, to: number, thin: number, known?: ReadonlyMap<string, Known>) => Emission[]

export function createCommunityStream(world: World): CommunityStream {
  const streams = [...world.register.devices.values()].map((device) => ({ id: device.id, stream: createDeviceStream(device, world) }))
  return (from, to, thin, known) => {
    const all: Emission[] = []
    for (const { id, stream } of streams) for (const emission of stream(from, to, thin, known?.get(id))) all.push(emission)
    return all.sort((a, b) => a.time - b.time)
  }
}
