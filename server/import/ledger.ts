import type { Remark } from '../../models/site/community.ts'
import type { Text } from '../../models/text.ts'

/** Counts what was supposed or left out, by what it was; the order is that of first mention. */
export type Ledger = { add(what: string, why: Text, count?: number): void; remarks(): Remark[] }

export function openLedger(): Ledger {
  const entries = new Map<string, { count: number; readonly why: Text }>()
  return {
    add(what, why, count = 1) {
      if (count <= 0) return
      const entry = entries.get(what)
      if (entry) entry.count += count
      else entries.set(what, { count, why })
    },
    remarks: () => [...entries].map(([what, { count, why }]) => ({ what, count, why })),
  }
}
