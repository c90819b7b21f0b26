import { useStore } from 'zustand'
import { ApiError } from '../../state/api.ts'
import { useHealth, useSystem } from '../../state/queries.ts'
import { useEverySecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatAge } from '../../ui/time.ts'
import { FactTree } from './fact-tree.tsx'
import { PictureQuality } from './picture-quality.tsx'
import { systemStrings as strings } from './strings.ts'
import './system.css'

/** How the machinery is: what the server says of itself, and what this page knows. */
export function SystemPage() {
  const text = useText()
  const health = useHealth()
  const system = useSystem()
  const systemMissing = system.error instanceof ApiError && system.error.status === 404
  const { health: _health, ...own } = system.data ?? {}
  const facts = { ...(health.data ?? {}), ...own }
  return (
    <section className="page" aria-labelledby="system-title">
      <header className="page-head">
        <h1 id="system-title">{text(strings.title)}</h1>
        <a className="link" href="/api/docs">
          {text(strings.docs)}
        </a>
      </header>
      <div className="page-body">
        {health.isPending && <LoadingFace />}
        {health.isError && <ErrorFace error={health.error} retry={() => void health.refetch()} />}
        {system.isError && !systemMissing && <ErrorFace error={system.error} retry={() => void system.refetch()} />}
        <div className="system-cards">
          <ThisPage />
          <FactTree facts={facts} />
        </div>
      </div>
    </section>
  )
}

function ThisPage() {
  useEverySecond()
  const { register, buffer, link, now } = useTwin()
  const { status, lastHeardAt, clockOffsetMs } = useStore(link)
  const language = useLanguage()
  const text = useText()
  const rows: readonly (readonly [string, string])[] = [
    [text(strings.connection), text(strings[status])],
    [text(strings.lastHeard), lastHeardAt === null ? '—' : formatAge(now() - lastHeardAt, language)],
    [text(strings.clockOffset), `${Math.round(clockOffsetMs)} ms`],
    [text(strings.devices), register.devices.size.toLocaleString('en-US')],
    [text(strings.points), register.pointCount.toLocaleString('en-US')],
    [text(strings.unknownTypes), register.unknown.length.toLocaleString('en-US')],
    [text(strings.revision), buffer.revision.toLocaleString('en-US')],
  ]
  return (
    <article className="card">
      <h2>{text(strings.page)}</h2>
      <dl className="facts" data-origin="computed">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
        <PictureQuality />
      </dl>
    </article>
  )
}
