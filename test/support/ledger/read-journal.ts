import type { Register } from '../../../models/register.ts'
import type { Journal, StoredFact } from '../../../server/journal/journal.ts'
import type { Entry } from './ledger.ts'

/** Every fact of a journal, from its first. */
export async function readWholeJournal(journal: Journal): Promise<StoredFact[]> {
  const facts: StoredFact[] = []
  for (let after = 0; ; after = facts.at(-1)?.sequence ?? after) {
    const page = await journal.read(after, 1000)
    if (page.length === 0) return facts
    facts.push(...page)
  }
}

/** The readings of facts as a ledger names them; a boolean is 0 or 1, a state its index. */
export function entriesOf(facts: readonly StoredFact[], register: Register): Entry[] {
  return facts.flatMap(({ fact }) =>
    fact.kind === 'readings'
      ? Array.from({ length: fact.readings.count }, (_, i) => {
          const entry = register.series[fact.readings.series[i]]
          return { device: entry?.device.id ?? '?', point: entry?.id ?? '?', time: fact.readings.time[i], value: fact.readings.value[i] }
        })
      : [],
  )
}

/** A value as the API speaks it, as a ledger notes it. */
export function ledgerValue(spoken: unknown): number {
  if (typeof spoken === 'number') return spoken
  if (typeof spoken === 'boolean') return spoken ? 1 : 0
  throw new Error(`a ledger holds numbers and booleans, not ${JSON.stringify(spoken)}`)
}
