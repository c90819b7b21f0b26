import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Config, ConfigWrong } from '../config.ts'
import type { Ingest } from '../ingest/accept.ts'
import type { BrokerReport } from '../ingest/mqtt/broker-report.ts'
import { type BrokerSubscriber, createBrokerSubscriber } from '../ingest/mqtt/broker-subscriber.ts'
import type { Clock } from '../platform/clock.ts'
import { errorFacts, type Logger } from '../platform/logger.ts'
import type { Notices } from '../platform/notices.ts'
import { type Setting, settings } from '../settings.ts'
import type { StateColumns } from '../state/device-state.ts'

type Parts = {
  readonly broker: Config['mqttBroker']
  readonly data: string
  readonly ingest: Ingest
  readonly state: StateColumns
  readonly notices: Notices
  readonly clock: Clock
  readonly logger: Logger
}
export type Broker = Pick<BrokerSubscriber, 'start' | 'stop'> & { readonly report: () => BrokerReport | null }

/** The outside MQTT broker of the settings, or nothing where they name none. Throws ConfigWrong for a certificate that cannot be read. */
export function createBroker({ broker, data, ingest, state, notices, clock, logger }: Parts): Broker {
  if (broker === null) return { report: () => null, start: () => {}, stop: async () => {} }
  const { url, user, password, origin } = broker
  const clientId = broker.clientId ?? `linli-${ingest.register().community.id}`
  const [ca, cert, key] = [
    readPem(settings.mqttCa, broker.caFile),
    readPem(settings.mqttCertificate, broker.certificateFile),
    readPem(settings.mqttKey, broker.keyFile),
  ]
  return createBrokerSubscriber({
    url,
    clientId,
    origin,
    access: { ...(user !== null && { username: user }), ...(password !== null && { password }), ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
    session: openSession(join(data, 'mqtt-session.json'), { url, clientId }, logger),
    ingest,
    knownValue: (series) => (Number.isNaN(state.time[series] ?? Number.NaN) ? Number.NaN : (state.value[series] ?? Number.NaN)),
    notices,
    clock,
    logger,
  })
}

function readPem({ variable }: Setting, path: string | null): Buffer | null {
  if (path === null) return null
  try {
    return readFileSync(path)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new ConfigWrong(variable, { zh: `读不到文件 ${path}（${why}）。`, en: `The file ${path} cannot be read (${why}).` })
  }
}

const Session = z.object({ url: z.string(), clientId: z.string() })

/** Notes for the next start that the broker has a session of ours: should it then know of none, messages may be lost and a person hears of it. */
function openSession(path: string, here: z.infer<typeof Session>, logger: Logger) {
  let wasBegun = isNoted(path, here)
  return {
    get wasBegun() {
      return wasBegun
    },
    noteBegun: () => {
      if (wasBegun) return
      wasBegun = true
      try {
        writeFileSync(path, JSON.stringify(here))
      } catch (error) {
        logger.warn(errorFacts(error), 'the session at the MQTT broker could not be noted')
      }
    },
  }
}

function isNoted(path: string, { url, clientId }: z.infer<typeof Session>): boolean {
  if (!existsSync(path)) return false
  try {
    const noted = Session.parse(JSON.parse(readFileSync(path, 'utf8')))
    return noted.url === url && noted.clientId === clientId
  } catch {
    // A torn note only leaves a warning out; it is written anew with the next session.
    return false
  }
}
