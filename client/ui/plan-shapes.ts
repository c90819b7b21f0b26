import type { Position2, Ring } from '../../models/site/geometry.ts'
import type { Bay } from '../../models/site/grounds.ts'

/** A rectangle in metres east and north. */
export type Bounds = { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

/** North is up on paper and down in SVG: every drawn position goes through here. */
export const onPaper = ([east, north]: Position2): readonly [x: number, y: number] => [east, -north]

const path = (positions: readonly Position2[]): string => positions.map((position) => onPaper(position).join(' ')).join('L')

/** A surface with its holes, for `fill-rule: evenodd`. */
export const ringsPath = (...rings: readonly Ring[]): string => rings.map((ring) => `M${path(ring)}Z`).join('')

export const linePath = (line: readonly Position2[]): string => `M${path(line)}`

/** The painted rectangle of a bay. */
export function bayPath({ position, heading, lengthMeters, widthMeters }: Pick<Bay, 'position' | 'heading' | 'lengthMeters' | 'widthMeters'>): string {
  const [x, y] = onPaper(position)
  const turn = (heading * Math.PI) / 180
  const [alongX, alongY] = [(Math.sin(turn) * lengthMeters) / 2, (-Math.cos(turn) * lengthMeters) / 2]
  const [acrossX, acrossY] = [(Math.cos(turn) * widthMeters) / 2, (Math.sin(turn) * widthMeters) / 2]
  const corner = (along: number, across: number): string => `${x + along * alongX + across * acrossX} ${y + along * alongY + across * acrossY}`
  return `M${corner(1, 1)}L${corner(1, -1)}L${corner(-1, -1)}L${corner(-1, 1)}Z`
}

export function boundsOf(positions: readonly Position2[]): Bounds {
  const east = positions.map(([x]) => x)
  const north = positions.map(([, y]) => y)
  return { west: Math.min(...east), south: Math.min(...north), east: Math.max(...east), north: Math.max(...north) }
}
