import { useMemo } from 'react'
import type { Register } from '../../../models/register.ts'
import { useTotals } from '../../state/totals-queries.ts'
import { useTwin } from '../../state/twin.ts'
import { gapsOf, pickWitness } from './find-gaps.ts'
import type { Stretch } from './find-stretches.ts'

const witnesses = new WeakMap<Register, ReturnType<typeof pickWitness>>()

const everyOf = (spanMs: number): number => [60_000, 300_000, 900_000, 3_600_000].find((every) => spanMs / every <= 400) ?? 10_800_000

/** Stretches without data, as a type of device that reports often and is few tells them; `source` is its name. */
export function useGaps(from: number, to: number): { readonly gaps: readonly Stretch[]; readonly source: { readonly zh: string; readonly en: string } | null } {
  const { register, community } = useTwin()
  const witness = witnesses.get(register) ?? pickWitness(register)
  witnesses.set(register, witness)
  const every = everyOf(to - from)
  const start = Math.floor(from / every) * every
  const end = Math.ceil(to / every) * every
  const totals = useTotals({
    community: community.id,
    type: witness?.type ?? '',
    point: witness?.point ?? '',
    from: start,
    to: end,
    every: `${every / 1000}s`,
  })
  const points = witness ? totals.data?.points : undefined
  return useMemo(() => ({ gaps: points ? gapsOf(points, every, from, to) : [], source: witness?.name ?? null }), [points, every, from, to, witness])
}
