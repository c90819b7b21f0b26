import { z } from 'zod'
import { parseCommunity } from '../../models/site/migrations.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { publishLive } from '../live/live-report.ts'
import { openLive } from '../live/open-live.ts'
import { ApiError, apiPath, read } from '../state/api.ts'
import { indexPlaces } from '../state/places.ts'
import { readCommunities } from '../state/queries.ts'
import type { Twin } from '../state/twin.ts'
import { view } from '../state/view.ts'

/** Fetches the community, joins its live stream, and hands out the twin that every panel reads. */
export async function openTwin(signal: AbortSignal): Promise<Twin> {
  const { items } = await readCommunities()
  const [first] = items
  if (!first) throw new ApiError(404, 'no_community', 'The server holds no community. 服务器上还没有小区。')
  const community = parseCommunity(await read(apiPath(`/communities/${encodeURIComponent(first.id)}`), z.unknown(), { signal }))
  const live = await openLive({ community, subsystems, view, origin: window.location.origin, onModelChanged: () => window.location.reload() })
  publishLive(live)
  return { ...live, places: indexPlaces(community) }
}
