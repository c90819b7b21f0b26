import { placeChannels, type StateTable } from '../state-table.ts'

/**
 * The colours that several overlays want on homes and rooms in one frame, joined and then written at once: the
 * strongest wins, stale marks add up. Colours are sRGB bytes; nothing is allocated after it is made.
 */
export class PlaceTints {
  private readonly tints: Uint8Array
  private readonly marks: Uint8Array
  /** Rows wanted in this frame, and those that still carry something from the last. */
  private touched: Int32Array
  private carried: Int32Array
  private readonly isTouched: Uint8Array
  private touchedCount = 0
  private carriedCount = 0

  constructor(rows: number) {
    this.tints = new Uint8Array(rows * 4)
    this.marks = new Uint8Array(rows * 2)
    this.touched = new Int32Array(rows)
    this.carried = new Int32Array(rows)
    this.isTouched = new Uint8Array(rows)
  }

  clear(): void {
    for (let each = 0; each < this.touchedCount; each += 1) {
      const row = this.touched[each]
      this.tints.fill(0, row * 4, row * 4 + 4)
      this.marks.fill(0, row * 2, row * 2 + 2)
      this.isTouched[row] = 0
    }
    const before = this.carried
    this.carried = this.touched
    this.carriedCount = this.touchedCount
    this.touched = before
    this.touchedCount = 0
  }

  /** Wants a colour on a row, `amount` 0–255. */
  want(row: number, red: number, green: number, blue: number, amount: number): void {
    const at = row * 4
    if (row === 0 || amount <= this.tints[at + 3]) return
    this.touch(row)
    this.tints[at] = red
    this.tints[at + 1] = green
    this.tints[at + 2] = blue
    this.tints[at + 3] = amount
  }

  wantStale(row: number): void {
    if (row === 0) return
    this.touch(row)
    this.marks[row * 2] = 255
  }

  /** A room or home in alarm, `amount` 0–255 of the critical colour, laid over any light. */
  wantAlarm(row: number, amount: number): void {
    if (row === 0 || amount <= this.marks[row * 2 + 1]) return
    this.touch(row)
    this.marks[row * 2 + 1] = amount
  }

  /** Writes what differs, looking only at rows wanted now or in the frame before; true if anything did. */
  commit(table: StateTable): boolean {
    let changed = false
    for (let each = 0; each < this.carriedCount; each += 1) if (this.write(table, this.carried[each])) changed = true
    for (let each = 0; each < this.touchedCount; each += 1) if (this.write(table, this.touched[each])) changed = true
    return changed
  }

  private touch(row: number): void {
    if (this.isTouched[row] === 1) return
    this.isTouched[row] = 1
    this.touched[this.touchedCount] = row
    this.touchedCount += 1
  }

  private write(table: StateTable, row: number): boolean {
    let changed = false
    for (let channel = 0; channel < 4; channel += 1) if (table.write(row, 0, channel, this.tints[row * 4 + channel])) changed = true
    if (table.write(row, 1, placeChannels.stale, this.marks[row * 2])) changed = true
    return table.write(row, 1, placeChannels.alarm, this.marks[row * 2 + 1]) || changed
  }
}
