import { placeChannels, type StateTable } from '../state-table.ts'

/** Tint red, green, blue, amount; then stale, alarm, simulated. */
const channels = 7
const [amountOf, staleOf, alarmOf, simulatedOf] = [3, 4, 5, 6]

/** What one overlay wants on homes and rooms. An overlay that looks at a row again clears it first and says all anew. */
export class TintLayer {
  readonly wanted: Uint8Array

  constructor(
    rows: number,
    private readonly touch: (row: number) => void,
  ) {
    this.wanted = new Uint8Array(rows * channels)
  }

  clear(row: number): void {
    this.wanted.fill(0, row * channels, row * channels + channels)
    this.touch(row)
  }

  /** Wants a colour (sRGB bytes) on a row, `amount` 0–255; the strongest wins. */
  want(row: number, red: number, green: number, blue: number, amount: number, simulated = false): void {
    const at = row * channels
    if (row === 0 || amount <= this.wanted[at + amountOf]) return
    this.wanted[at] = red
    this.wanted[at + 1] = green
    this.wanted[at + 2] = blue
    this.wanted[at + amountOf] = amount
    this.wanted[at + simulatedOf] = simulated ? 255 : 0
    this.touch(row)
  }

  wantStale(row: number): void {
    if (row === 0) return
    this.wanted[row * channels + staleOf] = 255
    this.touch(row)
  }

  /** A room or home in alarm, `amount` 0–255 of the critical colour, laid over any light. */
  wantAlarm(row: number, amount: number): void {
    const at = row * channels + alarmOf
    if (row === 0 || amount <= this.wanted[at]) return
    this.wanted[at] = amount
    this.touch(row)
  }
}

/**
 * The colours that several overlays want on homes and rooms, joined where one of them changed and then written: the
 * strongest wins, stale marks add up. Nothing is allocated after it is made.
 */
export class PlaceTints {
  private readonly layers: TintLayer[] = []
  private readonly queue: Int32Array
  private readonly isQueued: Uint8Array
  private queued = 0
  private readonly touch = (row: number): void => {
    if (this.isQueued[row] === 1) return
    this.isQueued[row] = 1
    this.queue[this.queued] = row
    this.queued += 1
  }

  constructor(private readonly rows: number) {
    this.queue = new Int32Array(rows)
    this.isQueued = new Uint8Array(rows)
  }

  addLayer(): TintLayer {
    const layer = new TintLayer(this.rows, this.touch)
    this.layers.push(layer)
    return layer
  }

  /** Writes the rows that were touched; true if any differs from before. */
  commit(table: StateTable): boolean {
    let changed = false
    for (let each = 0; each < this.queued; each += 1) {
      const row = this.queue[each]
      this.isQueued[row] = 0
      if (this.write(table, row)) changed = true
    }
    this.queued = 0
    return changed
  }

  private write(table: StateTable, row: number): boolean {
    const at = row * channels
    let strongest: Uint8Array | null = null
    let [stale, alarm] = [0, 0]
    for (let each = 0; each < this.layers.length; each += 1) {
      const { wanted } = this.layers[each]
      if (wanted[at + amountOf] > (strongest === null ? 0 : strongest[at + amountOf])) strongest = wanted
      stale = Math.max(stale, wanted[at + staleOf])
      alarm = Math.max(alarm, wanted[at + alarmOf])
    }
    let changed = false
    for (let channel = 0; channel < 4; channel += 1) if (table.write(row, 0, channel, strongest === null ? 0 : strongest[at + channel])) changed = true
    if (table.write(row, 1, placeChannels.stale, stale)) changed = true
    if (table.write(row, 1, placeChannels.alarm, alarm)) changed = true
    return table.write(row, 1, placeChannels.simulated, strongest === null ? 0 : strongest[at + simulatedOf]) || changed
  }
}
