import { palette } from '../palette.ts'
import { shareOf } from '../random.ts'
import type { Frame } from '../space.ts'
import { type BuildingWriters, writeSheet } from './facade-writers.ts'
import type { Opening } from './openings.ts'

/** Share of windows behind a grille, by storey from the ground: burglars come from below. */
const grilled = [0.85, 0.6, 0.18] as const
const barGapMeters = 0.17

/** What a home has put on its wall beside a window: a cooler on its bracket with its pipe, a grille, a gas pipe. */
export function writeFittings(writers: BuildingWriters, frame: Frame, opening: Opening, floor: number, level: number, storeyHeight: number): void {
  const { kind, width, seed } = opening
  if (kind !== 'window') return
  if (width > 1.4 && shareOf(seed, 3) < 0.55) writeAirConditioner(writers, frame, opening, floor)
  if (shareOf(seed, 31) < (grilled[level - 1] ?? 0)) writeGrille(writers, frame, opening, floor)
  if (seed.includes('-kitchen')) writeGasPipe(writers, frame, opening, floor, storeyHeight)
}

function writeAirConditioner({ fabric, fittings }: BuildingWriters, frame: Frame, { middle, seed, sill }: Opening, floor: number): void {
  const side = shareOf(seed, 4) < 0.5 ? -1 : 1
  const from = middle + side * (0.15 + 0.35 * shareOf(seed, 6)) - 0.42
  const low = floor + Math.max(0.08, sill - 0.82)
  fabric.paint(palette.airConditioner).box(frame, from, from + 0.84, 0.08, 0.4, low, low + 0.58, { back: false })
  fittings.paint(palette.grey, 0.8)
  for (let blade = 0; blade < 4; blade += 1) fittings.panel(frame, from + 0.26, from + 0.78, low + 0.06 + blade * 0.125, low + 0.13 + blade * 0.125, 0.405)
  fittings.paint(palette.steel)
  for (const along of [from + 0.12, from + 0.68]) fittings.box(frame, along, along + 0.04, 0, 0.42, low - 0.05, low, { back: false })
  if (shareOf(seed, 8) < 0.7) {
    const pipe = side > 0 ? from - 0.1 : from + 0.9
    fittings.paint(palette.frame).box(frame, pipe, pipe + 0.07, 0, 0.08, low + 0.2, low + 1.0 + shareOf(seed, 9) * 0.8, { back: false, bottom: false })
  }
}

function writeGrille({ fittings }: BuildingWriters, frame: Frame, { middle, width, sill, head }: Opening, floor: number): void {
  const [left, right, low, high] = [middle - width / 2, middle + width / 2, floor + sill, floor + head]
  const bars = Math.round(width / barGapMeters)
  fittings.paint(palette.steel)
  for (let bar = 0; bar <= bars; bar += 1) {
    const along = left + (width * bar) / bars
    writeSheet(fittings, frame, along - 0.012, along + 0.012, low, high, 0.04)
  }
  for (const share of [0.02, 0.35, 0.68, 0.98])
    writeSheet(fittings, frame, left, right, low + (high - low) * share - 0.015, low + (high - low) * share + 0.015, 0.045)
}

/** The riser beside the kitchen window, and the pipe that goes in. */
function writeGasPipe({ fittings }: BuildingWriters, frame: Frame, { middle, width, head }: Opening, floor: number, storeyHeight: number): void {
  const along = middle + width / 2 + 0.16
  fittings.paint(palette.steel, 1.25)
  fittings.box(frame, along, along + 0.06, 0.03, 0.1, floor, floor + storeyHeight, { back: false, top: false, bottom: false })
  fittings.box(frame, along - 0.16, along, 0.03, 0.07, floor + head - 0.24, floor + head - 0.19, { back: false })
}
