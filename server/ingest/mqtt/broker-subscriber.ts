import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt'
import mqtt from 'mqtt'
import { JournalRefused } from '../../journal/journal.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import { errorFacts } from '../../platform/logger.ts'
import type { Notices } from '../../platform/notices.ts'
import type { Ingest } from '../accept.ts'
import { IngestBusy } from '../accept.ts'
import { Candidates } from '../candidates.ts'
import type { Source } from '../quarantined-item.ts'
import { acceptPatiently } from './accept-patiently.ts'
import type { BrokerReport } from './broker-report.ts'
import { createBrokerState } from './broker-report.ts'
import { decodeMessage } from './decode-message.ts'
import { createPresence } from './device-presence.ts'
import { createOrderedAcks, type OrderedAcks } from './ordered-acks.ts'
import { createRetainedFilter } from './retained-messages.ts'
import { createTopicReader } from './telemetry-topic.ts'

export type BrokerParts = {
  /** `mqtt://…` or `mqtts://…`, without credentials. */
  readonly url: string
  /** User, password, certificates. */
  readonly access: Pick<IClientOptions, 'username' | 'password' | 'ca' | 'cert' | 'key'>
  /** The broker keeps what is published while this server is away under this name: one server, one name. */
  readonly clientId: string
  /** What readings that come this way are marked with: it goes with our credential there, never with the sender's word. */
  readonly origin: Source['origin']
  /** Whether an earlier run had a session there already, and how to note that one begins. */
  readonly session: { readonly wasBegun: boolean; readonly noteBegun: () => void }
  readonly ingest: Ingest
  /** Value last known of a series; NaN where nothing was heard. */
  readonly knownValue: (series: number) => number
  readonly notices: Notices
  readonly clock: Clock
  readonly logger: Logger
  /** Shortest and longest wait before it connects again. */
  readonly againMs?: readonly [number, number]
}

export type BrokerSubscriber = { readonly report: () => BrokerReport; readonly start: () => void; readonly stop: () => Promise<void> }

/** More messages are not read from the connection while so many wait for the journal. */
const mostWaiting = 1000
const droppedTopic = '$SYS/broker/publish/messages/dropped'
const refusedGrant = 128
/** Going on with an error is how the library is kept from acknowledging by itself. */
const acknowledgedLater = new Error('acknowledged when it is durable')

/**
 * Takes readings from a broker that others run, as a persistent QoS 1 subscriber: the broker has its PUBACK when the journal has the message, and not
 * before, so that a crash here loses nothing the broker kept. What the journal refuses ends the connection: the broker sends it again at the next one.
 */
export function createBrokerSubscriber(parts: BrokerParts): BrokerSubscriber {
  const { url, access, clientId, origin, session, ingest, clock, logger, againMs = [1000, 4000] } = parts
  const state = createBrokerState(parts)
  const readTopic = createTopicReader(ingest.register)
  const presence = createPresence(clock)
  const retained = createRetainedFilter(parts.knownValue)
  const source: Source = { via: 'mqtt', origin, who: `broker ${url}` }
  const waitMs = (): number => Math.round(againMs[0] + Math.random() * (againMs[1] - againMs[0]))
  let client: MqttClient | null = null
  let acks: { readonly of: MqttClient['stream']; readonly list: OrderedAcks } | null = null

  /** What a message says; null where it says nothing to us. */
  const decode = (name: string, bytes: Buffer, retain: boolean): Candidates | null => {
    const topic = readTopic(name)
    // What is said to devices, and what they answer, are no readings.
    if (topic.kind === 'command' || topic.kind === 'result') return null
    const isStatus = topic.kind === 'status' && topic.entry !== null
    const decoded = isStatus ? presence.hear(topic, bytes) : decodeMessage(ingest.register(), name, topic, bytes, null)
    state.hearMessage(decoded !== null && decoded.count === 0)
    return decoded && retain ? retained.newsOf({ topic: name, payload: bytes, isStatus, candidates: decoded }) : decoded
  }

  const take = async ({ topic: name, payload, retain }: IPublishPacket): Promise<void> => {
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload)
    if (name === droppedTopic) return state.hearDropped(Number(bytes.toString('utf8', 0, 20)))
    let candidates: Candidates | null
    try {
      candidates = decode(name, bytes, retain)
    } catch (error) {
      // Not acknowledged, it would be sent again for ever, and all others wait behind it.
      logger.error({ ...errorFacts(error), topic: name.slice(0, 200) }, 'a message of the broker could not be read and goes to quarantine')
      candidates = unreadable(name, bytes)
    }
    if (candidates && candidates.count + candidates.refused.length > 0) await acceptPatiently(ingest, candidates, source)
  }

  const acksOf = (stream: MqttClient['stream']): OrderedAcks => {
    if (acks?.of !== stream) acks = { of: stream, list: createOrderedAcks((bytes) => !stream.destroyed && stream.write(bytes)) }
    return acks.list
  }

  const handle = (connected: MqttClient, packet: IPublishPacket, goOn: (error?: Error) => void): void => {
    const { stream } = connected
    const list = acksOf(stream)
    const settle = packet.qos > 0 && packet.messageId !== undefined ? list.owe(packet.messageId) : null
    let held: (() => void) | null = null
    const next = (): void => goOn(settle ? acknowledgedLater : undefined)
    take(packet)
      .then(settle, (error: unknown) => {
        if (!(error instanceof JournalRefused || error instanceof IngestBusy))
          logger.error({ ...errorFacts(error), topic: packet.topic.slice(0, 200) }, 'a message of the broker could not be taken')
        state.hearTrouble(error instanceof Error ? error.message : String(error))
        stream.destroy()
      })
      .finally(() => held?.())
    if (list.waiting < mostWaiting) next()
    else held = next
  }

  const subscribe = async (connected: MqttClient): Promise<void> => {
    const topic = `linli/${ingest.register().community.id}/#`
    try {
      const [granted] = await connected.subscribeAsync({ [topic]: { qos: 1 } })
      state.hearSubscribed(granted?.qos ?? refusedGrant)
      if ((granted?.qos ?? refusedGrant) < refusedGrant) session.noteBegun()
      // A broker may keep its own figures to itself: then nobody can say what it dropped.
      await connected.subscribeAsync({ [droppedTopic]: { qos: 0 } })
    } catch (error) {
      logger.debug(errorFacts(error), 'the broker did not take the subscription; it is tried again with the next connection')
    }
  }

  return {
    report: () => ({ ...state.report(), retainedLeftOut: retained.leftOut }),
    start: () => {
      const connected = mqtt.connect(url, {
        ...access,
        clientId,
        clean: false,
        protocolVersion: 4,
        keepalive: 30,
        connectTimeout: 10_000,
        reconnectPeriod: waitMs(),
        reconnectOnConnackError: true,
        resubscribe: false,
      })
      client = connected
      connected.handleMessage = (packet, goOn) => handle(connected, packet, goOn)
      connected.on('connect', ({ sessionPresent }) => {
        state.hearConnected(sessionPresent, session.wasBegun)
        void subscribe(connected)
      })
      connected.on('reconnect', () => {
        connected.options.reconnectPeriod = waitMs()
      })
      connected.on('error', (error) => state.hearTrouble(error.message))
      connected.on('close', state.hearClosed)
    },
    stop: async () => {
      const ending = client
      client = null
      ending?.off('close', state.hearClosed)
      await ending?.endAsync(true)
    },
  }
}

function unreadable(topic: string, payload: Buffer): Candidates {
  const candidates = new Candidates(0)
  const value = payload.toString('utf8', 0, 2000)
  candidates.refuse({ index: 0, code: 'unknown_shape', reason: 'it could not be read; the log says why', device: topic, point: '', value, time: '' })
  return candidates
}
