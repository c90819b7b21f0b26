import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Ingest } from '../ingest/accept.ts'
import type { Clock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { type FollowReport, followInflux, type InfluxFollower } from '../timeseries/follow-influx.ts'

type Parts = { readonly influx: Config['influx']; readonly data: string; readonly ingest: Ingest; readonly clock: Clock; readonly log: Logger }

export type Follower = Pick<InfluxFollower, 'start' | 'stop'> & { readonly report: () => FollowReport | null }

/** Takes in what others write into the database, or nothing where the settings name none to follow. */
export function createFollower({ influx, data, ingest, clock, log }: Parts): Follower {
  if (influx === null || influx.followEveryMs === null) return { report: () => null, start: () => {}, stop: async () => {} }
  const { url, database, token, user, password, followEveryMs } = influx
  return followInflux({
    access: { url, database, token: token ?? undefined, user: user ?? undefined, password: password ?? undefined },
    path: join(data, 'followed.json'),
    everyMs: followEveryMs,
    log,
    now: clock.now,
    take: async (items) => void (await ingest.accept(items, { via: 'follow', origin: 'measured', who: database, isFollowed: true })),
  })
}
