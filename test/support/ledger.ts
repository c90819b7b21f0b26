import type { StoredFact } from '../../server/journal/journal.ts'

/** What a load client sent and what it was told (trust.md 4.2). A reading is known by its series and device time. */
export type Sent = { readonly series: number; readonly time: number; readonly value: number }

export type Findings = {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly altered: number
  readonly neverSent: number
  readonly wrongState: number
}

const keyOf = (series: number, time: number): string => `${series} ${time}`

/** Keeps its own account, so that the store need not be believed. */
export class Ledger {
  readonly sent = new Map<string, number>()
  readonly acknowledged = new Map<string, Sent>()

  send(readings: readonly Sent[]): void {
    for (const { series, time, value } of readings) this.sent.set(keyOf(series, time), value)
  }

  acknowledge(readings: readonly Sent[]): void {
    for (const reading of readings) this.acknowledged.set(keyOf(reading.series, reading.time), reading)
  }

  /**
   * C1: every acknowledged reading is stored exactly once; C2: an unacknowledged one at most once; C3: nothing that was never sent;
   * C4: `state` holds of each series the stored reading with the greatest device time.
   */
  check(facts: readonly StoredFact[], state: { readonly time: Float64Array; readonly value: Float64Array }): Findings {
    const stored = new Map<string, number>()
    const newest = new Map<number, Sent>()
    let [doubled, neverSent, altered, lost, wrongState] = [0, 0, 0, 0, 0]
    for (const { fact } of facts) {
      if (fact.kind !== 'readings') continue
      for (let i = 0; i < fact.readings.count; i += 1) {
        const [series, time, value] = [fact.readings.series[i], fact.readings.time[i], fact.readings.value[i]]
        const key = keyOf(series, time)
        if (stored.has(key)) doubled += 1
        stored.set(key, value)
        if (!this.sent.has(key)) neverSent += 1
        else if (this.sent.get(key) !== value) altered += 1
        if (time > (newest.get(series)?.time ?? Number.NEGATIVE_INFINITY)) newest.set(series, { series, time, value })
      }
    }
    for (const key of this.acknowledged.keys()) if (!stored.has(key)) lost += 1
    for (const { series, time, value } of newest.values()) if (state.time[series] !== time || state.value[series] !== value) wrongState += 1
    return { acknowledged: this.acknowledged.size, lost, doubled, altered, neverSent, wrongState }
  }
}
