import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { useAcknowledge, whoWasFirst } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useText } from '../../ui/text.tsx'
import { alarmStrings as strings } from './strings.ts'

/** Acknowledges exactly the occurrence and version that is on screen; says who was first when somebody was. */
export function AcknowledgeButton({ alarm }: { readonly alarm: AlarmState }) {
  const { community } = useTwin()
  const replaying = useView((view) => view.cursor !== null)
  const text = useText()
  const act = useAcknowledge()
  const first = whoWasFirst(act.error)
  const { id, occurrence, version } = alarm
  // Who came second still reads who was first when the news of it arrives.
  const refusal = act.isError && (
    <span className="alarm-refused" role="alert">
      {first === null ? text(strings.failed, { why: act.error.message }) : text(strings.late409, { who: first || text(strings.somebody) })}
    </span>
  )
  if (alarm.ack === 'acked') return refusal || null
  return (
    <>
      <button
        type="button"
        className="button small strong"
        disabled={replaying || act.isPending}
        title={replaying ? text(strings.notInReplay) : undefined}
        onClick={(event) => {
          event.stopPropagation()
          act.mutate({ community: community.id, id, occurrence, version })
        }}
      >
        {text(act.isPending ? strings.acknowledging : strings.acknowledge)}
      </button>
      {refusal}
    </>
  )
}
