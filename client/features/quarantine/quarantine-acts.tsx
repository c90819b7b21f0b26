import { useId, useState } from 'react'
import { type QuarantineItem, useResolveQuarantine } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { quarantineStrings as strings } from './strings.ts'

/** Assign to a device and point, or dismiss after a second press. */
export function QuarantineActs({ item }: { readonly item: QuarantineItem }) {
  const [mode, setMode] = useState<'idle' | 'assign' | 'dismiss'>('idle')
  const { community } = useTwin()
  const text = useText()
  const act = useResolveQuarantine()
  return (
    <div className="quarantine-acts">
      {mode === 'idle' && (
        <button type="button" className="button small" onClick={() => setMode('assign')}>
          {text(strings.assign)}
        </button>
      )}
      {mode === 'idle' && (
        <button type="button" className="button small quiet" onClick={() => setMode('dismiss')}>
          {text(strings.dismiss)}
        </button>
      )}
      {mode === 'dismiss' && (
        <button
          type="button"
          className="button small strong"
          disabled={act.isPending}
          onClick={() => act.mutate({ community: community.id, id: item.id, act: 'dismiss' })}
        >
          {text(strings.dismissSure)}
        </button>
      )}
      {mode === 'assign' && (
        <AssignForm
          item={item}
          busy={act.isPending}
          onAssign={(device, point) => act.mutate({ community: community.id, id: item.id, act: 'assign', device, point })}
        />
      )}
      {mode !== 'idle' && (
        <button type="button" className="button small quiet" onClick={() => setMode('idle')}>
          {text(strings.cancel)}
        </button>
      )}
      {act.isError && <span role="alert">{text(strings.failed, { why: act.error.message })}</span>}
    </div>
  )
}

function AssignForm({
  item,
  busy,
  onAssign,
}: {
  readonly item: QuarantineItem
  readonly busy: boolean
  readonly onAssign: (device: string, point: string) => void
}) {
  const { register } = useTwin()
  const [device, setDevice] = useState(item.device)
  const [point, setPoint] = useState(item.point)
  const language = useLanguage()
  const text = useText()
  const listId = useId()
  const entry = register.devices.get(device)
  const offered = device.length < 2 ? [] : [...register.devices.keys()].filter((id) => id.includes(device)).slice(0, 20)
  const chosen = entry?.points.has(point) ? point : ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (entry && chosen !== '') onAssign(device, chosen)
      }}
    >
      <input className="field" list={listId} aria-label={text(strings.device)} value={device} onChange={(event) => setDevice(event.target.value)} autoFocus />
      <datalist id={listId}>
        {offered.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      {entry ? (
        <select className="field" aria-label={text(strings.point)} value={chosen} onChange={(event) => setPoint(event.target.value)}>
          <option value="" disabled>
            {text(strings.point)}
          </option>
          {[...entry.points.values()].map(({ id, point: declared }) => (
            <option key={id} value={id}>
              {declared.name[language]}
            </option>
          ))}
        </select>
      ) : (
        <span className="faint">{text(strings.unknownDevice)}</span>
      )}
      <button type="submit" className="button small strong" disabled={busy || chosen === ''}>
        {text(strings.takeIn)}
      </button>
    </form>
  )
}
