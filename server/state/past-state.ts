import type { Journal } from '../journal/journal.ts'
import { readCheckpoints } from './checkpoint.ts'
import { createDeviceState, emptyColumns, type StateColumns } from './device-state.ts'

const pageOfFacts = 500

type Parts = {
  readonly directory: string
  readonly journal: Journal
  readonly passOver: (file: string, why: string) => void
  /** Monotonic ms. */
  readonly monotonic: () => number
  readonly longestMs?: number
}

/**
 * The latest reading of every point with a time of at most `at` (ms), from the newest checkpoint that knows of nothing later and the fold of what the
 * journal took after it: the same as a fold of the whole journal, since a checkpoint without later readings holds the latest of all before it.
 * Null where the journal no longer reaches back far enough, or it takes longer than allowed.
 */
export async function foldPastState(at: number, { directory, journal, passOver, monotonic, longestMs = 10_000 }: Parts): Promise<StateColumns | null> {
  const begun = monotonic()
  const start = await startFor(at, directory, journal, passOver)
  if (!start) return null
  const state = createDeviceState(0, start)
  let read = start.position
  while (read < journal.head) {
    if (monotonic() - begun > longestMs) return null
    const page = await journal.read(read, pageOfFacts)
    for (const { sequence, fact } of page) if (fact.kind === 'readings') state.apply(fact.readings, sequence, at)
    const last = page.at(-1)
    if (!last) break
    read = last.sequence
  }
  return state
}

async function startFor(at: number, directory: string, journal: Journal, passOver: Parts['passOver']) {
  for await (const checkpoint of readCheckpoints(directory, journal.head, passOver)) {
    if (checkpoint.position + 1 < journal.tail) break
    if (checkpoint.columns.time.every((time) => !(time > at))) return checkpoint
  }
  return journal.tail === 1 ? { columns: emptyColumns(0), position: 0 } : null
}
