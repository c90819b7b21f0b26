import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { LatestFold } from '../latest-fold.ts'
import type { SampleColumns } from '../sample-columns.ts'

const pattern = /^state-(-?\d+)\.kept$/
/** States are kept this often for a day, and every hour before: about half a megabyte each for 20,000 points. */
export const keptEveryMs = 600_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const mostKept = 400
const inMemory = 4

/** A state being made; it must not be kept once readings that belong into it have come. */
export type Making = { readonly moment: number; isVoid: boolean }

/** States at certain moments, kept beside a store that is slow to give them; readings that come later for an earlier time make them void. */
export class KeptStates {
  private readonly directory: string
  private readonly moments: Set<number>
  private readonly recent = new Map<number, LatestFold>()
  private readonly underWay = new Set<Making>()

  constructor(directory: string) {
    this.directory = directory
    mkdirSync(directory, { recursive: true })
    this.moments = new Set(readdirSync(directory).flatMap((name) => (pattern.exec(name)?.[1] === undefined ? [] : [Number(pattern.exec(name)?.[1])])))
  }

  begin(moment: number): Making {
    const making = { moment, isVoid: false }
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

  keep({ moment, isVoid }: Making, state: LatestFold): void {
    if (isVoid) return
    const body = serialize(state.columns())
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(crc32(body))
    const path = this.pathOf(moment)
    writeFileSync(`${path}.tmp`, Buffer.concat([sum, body]))
    renameSync(`${path}.tmp`, path)
    this.moments.add(moment)
    this.remember(moment, state)
    this.thinOut()
  }

  private thinOut(): void {
    const newest = Math.max(...this.moments)
    for (const moment of this.moments) if (moment < newest - dayMs && moment % keptEveryMs === 0 && moment % hourMs !== 0) this.remove(moment)
    if (this.moments.size > mostKept) this.remove(Math.min(...this.moments))
  }

  /** Readings of `time` are about to be written: states from then on are void. */
  voidFrom(time: number): void {
    for (const making of this.underWay) if (making.moment >= time) making.isVoid = true
    for (const moment of this.moments) if (moment >= time) this.remove(moment)
  }

  private load(moment: number): LatestFold | null {
    try {
      const bytes = readFileSync(this.pathOf(moment))
      const body = bytes.subarray(4)
      if (crc32(body) !== bytes.readUInt32LE(0)) throw new Error('its check value is wrong')
      const columns: SampleColumns = deserialize(body)
      const state = new LatestFold(null)
      state.take(columns)
      this.remember(moment, state)
      return state
    } catch {
      // A damaged one is as good as none: it is made again from the store.
      this.remove(moment)
      return null
    }
  }

  private remember(moment: number, state: LatestFold): void {
    this.recent.delete(moment)
    this.recent.set(moment, state)
    const [oldest] = this.recent.keys()
    if (this.recent.size > inMemory && oldest !== undefined) this.recent.delete(oldest)
  }

  private remove(moment: number): void {
    this.moments.delete(moment)
    this.recent.delete(moment)
    rmSync(this.pathOf(moment), { force: true })
  }

  private pathOf(moment: number): string {
    return join(this.directory, `state-${moment}.kept`)
  }
}
