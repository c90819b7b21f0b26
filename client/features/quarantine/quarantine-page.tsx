import { useState } from 'react'
import { type QuarantineItem, useQuarantine } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { useText } from '../../ui/text.tsx'
import { formatStamp } from '../../ui/time.ts'
import { QuarantineActs } from './quarantine-acts.tsx'
import { quarantineStrings as strings } from './strings.ts'
import './quarantine.css'

const known = new Map(Object.entries(strings))

/** What was refused at the edge and why, with the way to take it in after all. */
export function QuarantinePage() {
  const { community } = useTwin()
  const text = useText()
  const [reason, setReason] = useState('')
  const refused = useQuarantine(community.id)
  const items = refused.data?.pages.flatMap((page) => page.items) ?? []
  const codes = [...new Set(items.map(({ code }) => code))]
  const nameOf = (code: string): string => {
    const name = known.get(code)
    return name ? text(name) : code
  }
  return (
    <section className="page" aria-labelledby="quarantine-title">
      <header className="page-head">
        <h1 id="quarantine-title">
          {text(strings.title)}{' '}
          <span className="faint number" data-kind="count">
            {refused.data?.pages[0]?.total ?? items.length}
          </span>
        </h1>
        <p className="muted quarantine-what">{text(strings.what)}</p>
        <select className="field" aria-label={text(strings.reason)} value={reason} onChange={(event) => setReason(event.target.value)}>
          <option value="">{text(strings.allReasons)}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)}
            </option>
          ))}
        </select>
      </header>
      <div className="page-body">
        {refused.isPending && <LoadingFace />}
        {refused.isError && <ErrorFace error={refused.error} retry={() => void refused.refetch()} />}
        {refused.isSuccess && items.length === 0 && <EmptyFace title={text(strings.empty)} />}
        {items.length > 0 && <QuarantineTable items={items.filter(({ code }) => reason === '' || code === reason)} nameOf={nameOf} />}
        {refused.hasNextPage && (
          <button type="button" className="button" disabled={refused.isFetchingNextPage} onClick={() => void refused.fetchNextPage()}>
            {text(strings.more)}
          </button>
        )}
      </div>
    </section>
  )
}

function QuarantineTable({ items, nameOf }: { readonly items: readonly QuarantineItem[]; readonly nameOf: (code: string) => string }) {
  const { community } = useTwin()
  const text = useText()
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{text(strings.received)}</th>
          <th>{text(strings.reason)}</th>
          <th>{text(strings.device)}</th>
          <th>{text(strings.point)}</th>
          <th>{text(strings.value)}</th>
          <th>{text(strings.time)}</th>
          <th>{text(strings.via)}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          // Nothing of it was taken in: it is shown as it came.
          <tr key={item.id} data-kind="refused">
            <td className="number" data-name={text(strings.received)}>
              {formatStamp(new Date(item.received).getTime(), community.timeZone)}
            </td>
            <td title={item.reason} data-name={text(strings.reason)}>
              {nameOf(item.code)}
              <span className="quarantine-reason faint">{item.reason}</span>
            </td>
            <td className="cut" data-name={text(strings.device)}>
              {item.device}
            </td>
            <td className="cut" data-name={text(strings.point)}>
              {item.point}
            </td>
            <td className="cut number" data-name={text(strings.value)}>
              {item.value}
            </td>
            <td className="cut number" data-name={text(strings.time)}>
              {item.time ?? '—'}
            </td>
            <td data-name={text(strings.via)}>{item.via}</td>
            <td>
              <QuarantineActs item={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
