import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import type { ReadingBatch } from '../../../models/protocol/reading.ts'
import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'
import { NewestTimes } from './newest-times.ts'

const pattern = /^state-(-?\d+)\.kept$/
/** States are kept this often for a day, and every hour before: about half a megabyte each for 20,000 points. */
export const keptEveryMs = 600_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const mostKept = 400
const inMemory = 4

/** How many states are remembered by how new each series is in them: 0.2 MB each for 20,000 points. */
const mostTimes = 100

type Written = Pick<ReadingBatch, 'count' | 'series' | 'time'>
/** A state being made, and what was written meanwhile for moments up to it. */
export type Making = { readonly moment: number; isVoid: boolean; readonly late: Written[] }

/** States at certain moments, kept beside a store that is slow to give them; readings that come later for an earlier time make them void. */
export class KeptStates {
  private readonly directory: string
  private readonly moments: Set<number>
  private readonly recent = new Map<number, LatestFold>()
  private readonly underWay = new Set<Making>()
  private readonly times = new Map<number, NewestTimes>()

  constructor(directory: string) {
    this.directory = directory
    mkdirSync(directory, { recursive: true })
    this.moments = new Set(readdirSync(directory).flatMap((name) => (pattern.exec(name)?.[1] === undefined ? [] : [Number(pattern.exec(name)?.[1])])))
  }

  begin(moment: number): Making {
    const making: Making = { moment, isVoid: false, late: [] }
    this.underWay.add(making)
    return making
  }

  end(making: Making): void {
    this.underWay.delete(making)
  }

  /** The newest state kept of a moment in from ≤ moment ≤ at. */
  nearest(from: number, at: number): { readonly moment: number; readonly state: LatestFold } | null {
    for (const moment of [...this.moments].filter((kept) => kept >= from && kept <= at).sort((a, b) => b - a)) {
      const state = this.recent.get(moment) ?? this.load(moment)
      if (state) return { moment, state }
    }
    return null
  }

  has(moment: number): boolean {
    return this.moments.has(moment)
  }

  keep({ moment, isVoid, late }: Making, state: LatestFold): void {
    const columns = state.columns()
    const times = new NewestTimes(moment, columns)
    if (isVoid || late.some((written) => times.isChangedBy(written))) return
    const body = serialize(columns)
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(crc32(body))
    const path = this.pathOf(moment)
    writeFileSync(`${path}.tmp`, Buffer.concat([sum, body]))
    renameSync(`${path}.tmp`, path)
    this.moments.add(moment)
    this.remember(moment, state, times)
    this.thinOut()
  }

  private thinOut(): void {
    const newest = Math.max(...this.moments)
    for (const moment of this.moments) if (moment < newest - dayMs && moment % keptEveryMs === 0 && moment % hourMs !== 0) this.remove(moment)
    if (this.moments.size <= mostKept) return
    // Moments that somebody looked at go before the hours, onto which others are folded.
    const looked = [...this.moments].filter((moment) => moment % hourMs !== 0)
    this.remove(Math.min(...(looked.length > 0 ? looked : this.moments)))
  }

  /** These are about to be written: states that they change are void. Back-filled readings leave alone what is newer than they are. */
  voidBy(written: Written): void {
    let earliest = Number.POSITIVE_INFINITY
    for (let row = 0; row < written.count; row++) earliest = Math.min(earliest, written.time[row] ?? earliest)
    for (const making of this.underWay) if (making.moment >= earliest) making.late.push(written)
    for (const moment of this.moments) if (moment >= earliest && (this.times.get(moment)?.isChangedBy(written) ?? true)) this.remove(moment)
  }

  voidAll(): void {
    for (const making of this.underWay) making.isVoid = true
    for (const moment of this.moments) this.remove(moment)
  }

  private load(moment: number): LatestFold | null {
    try {
      const bytes = readFileSync(this.pathOf(moment))
      const body = bytes.subarray(4)
      if (crc32(body) !== bytes.readUInt32LE(0)) throw new Error('its check value is wrong')
      const columns: SampleColumns = deserialize(body)
      const state = new LatestFold(null)
      state.take(columns)
      this.remember(moment, state, new NewestTimes(moment, columns))
      return state
    } catch {
      // A damaged one is as good as none: it is made again from the store.
      this.remove(moment)
      return null
    }
  }

  private remember(moment: number, state: LatestFold, times: NewestTimes): void {
    putNewest(this.recent, moment, state, inMemory)
    putNewest(this.times, moment, times, mostTimes)
  }

  private remove(moment: number): void {
    this.moments.delete(moment)
    this.recent.delete(moment)
    this.times.delete(moment)
    rmSync(this.pathOf(moment), { force: true })
  }

  private pathOf(moment: number): string {
    return join(this.directory, `state-${moment}.kept`)
  }
}

/** Keeps the `most` entries that were put last. */
function putNewest<Value>(map: Map<number, Value>, key: number, value: Value, most: number): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}
