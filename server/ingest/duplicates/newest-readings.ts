import type { DeviceState } from '../../state/device-state.ts'
import { copied } from '../candidates.ts'

/**
 * The newest reading of each series that was taken or is about to be, so that whatever is later is known to be fresh
 * without a look into the past. `time` is -Infinity where nothing was heard.
 */
export class NewestReadings {
  time = new Float64Array(0)
  value = new Float64Array(0)
  /** 0 where the newest was refused by the journal: then only the past itself knows. */
  isKept = new Uint8Array(0)
  readonly text: Map<number, string>

  constructor(state: DeviceState) {
    this.text = new Map(state.text)
    this.makeRoom(state.time.length)
    for (const [series, time] of state.time.entries()) {
      if (Number.isNaN(time)) continue
      this.time[series] = time
      this.value[series] = state.value[series] ?? 0
      this.isKept[series] = 1
    }
  }

  makeRoom(size: number): void {
    if (this.time.length >= size) return
    this.time = copied(new Float64Array(size).fill(Number.NEGATIVE_INFINITY), this.time)
    this.value = copied(new Float64Array(size), this.value)
    this.isKept = copied(new Uint8Array(size), this.isKept)
  }

  put(series: number, time: number, value: number, text: string | null): void {
    this.time[series] = time
    this.value[series] = value
    this.isKept[series] = 1
    if (text !== null) this.text.set(series, text)
    else if (this.text.size > 0) this.text.delete(series)
  }

  /** Whether the newest is known to have said just this. */
  says(series: number, value: number, text: string | null): boolean {
    return Object.is(this.value[series], value) && (this.text.get(series) ?? null) === text
  }
}
