import { origins } from '../../models/protocol/reading.ts'
import type { Ingest } from '../ingest/accept.ts'
import type { Candidates } from '../ingest/candidates.ts'
import { decodeItems } from '../ingest/decode-items.ts'
import type { Fact } from '../journal/fact.ts'
import type { Journal } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Records } from '../platform/records-db.ts'
import type { KeptItem } from './quarantine-store.ts'
import { QuarantineStore } from './quarantine-store.ts'
import { sentReading } from './sent-reading.ts'

const pageOfFacts = 500
const saveEveryMs = 60_000
const keptMs = 30 * 24 * 3_600_000

export type Assigned = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly reason: string }

/** What was refused, to be looked at, assigned and dismissed. */
export type Quarantine = {
  readonly store: QuarantineStore
  /** Reads what the journal has and the table has not, then follows the bus. */
  start(): Promise<void>
  stop(): void
  /** Takes the item in for a point, with its own time; a refusal leaves it where it is. Rejects with JournalRefused. */
  assign(item: KeptItem, device: string, point: string, by: string): Promise<Assigned>
  dismiss(item: KeptItem, by: string): Promise<void>
}

export type QuarantineParts = { readonly records: Records; readonly journal: Journal; readonly bus: Bus; readonly clock: Clock; readonly ingest: Ingest }

export function createQuarantine({ records, journal, bus, clock, ingest }: QuarantineParts): Quarantine {
  const store = new QuarantineStore(records)
  let told = store.position
  let resolving = 0
  let timer: NodeJS.Timeout | undefined
  const unsubscribe: (() => void)[] = []

  const take = (fact: Fact): void => {
    if (fact.kind === 'quarantined') store.add(fact.items)
    else if (fact.kind === 'quarantine-resolved') store.resolve(fact)
  }
  /** All up to `told` is in the table, unless a resolution is on its way. */
  const save = (): void => {
    if (resolving === 0 && told > store.position) store.savePosition(told)
  }
  const resolve = async (fact: Extract<Fact, { kind: 'quarantine-resolved' }>): Promise<void> => {
    resolving += 1
    try {
      await journal.append([fact], clock.now())
      store.resolve(fact)
    } finally {
      resolving -= 1
    }
  }
  const takeIn = async (candidates: Candidates, item: KeptItem, by: string): Promise<Assigned> => {
    const origin = origins.find((known) => known === item.origin) ?? 'typed'
    const result =
      candidates.refused.length > 0
        ? { quarantined: candidates.refused, yielded: 0 }
        : await ingest.acceptCandidates(candidates, { via: item.via, origin, who: by }, true)
    const [refusal] = result.quarantined
    if (refusal) return { ok: false, code: refusal.code, reason: refusal.reason }
    if (result.yielded > 0) return { ok: false, code: 'yielded', reason: 'the device itself was heard within 10 minutes' }
    return { ok: true }
  }

  return {
    store,
    start: async () => {
      // Listening begins first, so that nothing falls between; adding an item twice changes nothing.
      unsubscribe.push(bus.on('quarantined', ({ items }) => store.add(items)))
      let read = Math.max(store.position, journal.tail - 1)
      while (read < journal.head) {
        const page = await journal.read(read, pageOfFacts)
        for (const { fact } of page) take(fact)
        read = page.at(-1)?.sequence ?? journal.head
      }
      told = Math.max(told, read)
      unsubscribe.push(bus.on('readings', ({ sequence }) => (told = Math.max(told, sequence))))
      save()
      timer = setInterval(() => {
        save()
        store.dropBefore(clock.now() - keptMs)
      }, saveEveryMs)
      timer.unref()
    },
    stop: () => {
      clearInterval(timer)
      for (const off of unsubscribe) off()
      save()
    },
    assign: async (item, device, point, by) => {
      const outcome = await takeIn(decodeItems(ingest.register(), [sentReading(item, device, point)], null), item, by)
      if (outcome.ok) await resolve({ kind: 'quarantine-resolved', id: item.id, as: 'assigned', device, point, by })
      return outcome
    },
    dismiss: (item, by) => resolve({ kind: 'quarantine-resolved', id: item.id, as: 'dismissed', by }),
  }
}
