import { join, resolve } from 'node:path'
import { subsystems } from '../models/subsystems/index.ts'
import { alarmRoutes } from './alarms/alarm-routes.ts'
import { createAlarms } from './alarms/alarms.ts'
import { communityRoutes } from './api/community-routes.ts'
import { deviceRoutes } from './api/device-routes.ts'
import { docsRoutes } from './api/docs-routes.ts'
import { healthRoutes } from './api/health-routes.ts'
import { createCommunities } from './api/held-community.ts'
import { createHistory } from './api/history.ts'
import { knowingRoutes } from './api/knowing-routes.ts'
import { messageRoutes } from './api/message-routes.ts'
import { scenarioRoutes } from './api/scenario-routes.ts'
import { seriesRoutes } from './api/series-routes.ts'
import { stateRoutes } from './api/state-routes.ts'
import { systemRoutes } from './api/system-routes.ts'
import { tokenRoutes } from './api/token-routes.ts'
import { totalsRoutes } from './api/totals-routes.ts'
import { zoneOffsetMs } from './api/zone-offset.ts'
import { announcement } from './compose/announce.ts'
import { createBroker } from './compose/broker.ts'
import { createDiskWatch } from './compose/disk-watch.ts'
import { createFollower } from './compose/follower.ts'
import { type HealthSources, readHealth } from './compose/health.ts'
import { loadCommunity } from './compose/load-community.ts'
import { numberRegister } from './compose/number-register.ts'
import { openBrowser } from './compose/open-browser.ts'
import { openHistory } from './compose/open-history.ts'
import { beginProcess, failStart } from './compose/process-edge.ts'
import { programRoot } from './compose/program-root.ts'
import { createSimulator, simulatorEnvironment } from './compose/simulator.ts'
import { startingGate } from './compose/starting-gate.ts'
import { createSystemReader, offerGauges } from './compose/system.ts'
import { createIngest } from './ingest/accept.ts'
import { ingestRoutes } from './ingest/ingest-routes.ts'
import { readLineMappings } from './ingest/line/line-mapping.ts'
import { createMqttListener } from './ingest/mqtt/mqtt-listener.ts'
import { createTimeWatch } from './ingest/time-watch.ts'
import { openJournal } from './journal/open-journal.ts'
import { createLive } from './live/create-live.ts'
import { createBus } from './platform/bus.ts'
import { systemClock as clock } from './platform/clock.ts'
import { callerOf, openCredentials } from './platform/credentials.ts'
import { lockDataFolder } from './platform/data-lock.ts'
import { createHttpApp } from './platform/http-app.ts'
import { createHttpServer } from './platform/http-server.ts'
import { errorFacts } from './platform/logger.ts'
import { createMetrics } from './platform/metrics.ts'
import { createNotices } from './platform/notices.ts'
import { createOriginGuard } from './platform/origin-guard.ts'
import { createPages } from './platform/pages.ts'
import { openRecords } from './platform/records-db.ts'
import { createWatchdog } from './platform/watchdog.ts'
import { createQuarantine } from './quarantine/quarantine.ts'
import { quarantineRoutes } from './quarantine/quarantine-routes.ts'
import { createCheckpointTimer } from './state/checkpoint-timer.ts'
import { foldPastState } from './state/past-state.ts'
import { restoreState } from './state/restore-state.ts'

const health: HealthSources = {
  phase: 'starting',
  journal: null,
  isRefusing: false,
  timeSeries: null,
  records: null,
  mqtt: null,
  broker: null,
  follower: null,
  eventLoop: null,
}
const edge = beginProcess(() => (health.phase = 'stopping'))
const { config, logger, lifecycle, version, die } = edge
const data = resolve(config.data)

async function start(): Promise<void> {
  lifecycle.use('data folder', lockDataFolder(data, process.pid, new Date(clock.now())), (lock) => lock.release())
  const credentials = await openCredentials(join(data, 'credentials.json'))
  const metrics = createMetrics()
  const notices = createNotices(clock, logger)
  const watchdog = lifecycle.use('watchdog', createWatchdog({ secondsAllowed: config.watchdogSeconds, notices, clock }), ({ stop }) => stop())
  health.eventLoop = watchdog.report
  const disk = lifecycle.use('disk watch', createDiskWatch({ folder: data, notices }), ({ stop }) => stop())
  const guard = createOriginGuard(config.host)
  const healthNow = () => readHealth(health, version, process.uptime())
  const healthCalls = healthRoutes(healthNow)
  const app = createHttpApp({
    logger,
    guard,
    callerOf: (presented) => callerOf(credentials, presented),
    observe: metrics.observeCall,
    callsPerTenSeconds: config.rateLimit,
  })
  const pages = createPages(join(programRoot, 'dist/client'))
  app.serve(healthCalls, startingGate(pages))
  const http = createHttpServer(app.handler)
  const port = await http.start(config.host, config.port)

  const community = await loadCommunity(config.community)
  const journal = lifecycle.use('journal', await openJournal({ directory: join(data, 'journal'), log: logger, clock, onFatal: die }), (opened) =>
    opened.close(),
  )
  health.journal = journal
  const register = await numberRegister(community, journal)

  const bus = createBus((error) => logger.error(errorFacts(error), 'a listener failed'))
  const { timeSeries, projection, retention } = await openHistory({ config, data, journal, register, bus, clock, log: logger, lifecycle })
  health.timeSeries = timeSeries

  const stateFolder = join(data, 'state')
  const state = await restoreState({ directory: stateFolder, journal, size: register.series.length, log: logger })
  const checkpoints = lifecycle.use('checkpoints', createCheckpointTimer({ directory: stateFolder, state, clock, log: logger }), ({ stop }) => stop())
  bus.on('journalRefused', () => (health.isRefusing = true))
  bus.on('journalRecovered', () => (health.isRefusing = false))
  const times = createTimeWatch({ notices, clock })
  const ingest = createIngest({ register: () => register, journal, state, bus, clock, times })
  const mappings = await readLineMappings(join(data, 'mappings'))
  const records = lifecycle.use('records', openRecords({ directory: data, log: logger, now: clock.now() }), (opened) => opened.close())
  health.records = { kind: 'sqlite' }
  const quarantine = lifecycle.use('quarantine', createQuarantine({ records, journal, bus, clock, ingest }), (opened) => opened.stop())
  await quarantine.start()
  const report = (error: unknown) => logger.error(errorFacts(error), 'alarms')
  const utcOffsetMinutes = zoneOffsetMs(community.timeZone, clock.now()) / 60_000
  const alarms = lifecycle.use(
    'alarms',
    await createAlarms({ register, journal, state, records, bus, clock, utcOffsetMinutes, report, days: { directory: stateFolder, log: logger } }),
    ({ stop }) => stop(),
  )

  lifecycle.use('http', http, ({ stop }) => stop())
  const live = lifecycle.use(
    'live',
    createLive({ httpServer: http.server, register, state, bus, alarms, history: timeSeries, alarmHistory: alarms, clock, log: logger, guard }),
    ({ stop }) => stop(),
  )
  const mqtt = lifecycle.use(
    'mqtt',
    await createMqttListener({ ingest, clock, logger, callerOfSecret: credentials.callerOfSecret, takesAnonymous: true }),
    ({ stop }) => stop(),
  )
  const broker = lifecycle.use('MQTT broker', createBroker({ broker: config.mqttBroker, data, ingest, state, notices, clock, logger }), ({ stop }) => stop())
  const simulator = lifecycle.use('simulator', createSimulator(logger), ({ stop }) => stop())

  const follower = lifecycle.use('follower', createFollower({ influx: config.influx, data, ingest, clock, log: logger }), ({ stop }) => stop())

  const communities = createCommunities([{ id: community.id, register, state }])
  const passOver = (file: string, why: string) => logger.warn({ file, why }, 'a checkpoint of the device state is passed over')
  const foldPast = (at: number) => foldPastState(at, { directory: stateFolder, journal, passOver, monotonic: clock.monotonic })
  const past = createHistory({ timeSeries, projection, journal, foldPast })
  const parts = { data, register, state, journal, projection, ingest, times, mqtt, broker, follower, simulator, watchdog, notices, readHealth: healthNow }
  offerGauges(metrics, parts)
  const calls = [
    ...healthCalls,
    ...systemRoutes(createSystemReader(parts)),
    ...communityRoutes(communities),
    ...deviceRoutes(communities),
    ...stateRoutes(communities, past, clock.now),
    ...seriesRoutes(communities, past, clock.now),
    ...totalsRoutes(communities, past, clock.now),
    ...messageRoutes(communities, past, clock.now),
    ...knowingRoutes(communities, past, clock.now),
    ...ingestRoutes({ ingest, mappings }),
    ...quarantineRoutes({ quarantine, ingest }),
    ...alarmRoutes({ alarms, communities }),
    ...scenarioRoutes(communities, simulator),
    ...tokenRoutes(credentials, clock.now),
  ]
  app.serve([...calls, ...docsRoutes(calls, metrics, version, subsystems)], pages)

  projection.start()
  alarms.start()
  live.start()
  checkpoints.start(alarms.writeDay)
  retention.start()
  follower.start()
  broker.start()
  health.mqtt = { host: config.host, port: await mqtt.start(config.host, config.mqttPort) }
  health.phase = 'running'
  health.broker = broker.report
  health.follower = follower.report
  watchdog.start()
  disk.start()

  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  if (config.runsSimulator) simulator.start(simulatorEnvironment(address, credentials, community.id, data, config))
  process.stdout.write(announcement(address, register, health.mqtt, data))
  if (config.opensBrowser) openBrowser(address)
}

await start().catch((error: unknown) => failStart(error, edge))
