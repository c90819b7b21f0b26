import type { Register } from '../../../models/register.ts'
import type { Text } from '../../../models/text.ts'
import type { Stretch } from './find-stretches.ts'

export type Witness = { readonly type: string; readonly point: string; readonly name: Text }

/** Types with fewer are not all of the community, with more their history is slow to read. */
const fewest = 3
const most = 60

/** The type of device whose silence tells best that nothing was heard: one of which some stand in the community and that reports most often. */
export function pickWitness({ devices }: Pick<Register, 'devices'>): Witness | null {
  const counts = new Map<string, number>()
  for (const { typeId } of devices.values()) counts.set(typeId, (counts.get(typeId) ?? 0) + 1)
  let best: { readonly witness: Witness; readonly seconds: number } | null = null
  for (const { typeId, type, points } of devices.values()) {
    const count = counts.get(typeId) ?? 0
    counts.delete(typeId)
    if (count < fewest || count > most) continue
    for (const { id, point } of points.values())
      if (point.kind === 'number' && point.everySeconds < (best?.seconds ?? Number.POSITIVE_INFINITY))
        best = { witness: { type: typeId, point: id, name: type.name }, seconds: point.everySeconds }
  }
  return best?.witness ?? null
}

/** Where of `[ms, total, known, simulated]` rows none was known, cut to `from`–`to`. */
export function gapsOf(rows: readonly (readonly number[])[], everyMs: number, from: number, to: number): Stretch[] {
  const gaps: Stretch[] = []
  for (const [time = 0, , known = 0] of rows) {
    if (known > 0) continue
    // A row says what was known at its moment: the silence lies before it.
    const stretch = { from: Math.max(from, time - everyMs), to: Math.min(to, time) }
    const last = gaps.at(-1)
    if (stretch.to <= stretch.from) continue
    if (last && stretch.from <= last.to) gaps[gaps.length - 1] = { from: last.from, to: stretch.to }
    else gaps.push(stretch)
  }
  return gaps
}
