import type { Journal } from '../../journal/journal.ts'
import { MinuteTable } from './minute-table.ts'

/** A minute is split by series, so that a busy one need not be held whole. */
const shards = 16
export const bucketKey = (series: number, time: number): number => Math.floor(time / 60_000) * shards + (series & (shards - 1))
const minuteOf = (key: number): number => Math.floor(key / shards)

type Bucket = { readonly table: MinuteTable; isReady: boolean; bytes: number; loading: Promise<void> | null }

/** What was said in some minutes of device time, loaded from the journal when asked for and dropped again: exact, bounded, known across restarts. */
export type MinuteBuckets = {
  isReady(key: number): boolean
  /** Keeps these buckets until `unpin`. */
  pin(keys: ReadonlySet<number>): void
  unpin(keys: ReadonlySet<number>): void
  /** Resolves when the pinned buckets among `keys` hold all that the journal has of them. Rejects when the journal cannot be read. */
  load(keys: ReadonlySet<number>): Promise<void>
  compare(series: number, time: number, value: number, text: string | null): 'absent' | 'same' | 'other'
  /** Every reading taken is told here, so that loaded buckets stay complete; nothing happens for minutes not held. */
  note(series: number, time: number, value: number, text: string | null): void
  /** After a refused append what was noted may not be in the journal. */
  dropAll(): void
  readonly bytes: number
}

export type MinuteBucketsParts = {
  readonly journal: Pick<Journal, 'readMinutes'>
  /** Resolves when every append under way has ended, well or not. */
  readonly settled: () => Promise<void>
  readonly limitBytes: number
}

export function createMinuteBuckets({ journal, settled, limitBytes }: MinuteBucketsParts): MinuteBuckets {
  // In the order of last use, oldest first.
  const buckets = new Map<number, Bucket>()
  const heldMinutes = new Map<number, number>()
  const pins = new Map<number, number>()
  let bytes = 0

  const hold = (key: number): Bucket => {
    const table = new MinuteTable()
    const bucket: Bucket = { table, isReady: false, bytes: table.bytes, loading: null }
    buckets.set(key, bucket)
    heldMinutes.set(minuteOf(key), (heldMinutes.get(minuteOf(key)) ?? 0) + 1)
    bytes += bucket.bytes
    return bucket
  }
  const drop = (key: number, bucket: Bucket): void => {
    buckets.delete(key)
    bytes -= bucket.bytes
    const left = (heldMinutes.get(minuteOf(key)) ?? 1) - 1
    if (left === 0) heldMinutes.delete(minuteOf(key))
    else heldMinutes.set(minuteOf(key), left)
  }
  const weigh = (bucket: Bucket): void => {
    bytes += bucket.table.bytes - bucket.bytes
    bucket.bytes = bucket.table.bytes
  }
  const evict = (): void => {
    if (bytes <= limitBytes) return
    for (const [key, bucket] of buckets) {
      if (!pins.has(key) && bucket.loading === null) drop(key, bucket)
      if (bytes <= limitBytes) return
    }
  }
  const fill = async (fresh: ReadonlyMap<number, Bucket>): Promise<void> => {
    // What was taken before these buckets existed must be readable; what is taken from now on is noted in them.
    await settled()
    const facts = await journal.readMinutes([...new Set([...fresh.keys()].map(minuteOf))])
    for (const { fact } of facts) {
      if (fact.kind !== 'readings') continue
      const { count, series, time, value, text } = fact.readings
      for (let i = 0; i < count; i += 1) {
        const at = time[i] ?? 0
        const number = series[i] ?? 0
        fresh.get(bucketKey(number, at))?.table.add(number, at - Math.floor(at / 60_000) * 60_000, value[i] ?? 0, text?.[i] ?? null)
      }
    }
    for (const [key, bucket] of fresh) {
      bucket.isReady = true
      if (buckets.get(key) === bucket) weigh(bucket)
    }
  }
  const load = async (keys: ReadonlySet<number>): Promise<void> => {
    const fresh = new Map<number, Bucket>()
    const waits = new Set<Promise<void>>()
    for (const key of keys) {
      const bucket = buckets.get(key)
      if (!bucket) fresh.set(key, hold(key))
      else if (bucket.loading) waits.add(bucket.loading)
    }
    if (fresh.size > 0) {
      const loading = fill(fresh)
      for (const bucket of fresh.values()) bucket.loading = loading
      waits.add(loading)
    }
    try {
      await Promise.all(waits)
    } finally {
      for (const [key, bucket] of fresh) {
        bucket.loading = null
        if (!bucket.isReady && buckets.get(key) === bucket) drop(key, bucket)
      }
    }
    evict()
  }

  return {
    isReady: (key) => buckets.get(key)?.isReady ?? false,
    pin: (keys) => {
      for (const key of keys) pins.set(key, (pins.get(key) ?? 0) + 1)
    },
    unpin: (keys) => {
      for (const key of keys) {
        const left = (pins.get(key) ?? 1) - 1
        if (left === 0) pins.delete(key)
        else pins.set(key, left)
      }
    },
    load,
    compare: (series, time, value, text) => {
      const key = bucketKey(series, time)
      const bucket = buckets.get(key)
      if (!bucket) return 'absent'
      buckets.delete(key)
      buckets.set(key, bucket)
      return bucket.table.compare(series, time - Math.floor(time / 60_000) * 60_000, value, text)
    },
    note: (series, time, value, text) => {
      const minute = Math.floor(time / 60_000)
      if (!heldMinutes.has(minute)) return
      const bucket = buckets.get(bucketKey(series, time))
      if (!bucket) return
      bucket.table.add(series, time - minute * 60_000, value, text)
      weigh(bucket)
    },
    dropAll: () => {
      buckets.clear()
      heldMinutes.clear()
      bytes = 0
    },
    get bytes() {
      return bytes
    },
  }
}
