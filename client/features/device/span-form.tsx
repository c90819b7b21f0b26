import { type FormEvent, useId, useState } from 'react'
import type { Span } from '../../ui/charts/spans.ts'
import { useText } from '../../ui/text.tsx'
import { zoneOffsetMs } from '../../ui/time.ts'
import { deviceStrings as strings } from './strings.ts'

type SpanFormProps = { readonly span: Span; readonly zone: string; readonly onSpan: (span: Span) => void }

/** `2026-11-24T19:30`, the wall clock of the zone, as a date field writes it. */
export const toWall = (ms: number, zone: string): string => new Date(ms + zoneOffsetMs(ms, zone)).toISOString().slice(0, 16)

/** The moment a wall clock of the zone meant; not a number for a field left empty. */
export function fromWall(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`)
  return Number.isNaN(asUtc) ? asUtc : asUtc - zoneOffsetMs(asUtc - zoneOffsetMs(asUtc, zone), zone)
}

/** Any stretch of the past, typed by the community's clock. */
export function SpanForm({ span, zone, onSpan }: SpanFormProps) {
  const text = useText()
  const id = useId()
  const [from, setFrom] = useState(toWall(span[0], zone))
  const [to, setTo] = useState(toWall(span[1], zone))
  const [begin, end] = [fromWall(from, zone), fromWall(to, zone)]
  const isSpan = begin < end
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isSpan) onSpan([begin, end])
  }
  return (
    <form className="span-form" onSubmit={submit}>
      <label htmlFor={`${id}from`}>{text(strings.from)}</label>
      <input id={`${id}from`} className="field" type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      <label htmlFor={`${id}to`}>{text(strings.to)}</label>
      <input id={`${id}to`} className="field" type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} />
      <button type="submit" className="button small" disabled={!isSpan}>
        {text(strings.showSpan)}
      </button>
      {!isSpan && <span role="alert">{text(strings.spanBackwards)}</span>}
    </form>
  )
}
