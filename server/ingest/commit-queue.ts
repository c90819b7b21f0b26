import type { ReadingBatch } from '../../models/protocol/reading.ts'
import { bitOf } from '../../models/protocol/reading.ts'
import type { Fact } from '../journal/fact.ts'
import type { Journal } from '../journal/journal.ts'
import { JournalRefused } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { DeviceState } from '../state/device-state.ts'
import { BatchBuilder } from './batch-builder.ts'

/** Appends under way at once; more only lengthens the queue in the journal's worker. */
const mostUnderWay = 2
const clockAdjusted = bitOf('clockAdjusted')

export type CommitQueueParts = {
  readonly journal: Journal
  readonly state: DeviceState
  readonly bus: Bus
  readonly clock: Clock
  /** The journal kept nothing of this batch. */
  readonly onRefused: (batch: ReadingBatch | null, error: JournalRefused) => void
}

/** Gathers what requests bring while the journal is busy, appends it as one batch, and tells it on in the order of the journal once it is durable. */
export type CommitQueue = {
  /** The batch that is open now; what is put into it by the caller, without a pause, is one with `committed()`. */
  open(): BatchBuilder
  /** Resolves when all that is in the open batch is durable and told; rejects with JournalRefused. */
  committed(): Promise<void>
  /** Resolves when all before this moment is durable; rejects when any of it was refused. */
  durable(): Promise<void>
  /** The same, whichever way it ends. */
  settled(): Promise<void>
  /** Readings and refused items that are not yet durable. */
  readonly waiting: number
}

type Ticket = { readonly promise: Promise<void>; resolve: () => void; reject: (error: JournalRefused) => void }

export function createCommitQueue({ journal, state, bus, clock, onRefused }: CommitQueueParts): CommitQueue {
  let open: { builder: BatchBuilder; ticket: Ticket } | null = null
  const underWay = new Set<Promise<void>>()
  let lastTold: Promise<void> = Promise.resolve()
  let waitingUnderWay = 0
  let lastReceived = state.received.reduce((most, received) => Math.max(most, received), 0)
  let isRefusing = false

  const openBatch = () => {
    if (open) return open
    const now = clock.now()
    const isBehind = now < lastReceived
    lastReceived = Math.max(lastReceived, now)
    open = { builder: new BatchBuilder(lastReceived, isBehind ? clockAdjusted : 0), ticket: createTicket() }
    // Requests that the event loop brings in one turn go together.
    setImmediate(flush)
    return open
  }

  const flush = (): void => {
    if (!open || underWay.size >= mostUnderWay) return
    const { builder, ticket } = open
    open = null
    if (builder.isEmpty) {
      void lastTold.then(ticket.resolve)
      return
    }
    const batch = builder.count > 0 ? builder.batch() : null
    const facts: Fact[] = batch ? [{ kind: 'readings', readings: batch }] : []
    if (builder.quarantined.length > 0) facts.push({ kind: 'quarantined', items: builder.quarantined })
    const size = builder.count + builder.quarantined.length
    waitingUnderWay += size
    underWay.add(ticket.promise)
    const appended = appendFacts(journal, facts, builder.received)
    const before = lastTold
    lastTold = Promise.all([appended, before]).then(([outcome]) => {
      waitingUnderWay -= size
      underWay.delete(ticket.promise)
      if (outcome instanceof JournalRefused) {
        if (!isRefusing) bus.tell('journalRefused', { code: outcome.code, message: outcome.message })
        isRefusing = true
        onRefused(batch, outcome)
        ticket.reject(outcome)
      } else {
        if (isRefusing) bus.tell('journalRecovered', {})
        isRefusing = false
        tell(outcome, batch, builder)
        ticket.resolve()
      }
      flush()
    })
  }

  const tell = (head: number, batch: ReadingBatch | null, { quarantined }: BatchBuilder): void => {
    if (batch) {
      const sequence = quarantined.length > 0 ? head - 1 : head
      state.apply(batch, sequence)
      bus.tell('readings', { sequence, batch })
    }
    if (quarantined.length > 0) bus.tell('quarantined', { items: quarantined })
  }

  const pending = (): Promise<void>[] => [...underWay, ...(open ? [open.ticket.promise] : [])]
  return {
    open: () => openBatch().builder,
    committed: () => openBatch().ticket.promise,
    durable: async () => void (await Promise.all(pending())),
    settled: async () => void (await Promise.allSettled(pending())),
    get waiting() {
      return waitingUnderWay + (open ? open.builder.count + open.builder.quarantined.length : 0)
    },
  }
}

/** The new head, or why nothing was kept. */
async function appendFacts(journal: Journal, facts: readonly Fact[], at: number): Promise<number | JournalRefused> {
  try {
    return await journal.append(facts, at)
  } catch (error) {
    if (error instanceof JournalRefused) return error
    return new JournalRefused('io_error', error instanceof Error ? error.message : String(error))
  }
}

function createTicket(): Ticket {
  const ticket: Ticket = { promise: Promise.resolve(), resolve: () => {}, reject: () => {} }
  const promise = new Promise<void>((resolve, reject) => {
    ticket.resolve = resolve
    ticket.reject = reject
  })
  // Whoever asked hears of a refusal; a batch nobody waits for any more must not end the process.
  promise.catch(() => {})
  return { ...ticket, promise }
}
