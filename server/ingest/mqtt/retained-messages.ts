import { createHash } from 'node:crypto'
import { Candidates } from '../candidates.ts'

const mostRemembered = 10_000

type Retained = { readonly topic: string; readonly payload: Buffer; readonly isStatus: boolean; readonly candidates: Candidates }

/**
 * What a broker hands out again at every subscription is not news. Of such a message only readings with a time of their own are taken (the ingest
 * knows duplicates): nobody can say when the others were true. A status counts where it differs from what is known, for then something happened
 * while nobody listened. What is refused goes to quarantine once, not at every reconnection.
 */
export function createRetainedFilter(knownValue: (series: number) => number) {
  const refusedBefore = new Set<string>()
  let leftOut = 0
  return {
    /** Readings that were no news. */
    get leftOut() {
      return leftOut
    },
    newsOf: ({ topic, payload, isStatus, candidates }: Retained): Candidates => {
      const news = new Candidates(candidates.count)
      for (let i = 0; i < candidates.count; i += 1) {
        const [series = 0, time = Number.NaN, value = Number.NaN] = [candidates.series[i], candidates.time[i], candidates.value[i]]
        if (Number.isNaN(time) && !(isStatus && knownValue(series) !== value)) leftOut += 1
        else news.addAt(series, time, value, candidates.text?.[i] ?? null, candidates.index[i] ?? 0)
      }
      if (candidates.refused.length === 0) return news
      const name = createHash('sha256').update(topic).update('\0').update(payload).digest('base64')
      if (refusedBefore.has(name)) return news
      if (refusedBefore.size >= mostRemembered) refusedBefore.clear()
      refusedBefore.add(name)
      news.refused.push(...candidates.refused)
      return news
    },
  }
}
