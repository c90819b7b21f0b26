import type { FrameContext } from '../frame-context.ts'
import { bytesOf, palette } from '../palette.ts'
import type { OverlaySite } from './overlay.ts'
import type { PlaceTints } from './place-tints.ts'

export type Picked = { update(context: FrameContext): void }

const [red, green, blue] = bytesOf(palette.advice)

/** The home that is picked, in the blue of a selection. */
export function createPicked({ index }: OverlaySite, tints: PlaceTints): Picked {
  const layer = tints.addLayer()
  let rows: readonly number[] = []
  return {
    update({ view: { selection } }) {
      for (const row of rows) layer.clear(row)
      const home = selection?.kind === 'home' ? selection.id : ''
      rows = [index.homeRow.get(home) ?? 0, ...(index.roomsOfHome.get(home) ?? []).map(({ row }) => row)].filter((row) => row > 0)
      for (const [number, row] of rows.entries()) layer.want(row, red, green, blue, number === 0 ? 130 : 110)
    },
  }
}
