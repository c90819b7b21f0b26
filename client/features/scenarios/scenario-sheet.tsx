import { useScenarios, useStartScenario } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { formatSpan } from '../../ui/time.ts'
import { scenarioStrings as strings } from './strings.ts'
import './scenarios.css'

/** Scripted events to be acted out now. */
export function ScenarioSheet({ onClose }: { readonly onClose: () => void }) {
  const { community } = useTwin()
  const language = useLanguage()
  const text = useText()
  const scenarios = useScenarios(community.id)
  const start = useStartScenario()
  const items = scenarios.data?.items ?? []
  return (
    <Dialog title={text(strings.title)} className="scenarios" onClose={onClose}>
      <h2 className="dialog-title">
        {text(strings.title)}
        <button type="button" className="button small" onClick={onClose}>
          {text(strings.close)}
        </button>
      </h2>
      <p className="scenario-what muted">{text(strings.what)}</p>
      {scenarios.isPending && <LoadingFace />}
      {scenarios.isError && <ErrorFace error={scenarios.error} retry={() => void scenarios.refetch()} />}
      {scenarios.isSuccess && items.length === 0 && <EmptyFace title={text(strings.none)} />}
      {start.isError && (
        <p className="scenario-what" role="alert">
          {text(strings.failed, { why: start.error.message })}
        </p>
      )}
      <ul>
        {items.map((item) => (
          <li key={item.id} className="scenario">
            <div>
              <strong>{item.name[language]}</strong>
              <span className="muted">
                {item.description?.[language]}{' '}
                {item.durationSeconds !== undefined && text(strings.lasts, { span: formatSpan(item.durationSeconds * 1000, language) })}
              </span>
            </div>
            <button
              type="button"
              className="button small"
              disabled={item.running === true || start.isPending}
              onClick={() => start.mutate({ community: community.id, id: item.id })}
            >
              {text(item.running === true ? strings.running : start.variables?.id === item.id && start.isSuccess ? strings.started : strings.start)}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
