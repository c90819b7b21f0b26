import { join } from 'node:path'
import { inOrder } from '../../models/register.ts'
import { createIngest } from '../../server/ingest/accept.ts'
import { ingestRoutes } from '../../server/ingest/ingest-routes.ts'
import { createMqttListener } from '../../server/ingest/mqtt/mqtt-listener.ts'
import { openJournal } from '../../server/journal/open-journal.ts'
import { createBus } from '../../server/platform/bus.ts'
import { anonymous } from '../../server/platform/caller.ts'
import { systemClock as clock } from '../../server/platform/clock.ts'
import { createHttpApp } from '../../server/platform/http-app.ts'
import { createHttpServer } from '../../server/platform/http-server.ts'
import { createLogger } from '../../server/platform/logger.ts'
import { createOriginGuard } from '../../server/platform/origin-guard.ts'
import { createCheckpointTimer } from '../../server/state/checkpoint-timer.ts'
import { restoreState } from '../../server/state/restore-state.ts'
import { liveRegister } from './live-register.ts'

/** A process that takes readings as the server does, by HTTP and MQTT, and prints its ports once it is ready. Arguments: directory, devices. */
const [directory = '', devices = '10'] = process.argv.slice(2)
const logger = createLogger('error', (line) => void process.stderr.write(line))
const register = liveRegister(Number(devices), inOrder())
const journal = await openJournal({ directory: join(directory, 'journal'), log: logger, reserveBytes: 0, onFatal: () => process.exit(70) })
const state = await restoreState({ directory: join(directory, 'state'), journal, size: register.series.length, log: logger })
const checkpoints = createCheckpointTimer({ directory: join(directory, 'state'), state, clock, log: logger })
const bus = createBus((error) => process.stderr.write(`${String(error)}\n`))
const ingest = createIngest({ register: () => register, journal, state, bus, clock })
const app = createHttpApp({ logger, guard: createOriginGuard('127.0.0.1'), callerOf: () => anonymous, observe: () => {} })
app.serve(ingestRoutes({ ingest, mappings: [] }))
const http = createHttpServer(app.handler)
const mqtt = await createMqttListener({ ingest, clock, logger, callerOfSecret: () => null, takesAnonymous: true })
const ports = { http: await http.start('127.0.0.1', 0), mqtt: await mqtt.start('127.0.0.1', 0) }
process.on(
  'SIGTERM',
  () =>
    void http
      .stop()
      .then(() => mqtt.stop())
      .then(() => checkpoints.stop())
      .then(() => journal.close())
      .then(() => process.exit(0)),
)
process.stdout.write(`${JSON.stringify(ports)}\n`)
