import type { Fact } from '../../server/journal/fact.ts'
import type { Journal, StoredFact } from '../../server/journal/journal.ts'
import { JournalRefused } from '../../server/journal/journal.ts'

/** A journal that forgets everything at the end of the test; `refuse` makes it answer as with a full disk, `hold` keeps appends waiting. */
export type MemoryJournal = Journal & {
  facts: StoredFact[]
  refuse: boolean
  hold(): () => void
  readonly minuteReads: number
}

export function createMemoryJournal(): MemoryJournal {
  const facts: StoredFact[] = []
  const numbers = new Map<string, number>()
  const listeners = new Set<(head: number) => void>()
  let gate: Promise<void> = Promise.resolve()
  const journal = {
    facts,
    refuse: false,
    minuteReads: 0,
    damage: [],
    tail: 1,
    get head() {
      return facts.length
    },
    hold: () => {
      let release = () => {}
      gate = new Promise((done) => {
        release = done
      })
      return release
    },
    append: async (added: readonly Fact[], at: number) => {
      await gate
      if (journal.refuse) throw new JournalRefused('disk_full', 'no space left')
      for (const fact of added) facts.push({ sequence: facts.length + 1, at, fact })
      for (const listener of listeners) listener(facts.length)
      return facts.length
    },
    read: async (after: number, limit: number) => facts.slice(after, after + limit),
    readMinutes: async (minutes: readonly number[]) => {
      journal.minuteReads += 1
      const wanted = new Set(minutes)
      return facts.filter(
        ({ fact }) =>
          fact.kind === 'readings' && Array.from(fact.readings.time.subarray(0, fact.readings.count)).some((time) => wanted.has(Math.floor(time / 60_000))),
      )
    },
    onAppend: (listener: (head: number) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    numberSeries: async (pairs: readonly { device: string; point: string }[]) =>
      Int32Array.from(pairs, ({ device, point }) => {
        const key = JSON.stringify([device, point])
        const number = numbers.get(key) ?? numbers.size
        numbers.set(key, number)
        return number
      }),
    close: async () => {},
  }
  return journal
}
