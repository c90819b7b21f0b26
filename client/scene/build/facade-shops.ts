import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import type { Frame } from '../space.ts'
import { type BuildingWriters, writeSlope } from './facade-writers.ts'
import type { Opening } from './openings.ts'

/** Sign boards in quiet tones: colour is kept for what is abnormal. */
const boards = ['#6f7b84', '#c4b49c', '#8f9b8d', '#a9988a', '#7d7f83', '#b7a79b'] as const

/** A shop: glass from the pavement up with its door in it, a board with its name, an awning here and there. */
export function writeShopfront(
  { fabric, fittings }: BuildingWriters,
  frame: Frame,
  { middle, width, seed, sill, head }: Opening,
  floor: number,
  storeyHeight: number,
): void {
  const [left, right] = [middle - width / 2, middle + width / 2]
  const board = boards[Math.floor(shareOf(seed, 61) * boards.length)]
  const low = floor + head + 0.08
  const high = floor + storeyHeight - 0.08
  fabric.paint(board).box(frame, left - 0.35, right + 0.35, 0, 0.22, low, high, { back: false })
  fittings.paint(palette.frame)
  const letters = 3 + Math.floor(shareOf(seed, 62) * 3)
  const size = Math.min(0.46, (high - low) * 0.62)
  for (let letter = 0; letter < letters; letter += 1) {
    const from = middle + (letter - letters / 2) * size * 1.35
    // Strokes as of characters: they look like a name and say nothing that is not known.
    for (let stroke = 0; stroke < 3; stroke += 1) {
      const up = low + (high - low - size) / 2 + size * (0.08 + 0.32 * stroke)
      fittings.panel(frame, from, from + size * (0.6 + 0.4 * shareOf(seed, letter * 7 + stroke)), up, up + size * 0.14, 0.235)
    }
    fittings.panel(frame, from + size * 0.4, from + size * 0.54, low + (high - low - size) / 2, low + (high - low + size) / 2, 0.232)
  }
  const door = left + width * (shareOf(seed, 63) < 0.5 ? 0.06 : 0.62)
  fabric.paint(palette.steel).box(frame, door, door + 0.06, -0.18, -0.1, floor + sill, floor + 2.15, { back: false })
  fabric.box(frame, door + 0.96, door + 1.02, -0.18, -0.1, floor + sill, floor + 2.15, { back: false })
  fabric.box(frame, left, right, -0.18, -0.1, floor + 2.15, floor + 2.22, { back: false })
  if (shareOf(seed, 64) < 0.3) writeSlope(fabric.paint(board, 1.12), frame, [left - 0.2, right + 0.2], [0.2, low], [1.25, low - 0.5])
}
