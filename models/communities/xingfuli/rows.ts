import type { FrameName } from './frames.ts'

/** One walk-up: its entrances from west to east and what sets it apart from its neighbours. */
export type Slab = {
  readonly id: string
  readonly frame: FrameName
  /** The south-west corner in its half's drawing, metres. */
  readonly x: number
  readonly y: number
  readonly entrances: number
  readonly yearBuilt: number
  readonly roof: 'flat' | 'hipped'
  /** Entered from the sunny side. */
  readonly entersFront?: boolean
  /** Entrances (1 is the westmost) that got a glass lift outside. */
  readonly lifts?: readonly number[]
  /** Entrances with three homes a landing. */
  readonly threeHomes?: readonly number[]
  /** Entrances from this one on stand this far back, so that the façade steps. */
  readonly step?: { readonly from: number; readonly meters: number }
}

export const slabDepth = 11.4
export const rowPitch = 33
export const firstRow = -97
/** The lane behind a row runs this far from the row's front. */
export const laneOffset = slabDepth + 6

export const rowY = (row: number): number => firstRow + row * rowPitch

/** Numbered row by row from the south gate, as the doorplates are. */
export const slabs: readonly Slab[] = [
  { id: '1', frame: 'west', x: -154, y: rowY(0), entrances: 5, yearBuilt: 1984, roof: 'flat' },
  { id: '2', frame: 'west', x: -70, y: rowY(0), entrances: 4, yearBuilt: 1984, roof: 'flat', lifts: [2] },
  { id: '3', frame: 'east', x: 14, y: rowY(0), entrances: 4, yearBuilt: 1986, roof: 'hipped' },
  { id: '4', frame: 'east', x: 84, y: rowY(0), entrances: 4, yearBuilt: 1986, roof: 'flat', threeHomes: [2, 3] },
  { id: '5', frame: 'west', x: -150, y: rowY(1), entrances: 4, yearBuilt: 1984, roof: 'flat', step: { from: 3, meters: 1.8 } },
  { id: '6', frame: 'west', x: -80, y: rowY(1) + 1.5, entrances: 4, yearBuilt: 1985, roof: 'hipped' },
  { id: '7', frame: 'east', x: 18, y: rowY(1), entrances: 3, yearBuilt: 1987, roof: 'flat', entersFront: true, lifts: [2, 3] },
  { id: '8', frame: 'east', x: 74, y: rowY(1) - 1, entrances: 4, yearBuilt: 1987, roof: 'flat' },
  { id: '9', frame: 'west', x: -155, y: rowY(2), entrances: 4, yearBuilt: 1985, roof: 'flat', entersFront: true, lifts: [2, 3] },
  { id: '10', frame: 'west', x: -84, y: rowY(2), entrances: 4, yearBuilt: 1985, roof: 'flat' },
  { id: '11', frame: 'east', x: 13, y: rowY(2) + 1, entrances: 4, yearBuilt: 1988, roof: 'flat', step: { from: 2, meters: 1.5 } },
  { id: '12', frame: 'east', x: 80, y: rowY(2), entrances: 5, yearBuilt: 1988, roof: 'hipped', entersFront: true, lifts: [2, 4] },
  { id: '13', frame: 'west', x: -152, y: rowY(3) - 1, entrances: 4, yearBuilt: 1986, roof: 'hipped', threeHomes: [1, 4] },
  { id: '14', frame: 'east', x: 82, y: rowY(3), entrances: 4, yearBuilt: 1989, roof: 'flat', lifts: [3] },
  { id: '15', frame: 'west', x: -155, y: rowY(4), entrances: 3, yearBuilt: 1986, roof: 'flat' },
  { id: '16', frame: 'west', x: -100, y: rowY(4) + 1, entrances: 4, yearBuilt: 1986, roof: 'flat', entersFront: true, lifts: [1] },
  { id: '17', frame: 'east', x: 16, y: rowY(4), entrances: 4, yearBuilt: 1991, roof: 'flat' },
  { id: '18', frame: 'east', x: 86, y: rowY(4) - 1, entrances: 3, yearBuilt: 1991, roof: 'flat', entersFront: true, lifts: [2] },
  { id: '19', frame: 'west', x: -151, y: rowY(5), entrances: 4, yearBuilt: 1987, roof: 'flat', threeHomes: [2, 3] },
  { id: '20', frame: 'west', x: -79, y: rowY(5) - 1, entrances: 4, yearBuilt: 1987, roof: 'flat', step: { from: 3, meters: -1.6 } },
  { id: '21', frame: 'east', x: 22, y: rowY(5), entrances: 3, yearBuilt: 1992, roof: 'hipped' },
  { id: '22', frame: 'east', x: 78, y: rowY(5), entrances: 4, yearBuilt: 1992, roof: 'flat', lifts: [1, 4] },
  { id: '23', frame: 'west', x: -155, y: rowY(6), entrances: 4, yearBuilt: 1988, roof: 'flat' },
  { id: '24', frame: 'west', x: -86, y: rowY(6) + 1, entrances: 3, yearBuilt: 1988, roof: 'hipped', entersFront: true },
  { id: '25', frame: 'east', x: 15, y: rowY(6), entrances: 4, yearBuilt: 1993, roof: 'flat', threeHomes: [1, 2] },
]
