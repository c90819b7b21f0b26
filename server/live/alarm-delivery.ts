import type { AlarmTransition } from '../../models/protocol/alarm.ts'
import type { AlarmFeed } from '../alarms/alarm-feed.ts'
import type { LiveCounters } from './live-counters.ts'
import type { Outlet } from './outlet.ts'
import type { Prepared } from './prepared.ts'
import { prepareEvent } from './prepared.ts'

const pageSize = 100
/** Encoded transitions kept for the other clients that are being caught up. */
const keptEncoded = 512

/** How far a client's alarms have got. */
export type AlarmReader = { readonly outlet: Outlet; number: number; isReading: boolean }

export type AlarmDelivery = ReturnType<typeof createAlarmDelivery>

/**
 * Every client gets every transition, in order, none skipped: at once when it stands right before it and can take it,
 * else out of the feed as fast as it reads. What the feed no longer keeps is made good by the list of what is current.
 */
export function createAlarmDelivery({
  feed,
  readers,
  counters,
  report,
}: {
  readonly feed: AlarmFeed
  readonly readers: () => Iterable<AlarmReader>
  readonly counters: LiveCounters
  readonly report: (error: unknown) => void
}) {
  const encoded = new Map<number, Prepared>()
  const encodedOf = (transition: AlarmTransition): Prepared => {
    const { number } = transition.state
    const known = encoded.get(number)
    if (known) return known
    const message = prepareEvent('alarm', transition)
    encoded.set(number, message)
    const [oldest] = encoded.keys()
    if (encoded.size > keptEncoded && oldest !== undefined) encoded.delete(oldest)
    return message
  }
  const hand = (reader: AlarmReader, transition: AlarmTransition): void => {
    reader.outlet.send(encodedOf(transition))
    reader.number = transition.state.number
    counters.alarmsSent += 1
  }
  const handCurrent = (reader: AlarmReader): void => {
    reader.number = feed.newest
    reader.outlet.send(prepareEvent('alarms', { newest: feed.newest, current: feed.current() }))
  }
  const readOn = async (reader: AlarmReader): Promise<void> => {
    while (reader.outlet.isFree && reader.number < feed.newest) {
      const page = await feed.since(reader.number, pageSize)
      const first = page[0]
      if (!first || first.state.number !== reader.number + 1) {
        handCurrent(reader)
        continue
      }
      for (const transition of page) hand(reader, transition)
    }
  }
  const catchUp = (reader: AlarmReader): void => {
    if (reader.isReading || !reader.outlet.isFree || reader.number >= feed.newest) return
    reader.isReading = true
    readOn(reader).then(
      () => {
        reader.isReading = false
        // It may have become free, or more may have come, while the reading was ending.
        catchUp(reader)
      },
      (error: unknown) => {
        reader.isReading = false
        report(error)
      },
    )
  }
  return {
    catchUp,
    tell: (transition: AlarmTransition): void => {
      for (const reader of readers())
        if (!reader.isReading && reader.outlet.isFree && reader.number === transition.state.number - 1) hand(reader, transition)
        else catchUp(reader)
    },
  }
}
