import { JournalRefused } from '../../journal/journal.ts'
import { Problem } from '../../platform/problem.ts'
import type { Ingest } from '../accept.ts'
import { IngestBusy } from '../accept.ts'

/** The ingest of the community named, or of the only one. Throws a Problem 404. */
export function ingestOf(ingest: Ingest, community: string | undefined): Ingest {
  if (community === undefined || community === '' || community === ingest.register().community.id) return ingest
  throw new Problem(404, 'unknown_community', { zh: `没有社区 ${community.slice(0, 100)}。`, en: `There is no community ${community.slice(0, 100)}.` })
}

/** What the senders hear when nothing could be taken: 507 while the journal refuses, 429 while too much is waiting. */
export async function orProblem<Outcome>(work: Promise<Outcome>): Promise<Outcome> {
  try {
    return await work
  } catch (error) {
    if (error instanceof JournalRefused)
      throw new Problem(
        507,
        error.code,
        { zh: '暂时无法保存，没有收下任何数据；请稍后重发。', en: 'Nothing can be stored at present and nothing was taken: send it again later.' },
        { headers: { 'retry-after': '5' } },
      )
    if (error instanceof IngestBusy)
      throw new Problem(
        429,
        error.code,
        { zh: '等待保存的数据过多，请一秒后重发。', en: 'Too much is waiting to be stored: send it again in a second.' },
        { headers: { 'retry-after': '1' } },
      )
    throw error
  }
}
