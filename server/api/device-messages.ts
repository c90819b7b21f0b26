import type { PointEntry } from '../../models/register.ts'
import type { Sample } from '../timeseries/time-series.ts'

/** What a device said in one breath: readings with the same device time, received together. Times are milliseconds since 1970. */
export type DeviceMessage = { readonly time: number; readonly received: number; readonly samples: readonly Sample[] }
export type MessagesFound = {
  /** Newest first by the device's clock. */
  readonly messages: readonly DeviceMessage[]
  /** How far back it looked, milliseconds since 1970: nothing is known of what was before. */
  readonly since: number
}

const minute = 60_000
/** A chatty device has enough in the last minutes, a meter that reports once a day in a month. */
const spansMs = [15 * minute, 3 * 60 * minute, 24 * 60 * minute, 7 * 24 * 60 * minute, 31 * 24 * 60 * minute]

type ReadMany = (points: readonly PointEntry[], from: number, to: number) => Promise<readonly Sample[]>

/**
 * The newest messages of a device with a device time of at most `until` (ms): at least `wanted` where the last 31 days hold as many. A few more come
 * where several share the last moment, so that the next page may begin before it and leaves none out.
 */
export async function findDeviceMessages(points: readonly PointEntry[], until: number, wanted: number, readMany: ReadMany): Promise<MessagesFound> {
  let messages: DeviceMessage[] = []
  let since = until
  for (const span of spansMs) {
    const from = until - span
    messages = [...inMessages(await readMany(points, from, since)), ...messages]
    since = from
    if (messages.length >= wanted) break
  }
  const newestFirst = messages.reverse()
  const last = newestFirst[wanted - 1]
  if (!last) return { messages: newestFirst, since }
  return { messages: newestFirst.filter(({ time }) => time >= last.time), since: last.time }
}

/** Oldest first, as the readings come. */
function inMessages(samples: readonly Sample[]): DeviceMessage[] {
  const messages = new Map<string, { time: number; received: number; samples: Sample[] }>()
  for (const sample of samples) {
    const key = `${sample.time} ${sample.received}`
    const message = messages.get(key)
    if (message) message.samples.push(sample)
    else messages.set(key, { time: sample.time, received: sample.received, samples: [sample] })
  }
  return [...messages.values()]
}
