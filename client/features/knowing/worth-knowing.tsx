import { useState } from 'react'
import { useStore } from 'zustand'
import { useKnowing } from '../../state/queries.ts'
import { useEveryTwoSeconds } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { EmptyFace, ErrorFace, LoadingFace } from '../../ui/faces.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useText } from '../../ui/text.tsx'
import { formatClock } from '../../ui/time.ts'
import { FindingRow } from './finding-row.tsx'
import { knowingStrings as strings } from './strings.ts'
import './knowing.css'

/** Live, every ten minutes; in a replay by the hour, and not at all while days fly past. */
const liveSlotMs = 600_000
const replaySlotMs = 3_600_000
const fastestSpeed = 10

/** What deserves a look although nothing alarms, with the reasoning one press away. What alarms already is left to the alarms. */
export function WorthKnowing({ count }: { readonly count: number }) {
  useEveryTwoSeconds()
  const { community, alarms, now } = useTwin()
  const { current } = useStore(alarms)
  const cursor = useView((state) => state.cursor)
  const isFlying = useView(({ playing, speed }) => playing && speed > fastestSpeed)
  const text = useText()
  const [open, setOpen] = useState<string | null>(null)
  const slotMs = cursor === null ? liveSlotMs : replaySlotMs
  const knowing = useKnowing(community.id, Math.floor((cursor ?? now()) / slotMs) * slotMs, !isFlying)
  const at = knowing.data ? Date.parse(knowing.data.time) : 0
  const findings = (knowing.data?.findings ?? []).filter(({ device }) => !current.some((alarm) => alarm.device === device)).slice(0, count)
  const time = formatClock(at, community.timeZone).slice(0, 5)
  return (
    <Panel
      title={text(strings.title)}
      className="knowing"
      actions={
        knowing.data && (
          <span className="faint number" data-kind="time">
            {text(strings.asOf, { time })}
          </span>
        )
      }
    >
      {knowing.isPending && <LoadingFace />}
      {knowing.isError && <ErrorFace error={knowing.error} retry={() => void knowing.refetch()} />}
      {knowing.data && findings.length === 0 && <EmptyFace title={text(strings.nothing)}>{text(strings.nothingWhy)}</EmptyFace>}
      {findings.length > 0 && (
        <ul className="panel-body" data-origin="computed">
          {findings.map((finding) => {
            const key = `${finding.rule}|${finding.device}`
            return <FindingRow key={key} finding={finding} at={at} open={open === key} onToggle={() => setOpen(open === key ? null : key)} />
          })}
        </ul>
      )}
    </Panel>
  )
}
