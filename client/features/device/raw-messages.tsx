import { useState } from 'react'
import type { DeviceEntry } from '../../../models/register.ts'
import { type DeviceMessage, useDeviceMessages, useRefusedOf } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatSpan, formatStamp } from '../../ui/time.ts'
import { flagWords } from './describe-flags.ts'
import { deviceStrings as strings } from './strings.ts'

const noticeableDelayMs = 10_000

/** What the device really said, message by message with both clocks; asked for only once it is opened. */
export function RawMessages({ device }: { readonly device: DeviceEntry }) {
  const [isOpen, setOpen] = useState(false)
  const text = useText()
  return (
    <details className="device-part" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text(strings.messages)}</summary>
      {isOpen && <Messages device={device} />}
    </details>
  )
}

function Messages({ device }: { readonly device: DeviceEntry }) {
  const { community } = useTwin()
  const cursor = useView((view) => view.cursor)
  const text = useText()
  const found = useDeviceMessages(community.id, device.id, cursor)
  const refused = useRefusedOf(community.id, device.id)
  const messages = found.data?.pages.flatMap(({ items }) => items) ?? []
  const since = found.data?.pages.at(-1)?.since
  return (
    <div className="messages" data-kind="received">
      {(refused.data ?? 0) > 0 && <p className="messages-refused">{text(strings.refused, { count: String(refused.data) })}</p>}
      {found.isPending && <LoadingFace />}
      {found.isError && <ErrorFace error={found.error} retry={() => void found.refetch()} />}
      {messages.length === 0 && since && <EmptyFace title={text(strings.noMessages, { since: formatStamp(Date.parse(since), community.timeZone) })} />}
      <ol>
        {messages.map((message) => (
          <MessageLine key={`${message.time}${message.received}`} device={device} message={message} />
        ))}
      </ol>
      <div className="messages-acts">
        {found.hasNextPage && (
          <button type="button" className="button small" disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {text(strings.earlier)}
          </button>
        )}
        {found.isSuccess && cursor === null && (
          <button type="button" className="button small quiet" onClick={() => void found.refetch()}>
            {text(strings.askAgain)}
          </button>
        )}
      </div>
    </div>
  )
}

function MessageLine({ device, message }: { readonly device: DeviceEntry; readonly message: DeviceMessage }) {
  const { community } = useTwin()
  const language = useLanguage()
  const text = useText()
  const [time, received] = [Date.parse(message.time), Date.parse(message.received)]
  const [first] = message.readings
  const flags = new Set(message.readings.flatMap((reading) => flagWords(reading.flags, reading.origin, text)))
  return (
    <li data-origin={first?.origin} data-quality={first?.quality}>
      <p className="messages-times number">
        <time dateTime={message.time} title={text(strings.deviceTime)}>
          {formatStamp(time, community.timeZone)}
        </time>{' '}
        <span className="faint" title={text(strings.received)}>
          {Math.abs(received - time) < noticeableDelayMs
            ? text(strings.receivedAtOnce)
            : text(received > time ? strings.receivedLater : strings.receivedEarlier, { span: formatSpan(Math.abs(received - time), language) })}
        </span>
        {flags.size > 0 && <span className="tag">{[...flags].join(' · ')}</span>}
      </p>
      <dl>
        {message.readings.map((reading) => (
          <div key={reading.point}>
            <dt title={device.points.get(reading.point)?.point.name[language]}>{reading.point}</dt>
            <dd className="number">{JSON.stringify(reading.value)}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
