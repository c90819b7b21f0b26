import { bitOf, origins } from '../../models/protocol/reading.ts'
import { decodeValue } from '../../models/protocol/value.ts'
import type { Register } from '../../models/register.ts'
import type { Journal } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { DeviceState } from '../state/device-state.ts'
import type { BatchBuilder } from './batch-builder.ts'
import { selectReadings } from './batch-builder.ts'
import { type Candidates, orderByTime, type Refusal } from './candidates.ts'
import { createCommitQueue } from './commit-queue.ts'
import { decodeItems } from './decode-items.ts'
import { bucketKey, createMinuteBuckets } from './duplicates/minute-buckets.ts'
import { NewestReadings } from './duplicates/newest-readings.ts'
import { judgeCounter } from './judge-counter.ts'
import { createMeasuredDevices } from './measured-devices.ts'
import type { Source } from './quarantined-item.ts'
import { quarantinedItem } from './quarantined-item.ts'
import { judgeTime, showTime } from './reading-time.ts'
import { seriesTraits } from './series-traits.ts'
import type { TimeWatch } from './time-watch.ts'

export type IngestLimits = { readonly waitingReadings: number; readonly duplicateBytes: number }
export const defaultIngestLimits: IngestLimits = { waitingReadings: 200_000, duplicateBytes: 32 * 1024 * 1024 }

export type Acceptance = {
  readonly accepted: number
  readonly duplicates: number
  readonly quarantined: readonly { readonly index: number; readonly reason: string; readonly code: Refusal['code'] }[]
  /** Simulated readings left out because the device itself was heard. */
  readonly yielded: number
}

/** More is under way than is bounded for; nothing was taken. The sender should come back after a second. */
export class IngestBusy extends Error {
  readonly code = 'busy'
}

export type IngestParts = {
  readonly register: () => Register
  readonly journal: Journal
  /** Restored up to the journal's head. */
  readonly state: DeviceState
  readonly bus: Bus
  readonly clock: Clock
  readonly limits?: IngestLimits
  /** Told the times of what comes in, before it is judged. */
  readonly times?: Pick<TimeWatch, 'look'>
}

/** The one way in for readings, whatever they came by. */
export type Ingest = {
  /** Takes `[{ device, point, value, time? }]` as sent. Resolves once durable. Throws IngestBusy, JournalRefused. */
  accept(items: readonly unknown[], source: Source): Promise<Acceptance>
  /** The same for what a decoder made into columns. With `isTrial` what is refused is told but not kept in quarantine. */
  acceptCandidates(candidates: Candidates, source: Source, isTrial?: boolean): Promise<Acceptance>
  readonly register: () => Register
  readonly stats: { readonly waiting: number; readonly duplicateBytes: number }
}

const bit = { outOfRange: bitOf('outOfRange'), late: bitOf('late'), badClock: bitOf('badClock'), unrecorded: bitOf('unrecorded'), followed: bitOf('followed') }
const uncertain = 1
const bad = 2
/** A value this many times the width of the range beyond it is no measurement at all. */
const absurdlyFar = 1000

export function createIngest({ register, journal, state, bus, clock, limits = defaultIngestLimits, times }: IngestParts): Ingest {
  let known = register()
  let traits = seriesTraits(known)
  const newest = new NewestReadings(state)
  const measured = createMeasuredDevices()
  measured.restore(state, traits)
  const queue = createCommitQueue({
    journal,
    state,
    bus,
    clock,
    onRefused: (batch) => {
      buckets.dropAll()
      if (!batch) return
      for (const series of batch.series) newest.isKept[series] = 0
      const vital = selectReadings(batch, (series) => traits.isLifeSafety[series] === 1, bit.unrecorded)
      if (vital.count > 0) bus.tell('unrecorded', { batch: vital })
    },
  })
  const buckets = createMinuteBuckets({ journal, settled: queue.settled, limitBytes: limits.duplicateBytes })

  /** A community changed while running has other series. */
  const followRegister = (): void => {
    if (register() === known) return
    known = register()
    traits = seriesTraits(known)
    measured.restore(state, traits)
  }

  /** The buckets without which it cannot be said whether these are new; candidates are in order of time. */
  const neededBuckets = ({ count, series, time }: Candidates, order: Int32Array | null): Set<number> | null => {
    let keys: Set<number> | null = null
    for (let k = 0; k < count; k += 1) {
      const i = order ? (order[k] ?? 0) : k
      const number = series[i] ?? 0
      const at = time[i] ?? Number.NaN
      const last = newest.time[number] ?? Number.NEGATIVE_INFINITY
      if (at > last || Number.isNaN(at) || (at === last && newest.isKept[number] === 1)) continue
      keys ??= new Set()
      keys.add(bucketKey(number, at))
    }
    return keys
  }

  const acceptCandidates = async (candidates: Candidates, source: Source, isTrial = false): Promise<Acceptance> => {
    if (queue.waiting + candidates.count > limits.waitingReadings && queue.waiting > 0) throw new IngestBusy('too much is waiting to be stored')
    followRegister()
    newest.makeRoom(traits.size)
    const order = orderByTime(candidates)
    let pinned: Set<number> | null = null
    for (
      let keys = neededBuckets(candidates, order);
      keys !== null && ![...keys].every((key) => buckets.isReady(key));
      keys = neededBuckets(candidates, order)
    ) {
      if (pinned) buckets.unpin(pinned)
      pinned = keys
      buckets.pin(keys)
      try {
        await buckets.load(keys)
      } catch (error) {
        buckets.unpin(keys)
        throw error
      }
    }
    // From here to `committed` nothing may pause: what is judged fresh is reserved and put into the open batch in one step.
    const builder = queue.open()
    const result = { accepted: 0, duplicates: 0, yielded: 0 }
    const refused = [...candidates.refused]
    if (!isTrial) times?.look(candidates, builder.received, known)
    takeAll(candidates, order, builder, source, result, refused)
    if (pinned) buckets.unpin(pinned)
    refused.sort((a, b) => a.index - b.index)
    const kept = isTrial ? [] : refused
    for (const refusal of kept) builder.quarantined.push(quarantinedItem(refusal, source, builder.received))
    const isWritten = result.accepted > 0 || kept.length > 0
    // The first of a duplicate may still be on its way to the disk: it must be there before the second is acknowledged.
    if (result.duplicates > 0) await queue.durable()
    else if (isWritten) await queue.committed()
    return { ...result, quarantined: refused.map(({ index, reason, code }) => ({ index, reason, code })) }
  }

  const takeAll = (
    candidates: Candidates,
    order: Int32Array | null,
    builder: BatchBuilder,
    { origin, isFollowed = false }: Source,
    result: { accepted: number; duplicates: number; yielded: number },
    refused: Refusal[],
  ): void => {
    const originNumber = origins.indexOf(origin)
    const { received } = builder
    for (let k = 0; k < candidates.count; k += 1) {
      const i = order ? (order[k] ?? 0) : k
      const series = candidates.series[i] ?? 0
      const value = candidates.value[i] ?? 0
      const claimed = candidates.time[i] ?? Number.NaN
      if (origin === 'simulated' && measured.wasHeard(traits.device[series] ?? 0, received)) {
        result.yielded += 1
        continue
      }
      let text = candidates.text?.[i] ?? null
      let time = claimed
      let flags = isFollowed ? bit.followed : 0
      let quality = 0
      const last = newest.time[series] ?? Number.NEGATIVE_INFINITY
      const judged = Number.isNaN(claimed) ? 'none' : judgeTime(claimed, received)
      if (judged === 'impossible') {
        refused.push(refusalOf(candidates, i, 'bad_time', `${showTime(claimed)} is ${claimed > received ? 'more than 24 h ahead' : 'before the year 2000'}`))
        continue
      }
      if (judged === 'late') flags |= bit.late
      if (judged === 'none' || judged === 'badClock') time = Math.max(received, last + 1)
      if (judged === 'badClock') {
        flags |= bit.badClock
        quality = uncertain
        if (text === null && traits.hasFreeText[series] === 1) text = showTime(claimed)
      }
      const low = traits.minimum[series] ?? value
      const high = traits.maximum[series] ?? value
      if (value < low || value > high) {
        flags |= bit.outOfRange
        // Kept and shown, but one 1e308 must not be what a mean or a chart is made of.
        const slack = absurdlyFar * (high - low)
        quality = value < low - slack || value > high + slack ? bad : uncertain
      }
      const found =
        time > last
          ? 'absent'
          : time === last && newest.isKept[series] === 1
            ? newest.says(series, value, text)
              ? 'same'
              : 'other'
            : buckets.compare(series, time, value, text)
      if (found === 'same') {
        result.duplicates += 1
        continue
      }
      if (found === 'other') {
        refused.push(refusalOf(candidates, i, 'conflict', `another value is stored for ${showTime(time)}`))
        continue
      }
      if (traits.isCounter[series] === 1 && time > last && last > 0) {
        const step = judgeCounter(newest.value[series] ?? 0, value, known.series[series]?.point)
        flags |= step.flags
        if (step.isUncertain && quality !== bad) quality = uncertain
      }
      if (time > last) newest.put(series, time, value, text)
      buckets.note(series, time, value, text)
      if (origin === 'measured') measured.hear(traits.device[series] ?? 0, received)
      builder.add(series, time, value, text, quality, flags, originNumber)
      result.accepted += 1
    }
  }

  const refusalOf = (candidates: Candidates, i: number, code: Refusal['code'], reason: string): Refusal => {
    const entry = known.series[candidates.series[i] ?? -1]
    const value = entry ? decodeValue(entry.point, candidates.value[i] ?? 0, candidates.text?.[i] ?? null) : candidates.value[i]
    return {
      index: candidates.index[i] ?? 0,
      code,
      reason,
      device: entry?.device.id ?? '',
      point: entry?.id ?? '',
      value: typeof value === 'string' ? value : JSON.stringify(value),
      time: showTime(candidates.time[i] ?? Number.NaN),
    }
  }

  return {
    accept: (items, source) => acceptCandidates(decodeItems(register(), items, source.device ?? null), source),
    acceptCandidates,
    register,
    stats: {
      get waiting() {
        return queue.waiting
      },
      get duplicateBytes() {
        return buckets.bytes
      },
    },
  }
}
