import { statfs } from 'node:fs/promises'
import type { Register } from '../../models/register.ts'
import type { Health } from '../api/health-routes.ts'
import type { SystemReport } from '../api/system-routes.ts'
import type { Ingest } from '../ingest/accept.ts'
import type { MqttListener } from '../ingest/mqtt/mqtt-listener.ts'
import type { TimeWatch } from '../ingest/time-watch.ts'
import type { Journal } from '../journal/journal.ts'
import type { Metrics } from '../platform/metrics.ts'
import type { Notices } from '../platform/notices.ts'
import type { Watchdog } from '../platform/watchdog.ts'
import type { StateColumns } from '../state/device-state.ts'
import type { HistoryProjection } from '../timeseries/history-projection.ts'
import type { Broker } from './broker.ts'
import type { Follower } from './follower.ts'
import type { Simulator } from './simulator.ts'

export type SystemParts = {
  readonly data: string
  readonly register: Register
  readonly state: StateColumns
  readonly journal: Journal
  readonly projection: HistoryProjection
  readonly ingest: Ingest
  readonly times: TimeWatch
  readonly mqtt: MqttListener
  readonly broker: Broker
  readonly follower: Follower
  readonly simulator: Simulator
  readonly watchdog: Watchdog
  readonly notices: Notices
  readonly readHealth: () => Promise<Health>
}

/** Reads the parts' own figures. */
export function createSystemReader(parts: SystemParts): () => Promise<SystemReport> {
  return async () => {
    const { register, state, journal, projection, ingest, times, mqtt, broker, simulator, watchdog, notices } = parts
    const disk = await statfs(parts.data)
    const { state: simulatorState, backfill, playing } = simulator.report()
    return {
      health: await parts.readHealth(),
      process: {
        pid: process.pid,
        node: process.version,
        memoryBytes: process.memoryUsage.rss(),
        eventLoopLagMs: watchdog.report().lagMs,
      },
      community: { id: register.community.id, devices: register.devices.size, points: register.pointCount, heard: countHeard(register, state) },
      journal: { head: journal.head, tail: journal.tail, damage: [...journal.damage] },
      history: { behindFacts: projection.lag.facts, behindMs: projection.lag.ms, trouble: projection.trouble },
      ingest: {
        waiting: ingest.stats.waiting,
        duplicateBytes: ingest.stats.duplicateBytes,
        badClockReadings: times.report().badClockReadings,
        timeUnits: times.report().units,
      },
      mqtt: { ...mqtt.stats },
      broker: brokerFigures(broker),
      notices: notices.list().map((notice) => ({ ...notice })),
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      simulator: { state: simulatorState, backfill, playing: playing.length },
    }
  }
}

/** The same figures for Prometheus, read when it asks. */
export function offerGauges(
  metrics: Metrics,
  { register, state, journal, projection, ingest, times, mqtt, broker, follower, watchdog, notices }: SystemParts,
): void {
  metrics.gauge('linli_journal_head', 'Facts in the journal', () => journal.head)
  metrics.gauge('linli_history_behind_facts', 'Facts the time series has not taken in yet', () => projection.lag.facts)
  metrics.gauge('linli_history_behind_seconds', 'How long the time series has been behind', () => projection.lag.ms / 1000)
  metrics.gauge('linli_ingest_waiting_readings', 'Readings on their way to the disk', () => ingest.stats.waiting)
  metrics.gauge('linli_bad_clock_readings', 'Readings whose clock was off, since the start', () => times.report().badClockReadings)
  metrics.gauges('linli_time_units', 'Readings with a bare number for a time, by the unit it was found to be in', 'unit', () => times.report().units)
  metrics.gauge('linli_mqtt_clients', 'MQTT connections', () => mqtt.stats.clients)
  metrics.gauge('linli_mqtt_messages', 'MQTT messages taken since the start', () => mqtt.stats.messages)
  if (broker.report() !== null) offerBrokerGauges(metrics, broker)
  if (follower.report() !== null) {
    metrics.gauge('linli_follow_up', '1 while the followed database can be read', () => (follower.report()?.ok ? 1 : 0))
    metrics.gauge('linli_follow_behind_seconds', 'Age of the last complete look at the followed database', () => (follower.report()?.behindMs ?? 0) / 1000)
  }
  metrics.gauge('linli_stalls', 'How often the server hung since the start', () => watchdog.report().stalls)
  metrics.gauge('linli_last_stall_seconds', 'How long it hung when it last did', () => (watchdog.report().lastStall?.ms ?? 0) / 1000)
  metrics.gauges('linli_notices', 'Notices about the machinery since the start', 'code', notices.counts)
  metrics.gauge('linli_points', 'Points declared', () => register.pointCount)
  metrics.gauge('linli_points_heard', 'Points ever heard of', () => countHeard(register, state))
}

function brokerFigures(broker: Broker): SystemReport['broker'] {
  const report = broker.report()
  if (report === null) return null
  const { messages, refusedMessages, retainedLeftOut } = report
  return { messages, refusedMessages, retainedLeftOut }
}

function offerBrokerGauges(metrics: Metrics, { report }: Broker): void {
  metrics.gauge('linli_broker_up', '1 while subscribed at the outside MQTT broker', () => (report()?.ok ? 1 : 0))
  metrics.gauge('linli_broker_messages', 'Messages taken from it since the start', () => report()?.messages ?? 0)
  metrics.gauge('linli_broker_refused_messages', 'Messages of it without anything usable', () => report()?.refusedMessages ?? 0)
  metrics.gauge('linli_broker_last_message_seconds', 'When the newest one came, seconds since 1970; 0: none yet', () => (report()?.lastMessageAt ?? 0) / 1000)
  metrics.gauge('linli_broker_dropped_messages', 'Messages it says it dropped since it began; -1: it does not say', () => report()?.dropped ?? -1)
}

function countHeard({ series }: Register, { time }: StateColumns): number {
  let count = 0
  for (const entry of series) if (entry && !Number.isNaN(time[entry.series] ?? Number.NaN)) count += 1
  return count
}
