import type { Clock } from '../../platform/clock.ts'
import type { Logger } from '../../platform/logger.ts'
import type { Notices } from '../../platform/notices.ts'

/** How things stand with the outside broker. */
export type BrokerReport = {
  readonly url: string
  /** Connected, and subscribed with QoS 1 so that nothing is lost on the way. */
  readonly ok: boolean
  readonly state: 'away' | 'connected' | 'subscribed' | 'refused'
  /** Why it is away or refused, as far as anybody said. */
  readonly trouble: string | null
  /** Receipt of the newest message, ms since 1970. */
  readonly lastMessageAt: number | null
  readonly messages: number
  /** Messages without anything usable; they are in quarantine. */
  readonly refusedMessages: number
  /** Readings the broker handed out again that were no news. */
  readonly retainedLeftOut: number
  /** What the broker says it dropped since it began; null where it does not say. */
  readonly dropped: number | null
}

type Parts = { readonly url: string; readonly notices: Notices; readonly clock: Clock; readonly logger: Logger }

/** Keeps what is known of the broker and tells a person what must be put right there. */
export function createBrokerState({ url, notices, clock, logger }: Parts) {
  let state: BrokerReport['state'] = 'away'
  let grantedQos = 1
  let trouble: string | null = null
  let lastMessageAt: number | null = null
  let dropped: number | null = null
  let wasConnected = false
  const stats = { messages: 0, refusedMessages: 0 }
  return {
    report: (): Omit<BrokerReport, 'retainedLeftOut'> => ({
      url,
      ok: state === 'subscribed' && grantedQos > 0,
      state,
      trouble,
      lastMessageAt,
      ...stats,
      dropped,
    }),
    hearConnected: (hasSession: boolean, hadSession: boolean): void => {
      if (!hasSession && (hadSession || wasConnected))
        notices.tell({
          code: 'broker_forgot',
          subject: url,
          text: {
            zh: `MQTT 服务器 ${url} 丢失了本服务器的会话：离线期间发布的消息可能已丢失。请检查其持久化设置（见 docs/guides/mqtt.md）。`,
            en: `The MQTT broker ${url} forgot our session: what was published while we were apart may be lost. Check its persistence (docs/guides/mqtt.md).`,
          },
        })
      if (trouble !== null || !wasConnected) logger.info({ url, hasSession }, 'connected to the MQTT broker')
      wasConnected = true
      state = 'connected'
      trouble = null
    },
    hearSubscribed: (qos: number): void => {
      state = qos > 2 ? 'refused' : 'subscribed'
      grantedQos = qos
      if (qos > 2) trouble = 'the broker refuses the subscription: its access list must let us read the topics of the community'
      if (qos === 0)
        notices.tell({
          code: 'broker_downgraded',
          subject: url,
          text: {
            zh: `MQTT 服务器 ${url} 只给 QoS 0：传输中断时消息会丢失。请允许 QoS 1。`,
            en: `The MQTT broker ${url} grants QoS 0 only: messages are lost whenever the line breaks. Let it grant QoS 1.`,
          },
        })
    },
    /** The first trouble of a stretch is logged; the rest is in the report. */
    hearTrouble: (message: string): void => {
      if (trouble === null) logger.warn({ url, error: message }, 'trouble with the MQTT broker; it is tried again for ever')
      trouble = message
    },
    hearClosed: (): void => {
      if (state !== 'away') logger.warn({ url }, 'the connection to the MQTT broker is gone; it is tried again for ever')
      state = 'away'
      trouble ??= 'the connection is gone'
    },
    hearMessage: (isRefused: boolean): void => {
      stats.messages += 1
      if (isRefused) stats.refusedMessages += 1
      lastMessageAt = clock.now()
    },
    /** The counter begins anew with the broker. */
    hearDropped: (count: number): void => {
      if (!Number.isSafeInteger(count)) return
      const more = dropped === null || count < dropped ? count : count - dropped
      dropped = count
      if (more > 0)
        notices.tell({
          code: 'broker_dropped',
          subject: url,
          text: {
            zh: `MQTT 服务器 ${url} 丢弃了 ${more} 条消息（启动以来共 ${count} 条）：请放宽其队列上限（见 docs/guides/mqtt.md）。`,
            en: `The MQTT broker ${url} dropped ${more} messages (${count} since it began): widen its queue limits (docs/guides/mqtt.md).`,
          },
        })
    },
  }
}
