import { placeChannels, type StateTable } from '../state-table.ts'

/**
 * The colours that several overlays want on homes and rooms in one frame, joined and then written at once: the
 * strongest wins, stale marks add up. Colours are sRGB bytes; nothing is allocated after it is made.
 */
export class PlaceTints {
  private readonly tints: Uint8Array
  private readonly marks: Uint8Array

  constructor(private readonly rows: number) {
    this.tints = new Uint8Array(rows * 4)
    this.marks = new Uint8Array(rows * 2)
  }

  clear(): void {
    this.tints.fill(0)
    this.marks.fill(0)
  }

  /** Wants a colour on a row, `amount` 0–255. */
  want(row: number, red: number, green: number, blue: number, amount: number): void {
    const at = row * 4
    if (row === 0 || amount <= this.tints[at + 3]) return
    this.tints[at] = red
    this.tints[at + 1] = green
    this.tints[at + 2] = blue
    this.tints[at + 3] = amount
  }

  wantStale(row: number): void {
    if (row > 0) this.marks[row * 2] = 255
  }

  /** A room or home in alarm, `amount` 0–255 of the critical colour, laid over any light. */
  wantAlarm(row: number, amount: number): void {
    if (row > 0 && amount > this.marks[row * 2 + 1]) this.marks[row * 2 + 1] = amount
  }

  /** Writes what differs; true if anything did. */
  commit(table: StateTable): boolean {
    let changed = false
    for (let row = 1; row < this.rows; row += 1) {
      for (let channel = 0; channel < 4; channel += 1) if (table.write(row, 0, channel, this.tints[row * 4 + channel])) changed = true
      if (table.write(row, 1, placeChannels.stale, this.marks[row * 2])) changed = true
      if (table.write(row, 1, placeChannels.alarm, this.marks[row * 2 + 1])) changed = true
    }
    return changed
  }
}
