import type { RoomPlan } from '../../../../models/site/building.ts'
import { areaOf } from '../../../../models/site/planar.ts'
import { palette } from '../../palette.ts'
import { shareOf } from '../../random.ts'
import type { Frame } from '../../space.ts'
import type { MeshWriter } from '../mesh-writer.ts'
import type { Gap } from './cut-walls.ts'
import { RoomWalls, type Stand } from './room-walls.ts'

const tones = { wood: '#c4bbae', darkWood: '#a0968a', cloth: '#c9c6bf', slate: '#8f989e', linen: '#efebe3', white: '#f1efeb', steel: '#b4b8ba' } as const

/** What belongs into a room of its kind, in low relief; what finds no place is left out. Nobody measured it: it says what a room is for. */
export function furnishRoom(writer: MeshWriter, room: RoomPlan, doors: readonly Gap[], floor: number, seed: string): void {
  const walls = new RoomWalls(room.outline, doors)
  const area = areaOf(room.outline)
  const put = (stand: Stand | null, draw: (block: Block) => void): Stand | null => {
    if (stand) draw(blocksOn(writer, stand.frame, floor))
    return stand
  }
  switch (room.kind) {
    case 'living': {
      const sofa = put(walls.place({ along: 2, deep: 0.85 }, 'longest', true), writeSofa)
      if (sofa) put(walls.place({ along: 1.5, deep: 0.42 }, sofa.frame, true), writeScreen)
      if (sofa) writeCarpet(writer, sofa.frame, floor)
      if (area > 13) put(walls.place({ along: 1.25, deep: 0.85 }, 'shortest', false), writeTable)
      put(walls.place({ along: 0.5, deep: 0.5 }, 'shortest', false), writePlant)
      return
    }
    case 'bedroom':
    case 'study': {
      const wide = area > 10.5 ? 1.6 : 1.2
      put(walls.place({ along: wide, deep: 2.05 }, 'longest', true), (block) => writeBed(block, wide, shareOf(seed)))
      put(walls.place({ along: 1.7, deep: 0.6 }, 'shortest', false), (block) => writeWardrobe(block, 1.7)) ??
        put(walls.place({ along: 1.1, deep: 0.6 }, 'longest', false), (block) => writeWardrobe(block, 1.1))
      put(walls.place({ along: 1, deep: 0.55 }, 'shortest', false), writeDesk)
      put(walls.place({ along: 0.45, deep: 0.42 }, 'longest', false), (block) => block(tones.wood, 0, 0.45, 0, 0.42, 0, 0.5))
      return
    }
    case 'kitchen':
      put(walls.place({ along: 0.62, deep: 0.62 }, 'shortest', false), writeFridge)
      put(walls.place({ along: 2.2, deep: 0.58 }, 'longest', false), (block) => writeCounter(block, 2.2)) ??
        put(walls.place({ along: 1.5, deep: 0.55 }, 'longest', false), (block) => writeCounter(block, 1.5))
      return
    case 'bath':
      put(walls.place({ along: 0.85, deep: 0.85 }, 'shortest', false), writeShower)
      put(walls.place({ along: 0.42, deep: 0.68 }, 'longest', false), writeToilet)
      put(walls.place({ along: 0.6, deep: 0.45 }, 'longest', false), writeBasin)
      return
    case 'balcony':
      put(walls.place({ along: 0.6, deep: 0.58 }, 'shortest', false), writeWasher)
      put(walls.place({ along: 0.9, deep: 0.3 }, 'longest', false), writePlant)
      return
    case 'hall':
      put(walls.place({ along: 1.1, deep: 0.34 }, 'shortest', false), (block) => {
        block(tones.wood, 0, 1.1, 0, 0.34, 0, 0.95)
        block(tones.darkWood, 0.54, 0.56, 0.34, 0.345, 0.06, 0.9)
      })
      if (area > 9) put(walls.place({ along: 1.2, deep: 0.8 }, 'longest', true), writeTable)
      return
    case 'store':
      for (let shelf = 0; shelf < 3; shelf += 1) put(walls.place({ along: 1.2, deep: 0.4 }, 'longest', false), writeShelf)
      return
    case 'shop':
      for (let shelf = 0; shelf < 6; shelf += 1) put(walls.place({ along: 1.6, deep: 0.45 }, 'longest', false), writeShelf)
      return
    case 'classroom':
      for (let table = 0; table < 6; table += 1) put(walls.place({ along: 1.2, deep: 0.6 }, 'longest', false), writeDesk)
      return
    case 'plant':
      put(walls.place({ along: 1.8, deep: 0.8 }, 'longest', true), (block) => block(palette.bin, 0, 1.8, 0, 0.8, 0, 1.15))
  }
}

/** A block of a colour: along the wall, away from it, and up, from and to. */
type Block = (color: string, from: number, to: number, near: number, far: number, low: number, high: number) => void

const blocksOn =
  (writer: MeshWriter, frame: Frame, floor: number): Block =>
  (color, from, to, near, far, low, high) =>
    writer.paint(color).box(frame, from, to, -far, -near, floor + low, floor + high, { bottom: false })

function writeSofa(block: Block): void {
  block(tones.cloth, 0, 2, 0, 0.85, 0.06, 0.4)
  block(tones.slate, 0, 2, 0, 0.22, 0.4, 0.78)
  for (const arm of [0, 1.82]) block(tones.slate, arm, arm + 0.18, 0.22, 0.85, 0.4, 0.58)
  for (const seat of [0.2, 0.74, 1.28]) block(tones.linen, seat, seat + 0.5, 0.24, 0.82, 0.4, 0.46)
}

function writeScreen(block: Block): void {
  block(tones.wood, 0, 1.5, 0, 0.4, 0.04, 0.45)
  block(palette.ink, 0.2, 1.3, 0.08, 0.13, 0.5, 1.12)
}

/** A low table on a carpet before the sofa. */
function writeCarpet(writer: MeshWriter, frame: Frame, floor: number): void {
  const block = blocksOn(writer, frame, floor)
  block('#d5cfc6', 0.1, 1.9, 0.95, 1.9, 0.006, 0.018)
  block(tones.wood, 0.5, 1.5, 1.1, 1.6, 0.3, 0.4)
  for (const leg of [0.55, 1.4]) block(tones.darkWood, leg, leg + 0.06, 1.15, 1.55, 0, 0.3)
}

function writeTable(block: Block): void {
  block(tones.wood, 0.05, 1.2, 0.08, 0.78, 0.7, 0.75)
  for (const leg of [0.1, 1.1]) block(tones.darkWood, leg, leg + 0.06, 0.14, 0.72, 0, 0.7)
  for (const seat of [0.2, 0.75]) block(tones.darkWood, seat, seat + 0.34, 0.6, 0.95, 0.02, 0.45)
}

function writeBed(block: Block, wide: number, spread: number): void {
  block(tones.wood, 0, wide, 0, 0.07, 0, 0.9)
  block(tones.wood, 0, wide, 0.07, 2.05, 0.05, 0.3)
  block(tones.linen, 0.04, wide - 0.04, 0.09, 2, 0.3, 0.48)
  block(spread < 0.4 ? '#b9b7b0' : spread < 0.7 ? '#c9c2b6' : '#aeb5b7', 0.02, wide - 0.02, 0.75, 2.03, 0.32, 0.52)
  const pillow = wide / 2 - 0.14
  for (const from of wide > 1.4 ? [0.1, wide / 2 + 0.04] : [wide / 2 - pillow / 2]) block(tones.white, from, from + pillow, 0.14, 0.52, 0.48, 0.58)
}

function writeWardrobe(block: Block, wide: number): void {
  block(tones.wood, 0, wide, 0, 0.58, 0, 1.15)
  for (let gap = 0.55; gap < wide - 0.3; gap += 0.55) block(tones.darkWood, gap, gap + 0.015, 0.58, 0.585, 0.05, 1.12)
}

function writeDesk(block: Block): void {
  block(tones.wood, 0, 1, 0, 0.55, 0.7, 0.75)
  for (const leg of [0.03, 0.92]) block(tones.darkWood, leg, leg + 0.05, 0.04, 0.5, 0, 0.7)
  block(tones.darkWood, 0.32, 0.7, 0.45, 0.82, 0.02, 0.45)
  block(palette.ink, 0.3, 0.72, 0.1, 0.14, 0.78, 1.05)
}

function writeFridge(block: Block): void {
  block(tones.steel, 0, 0.62, 0.02, 0.62, 0, 1.17)
  block(palette.grey, 0.04, 0.06, 0.62, 0.64, 0.4, 1.1)
}

/** A counter with its sink and a stove of two flames. */
function writeCounter(block: Block, long: number): void {
  block(tones.wood, 0, long, 0, 0.52, 0, 0.8)
  block(tones.white, 0, long, 0, 0.56, 0.8, 0.85)
  block(palette.steel, 0.12, 0.58, 0.1, 0.46, 0.85, 0.856)
  block(palette.grey, 0.18, 0.52, 0.15, 0.42, 0.856, 0.86)
  block(palette.steel, 0.33, 0.37, 0.04, 0.1, 0.85, 1.05)
  block(palette.grey, long - 0.66, long - 0.06, 0.1, 0.48, 0.85, 0.87)
  for (const flame of [long - 0.58, long - 0.3]) block(palette.ink, flame, flame + 0.16, 0.21, 0.37, 0.87, 0.9)
}

function writeShower(block: Block): void {
  block(tones.white, 0, 0.85, 0, 0.85, 0, 0.1)
  block('#d0d5d7', 0.06, 0.79, 0.06, 0.79, 0.1, 0.105)
  block(palette.glass, 0.83, 0.85, 0, 0.85, 0.1, 1.17)
}

function writeToilet(block: Block): void {
  block(tones.white, 0.02, 0.4, 0, 0.18, 0, 0.78)
  block(tones.white, 0.05, 0.37, 0.18, 0.66, 0, 0.4)
  block('#c9ced0', 0.12, 0.3, 0.26, 0.58, 0.4, 0.405)
}

function writeBasin(block: Block): void {
  block(tones.wood, 0.04, 0.56, 0, 0.4, 0, 0.72)
  block(tones.white, 0, 0.6, 0, 0.45, 0.72, 0.82)
  block('#c9ced0', 0.1, 0.5, 0.1, 0.38, 0.82, 0.825)
}

function writeWasher(block: Block): void {
  block(tones.white, 0, 0.6, 0, 0.56, 0, 0.85)
  block(palette.grey, 0.16, 0.44, 0.56, 0.565, 0.3, 0.6)
  block('#d5d8d9', 0.05, 0.55, 0.04, 0.5, 0.85, 0.87)
}

function writeShelf(block: Block): void {
  for (const up of [0.1, 0.5, 0.9]) block(tones.wood, 0, 1.2, 0, 0.38, up, up + 0.04)
  for (const [from, up] of [
    [0.1, 0.14],
    [0.6, 0.54],
    [0.3, 0.94],
  ] as const)
    block(tones.cloth, from, from + 0.4, 0.05, 0.32, up, up + 0.24)
}

function writePlant(block: Block): void {
  block(palette.plinth, 0.12, 0.38, 0.1, 0.34, 0, 0.3)
  block(palette.hedge, 0.06, 0.44, 0.04, 0.4, 0.3, 0.72)
  block(palette.garden, 0.12, 0.36, 0.1, 0.32, 0.72, 0.95)
}
