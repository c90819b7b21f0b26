import type { Ingest } from '../accept.ts'
import { IngestBusy } from '../accept.ts'
import type { Candidates } from '../candidates.ts'
import type { Source } from '../quarantined-item.ts'

const busyPauseMs = 200
const mostAttempts = 50

/** While too much is waiting the acknowledgement waits too: that is what slows an MQTT sender down. Rejects with IngestBusy after 10 s, or JournalRefused. */
export async function acceptPatiently(ingest: Ingest, candidates: Candidates, source: Source): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await ingest.acceptCandidates(candidates, source)
      return
    } catch (error) {
      if (!(error instanceof IngestBusy) || attempt >= mostAttempts) throw error
      await new Promise((done) => setTimeout(done, busyPauseMs))
    }
  }
}
