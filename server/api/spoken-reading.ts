import { z } from 'zod'
import { flags, flagsOf, origins, type PointValue, qualities } from '../../models/protocol/reading.ts'
import { decodeValue } from '../../models/protocol/value.ts'
import type { PointEntry } from '../../models/register.ts'

/** A point's value as it is spoken outside. */
export const SpokenValue = z
  .union([z.number(), z.boolean(), z.string(), z.object({ code: z.string(), detail: z.string() }), z.tuple([z.number(), z.number(), z.number()])])
  .meta({
    id: 'PointValue',
    description: 'A number; a boolean; the code of a state or event, with its detail if it has one; a place as metres east, north, up',
  })

export const SpokenReading = z
  .object({
    device: z.string(),
    point: z.string(),
    value: SpokenValue,
    time: z.iso.datetime(),
    received: z.iso.datetime(),
    quality: z.enum(qualities),
    flags: z.array(z.enum(flags)),
    origin: z.enum(origins),
  })
  .meta({ id: 'Reading' })
export type SpokenReading = {
  readonly device: string
  readonly point: string
  readonly value: PointValue
  readonly time: string
  readonly received: string
  readonly quality: string
  readonly flags: readonly string[]
  readonly origin: string
}

type Stored = {
  readonly time: number
  readonly received: number
  readonly value: number
  readonly text: string | null
  readonly quality: number
  readonly flags: number
  readonly origin: number
}

/** A stored reading, said in words. */
export function spokenReading({ device, id, point }: PointEntry, stored: Stored): SpokenReading {
  return {
    device: device.id,
    point: id,
    value: decodeValue(point, stored.value, stored.text),
    time: new Date(stored.time).toISOString(),
    received: new Date(stored.received).toISOString(),
    quality: qualities[stored.quality] ?? 'bad',
    flags: flagsOf(stored.flags),
    origin: origins[stored.origin] ?? 'measured',
  }
}
