import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import type { AuthenticateError, Client, PublishPacket } from 'aedes'
import { Aedes } from 'aedes'
import { JournalRefused } from '../../journal/journal.ts'
import type { Caller } from '../../platform/caller.ts'
import { anonymous } from '../../platform/caller.ts'
import type { Clock } from '../../platform/clock.ts'
import { listenOnNextFree } from '../../platform/listen.ts'
import type { Logger } from '../../platform/logger.ts'
import { errorFacts } from '../../platform/logger.ts'
import type { Ingest } from '../accept.ts'
import { IngestBusy } from '../accept.ts'
import type { Source } from '../quarantined-item.ts'
import { acceptPatiently } from './accept-patiently.ts'
import { decodeMessage } from './decode-message.ts'
import { createPresence, type Presence } from './device-presence.ts'
import type { PacketLimits } from './packet-guard.ts'
import { defaultPacketLimits, guardSocket } from './packet-guard.ts'
import { createStrangerLimit } from './stranger-limit.ts'
import { createTopicReader } from './telemetry-topic.ts'

export type MqttLimits = PacketLimits & {
  /** Time for a whole CONNECT. */
  readonly connectMs: number
  /** Connections of one address that have not yet presented themselves. */
  readonly strangersPerAddress: number
  /** Messages without anything usable after which a connection is closed. */
  readonly refusedMessages: number
}
export const defaultMqttLimits: MqttLimits = { ...defaultPacketLimits, connectMs: 5000, strangersPerAddress: 64, refusedMessages: 100 }

export type MqttParts = {
  readonly ingest: Ingest
  readonly clock: Clock
  readonly logger: Logger
  /** Who a token belongs to; null for one that is not ours. The user name says nothing. */
  readonly callerOfSecret: (secret: string) => Caller | null
  /** Whether clients without a password are taken; only where nobody but this machine can connect. */
  readonly takesAnonymous: boolean
  readonly limits?: MqttLimits
  /** What a device answered to a command. */
  readonly onResult?: (device: string, payload: Buffer) => void
}

export type MqttListener = {
  start(host: string, port: number): Promise<number>
  stop(): Promise<void>
  /** Sends a command to a device; resolves once it is handed to the subscribed connections. */
  sendCommand(device: string, payload: object): Promise<void>
  readonly presence: ReadonlyMap<string, Presence>
  readonly stats: { readonly clients: number; readonly messages: number; readonly refusedConnections: number; readonly refusedMessages: number }
}

type Session = { readonly caller: Caller; readonly secret: string | null; checkedAt: number; refused: number }

const recheckMs = 1000
/** A topic nobody may subscribe to. */
const sink = 'linli'

/** The built-in MQTT 3.1.1 listener: PUBACK leaves when the journal has the message, and never before. */
export async function createMqttListener({
  ingest,
  clock,
  logger,
  callerOfSecret,
  takesAnonymous,
  limits = defaultMqttLimits,
  onResult,
}: MqttParts): Promise<MqttListener> {
  const sessions = new WeakMap<Client, Session>()
  const names = new Map<string, Client>()
  const sockets = new Set<Socket>()
  const strangers = createStrangerLimit(limits.strangersPerAddress)
  const presence = createPresence(clock)
  const readTopic = createTopicReader(ingest.register)
  const stats = { clients: 0, messages: 0, refusedConnections: 0, refusedMessages: 0 }

  const authenticate = (client: Client, password: Readonly<Buffer> | undefined): AuthenticateError | null => {
    const secret = password === undefined ? null : Buffer.from(password).toString('utf8')
    const caller = secret === null ? (takesAnonymous ? anonymous : null) : callerOfSecret(secret)
    if (!caller) return refuseWith(4, 'the password is no token of this server')
    const holder = names.get(client.id)
    const held = holder ? sessions.get(holder) : undefined
    if (held && held.caller.name !== caller.name) {
      logger.warn({ client: client.id, holder: held.caller.name, claimant: caller.name }, 'a client id is claimed by another credential; the claim is refused')
      return refuseWith(2, 'this client id belongs to another')
    }
    sessions.set(client, { caller, secret, checkedAt: clock.monotonic(), refused: 0 })
    names.set(client.id, client)
    return null
  }

  /** A credential revoked meanwhile ends the connection within a second of its next message. */
  const isStillKnown = (session: Session): boolean => {
    const now = clock.monotonic()
    if (session.secret === null || now - session.checkedAt < recheckMs) return true
    session.checkedAt = now
    return callerOfSecret(session.secret) !== null
  }

  const take = async (client: Client | null, packet: PublishPacket): Promise<void> => {
    const session = client ? sessions.get(client) : undefined
    if (!session) return
    if (!isStillKnown(session)) throw new Error('the credential was revoked')
    stats.messages += 1
    const { caller } = session
    const name = packet.topic
    const topic = readTopic(name)
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)
    const isOwn = topic.entry !== null && (caller.device === null || topic.entry.id === caller.device)
    // Only a device's own status goes on to those who subscribe; all else ends here, so that nobody can speak to others through us.
    if (topic.kind !== 'status' || !isOwn) {
      packet.topic = sink
      packet.retain = false
    }
    if (topic.kind === 'result' && isOwn) return onResult?.(topic.device, payload)
    const source: Source = { via: 'mqtt', origin: caller.origin, who: caller.name, device: caller.device }
    const candidates = topic.kind === 'status' && isOwn ? presence.hear(topic, payload) : decodeMessage(ingest.register(), name, topic, payload, caller.device)
    if (!candidates) return
    // A message of which a part can be used is no offence.
    if (candidates.count === 0) {
      session.refused += 1
      stats.refusedMessages += 1
    }
    await acceptPatiently(ingest, candidates, source)
    if (session.refused >= limits.refusedMessages && client) {
      logger.warn({ client: client.id, refused: session.refused }, 'an MQTT client is closed: too much of what it sends is refused')
      client.close()
    }
  }

  const broker = await Aedes.createBroker({
    connectTimeout: limits.connectMs,
    maxTopicLevels: 8,
    authenticate: (client, _name, password, done) => {
      const refusal = authenticate(client, password)
      done(refusal, refusal === null)
    },
    authorizePublish: (client, packet, done) => {
      take(client, packet).then(
        () => done(null),
        (error: unknown) => {
          if (!(error instanceof JournalRefused || error instanceof IngestBusy))
            logger.warn({ ...errorFacts(error), client: client?.id }, 'an MQTT message is not acknowledged and its connection closed')
          done(error instanceof Error ? error : new Error(String(error)))
        },
      )
    },
    authorizeSubscribe: (client, subscription, done) => {
      const caller = sessions.get(client)?.caller
      const topic = readTopic(subscription.topic)
      const isOwn = caller && topic.entry !== null && (caller.device === null || topic.entry.id === caller.device)
      if (!isOwn) logger.info({ client: client.id, topic: subscription.topic.slice(0, 200) }, 'a subscription is refused')
      done(null, isOwn && (topic.kind === 'command' || topic.kind === 'status') ? subscription : null)
    },
  })
  broker.on('clientReady', (client) => {
    stats.clients += 1
    strangers.forget(client.conn)
  })
  broker.on('clientDisconnect', (client) => {
    stats.clients -= 1
    if (names.get(client.id) === client) names.delete(client.id)
  })
  broker.on('clientError', (client, error) => logger.debug({ client: client.id, error: error.message }, 'an MQTT connection ended badly'))
  broker.on('connectionError', (_client, error) => logger.debug({ error: error.message }, 'an MQTT connection did not come about'))

  const server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? ''
    if (!strangers.admit(socket, address)) {
      stats.refusedConnections += 1
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      strangers.forget(socket)
      sockets.delete(socket)
    })
    guardSocket(socket, limits, (refusal) => {
      stats.refusedConnections += 1
      logger.info({ address, refusal }, 'an MQTT connection is refused')
    })
    broker.handle(socket)
  })

  return {
    start: (host, port) => listenOnNextFree(server, host, port, 'LINLI_MQTT_PORT'),
    stop: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      await new Promise<void>((done) => broker.close(() => done()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    sendCommand: (device, payload) =>
      new Promise((done, fail) => {
        broker.publish(
          {
            cmd: 'publish',
            topic: `linli/${ingest.register().community.id}/${device}/command`,
            payload: Buffer.from(JSON.stringify(payload)),
            qos: 1,
            retain: false,
            dup: false,
          },
          (error) => (error ? fail(error) : done()),
        )
      }),
    presence: presence.known,
    stats,
  }
}

const refuseWith = (returnCode: number, message: string): AuthenticateError => Object.assign(new Error(message), { returnCode })
