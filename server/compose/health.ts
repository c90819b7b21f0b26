import type { Health } from '../api/health-routes.ts'
import type { BrokerReport } from '../ingest/mqtt/broker-report.ts'
import type { Journal } from '../journal/journal.ts'
import type { EventLoopReport } from '../platform/watchdog.ts'
import type { FollowReport } from '../timeseries/follow-influx.ts'
import type { TimeSeries } from '../timeseries/time-series.ts'

export type HealthSources = {
  phase: 'starting' | 'running' | 'stopping'
  journal: Journal | null
  /** Set while the journal keeps nothing, e.g. on a full disk. */
  isRefusing: boolean
  timeSeries: TimeSeries | null
  records: { readonly kind: 'sqlite' } | null
  mqtt: { readonly host: string; readonly port: number } | null
  /** Null in it: no outside broker is set. */
  broker: (() => BrokerReport | null) | null
  /** Null in it: no database is followed. */
  follower: (() => FollowReport | null) | null
  eventLoop: (() => EventLoopReport) | null
}

const longestAnswerMs = 2000

/** How the server is, from its parts as far as they have been started. */
export async function readHealth(sources: HealthSources, version: string, uptimeSeconds: number): Promise<Health> {
  const timeSeries = await timeSeriesHealth(sources)
  // Read together, after the wait: a start that ends meanwhile must not be told as running without its parts.
  const { journal, records, mqtt } = sources
  const eventLoop = eventLoopHealth(sources)
  const broker = brokerHealth(sources)
  const follower = sources.follower?.() ?? null
  return {
    status: statusOf(sources, [timeSeries, eventLoop, broker, follower]),
    version,
    timeSeries,
    journal: journal && { kind: 'sqlite', ok: !sources.isRefusing, head: journal.head, damaged: journal.damage.length },
    records: records && { ...records, ok: true },
    messaging: { mqtt, broker },
    follower,
    eventLoop,
    uptimeSeconds: Math.round(uptimeSeconds),
  }
}

function statusOf({ phase, isRefusing, journal }: HealthSources, parts: readonly ({ readonly ok: boolean } | null)[]): Health['status'] {
  if (phase !== 'running') return phase
  if (isRefusing) return 'refusing'
  return parts.every((part) => part?.ok ?? true) && journal?.damage.length === 0 ? 'ok' : 'degraded'
}

function brokerHealth({ broker }: HealthSources): Health['messaging']['broker'] {
  const report = broker?.() ?? null
  if (report === null) return null
  const { url, ok, state, trouble, lastMessageAt, dropped } = report
  return { url, ok, state, trouble, lastMessageAt, dropped }
}

function eventLoopHealth({ eventLoop }: HealthSources): Health['eventLoop'] {
  if (!eventLoop) return null
  const { ok, stalls, lastStall } = eventLoop()
  return { ok, stalls, lastStall }
}

async function timeSeriesHealth({ timeSeries, journal }: HealthSources): Promise<Health['timeSeries']> {
  if (!timeSeries) return null
  const { ok, detail } = await answerOf(timeSeries)
  return { kind: timeSeries.kind, ok, detail, behind: Math.max(0, (journal?.head ?? 0) - timeSeries.position) }
}

async function answerOf(timeSeries: TimeSeries): Promise<{ readonly ok: boolean; readonly detail: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ ok: boolean; detail: string }>((done) => {
    timer = setTimeout(() => done({ ok: false, detail: `no answer within ${longestAnswerMs} ms` }), longestAnswerMs)
  })
  try {
    return await Promise.race([timeSeries.health(), late])
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}
