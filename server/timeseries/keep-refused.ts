import { origins } from '../../models/protocol/reading.ts'
import { decodeValue } from '../../models/protocol/value.ts'
import type { Register } from '../../models/register.ts'
import type { Quarantined } from '../journal/fact.ts'
import type { Journal, StoredFact } from '../journal/journal.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { RefusedReading } from './history-projection.ts'

type Parts = { readonly journal: Journal; readonly register: () => Register; readonly bus: Bus; readonly clock: Clock }

const longestReason = 400

/**
 * Puts readings that the store of history will never take into quarantine as `type_conflict`, through the journal.
 * Their ids follow from their place in the journal, so that telling them twice, as a rebuild does, adds nothing.
 */
export function createRefusedKeeper({ journal, register, bus, clock }: Parts): (refused: readonly RefusedReading[]) => Promise<void> {
  return async (refused) => {
    const items: Quarantined[] = []
    let stored: StoredFact | undefined
    for (const { sequence, index, why } of refused) {
      if (stored?.sequence !== sequence) [stored] = await journal.read(sequence - 1, 1)
      const item = stored?.sequence === sequence ? itemOf(stored, index, why, register()) : null
      if (item) items.push(item)
    }
    if (items.length === 0) return
    await journal.append([{ kind: 'quarantined', items }], clock.now())
    bus.tell('quarantined', { items })
  }
}

function itemOf({ sequence, fact }: StoredFact, index: number, why: string, register: Register): Quarantined | null {
  if (fact.kind !== 'readings') return null
  const { readings } = fact
  const series = readings.series[index] ?? -1
  const entry = register.series[series]
  const value = readings.value[index] ?? Number.NaN
  const spoken = entry ? decodeValue(entry.point, value, readings.text?.[index] ?? null) : value
  return {
    id: `history-${sequence}-${index}`,
    received: readings.received,
    via: 'history',
    code: 'type_conflict',
    reason: why.slice(0, longestReason),
    device: entry?.device.id ?? '',
    point: entry?.id ?? `series ${series}`,
    value: typeof spoken === 'string' ? spoken : JSON.stringify(spoken),
    time: String(readings.time[index] ?? ''),
    origin: origins[readings.origin[index] ?? 0] ?? 'measured',
  }
}
