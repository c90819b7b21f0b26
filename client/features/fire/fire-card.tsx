import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createFireGrounds } from '../../../models/engines/fire/fire-ground.ts'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { useTwiceASecond } from '../../state/ticker.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import { useText } from '../../ui/text.tsx'
import { formatClock, formatElapsed } from '../../ui/time.ts'
import { FireMeans } from './fire-means.tsx'
import { FireNeighbours } from './fire-neighbours.tsx'
import { FireReading } from './fire-reading.tsx'
import { FireRow } from './fire-row.tsx'
import { FireStair } from './fire-stair.tsx'
import { fireStrings as strings } from './strings.ts'
import './fire.css'

/** What is known of the fire a detector reports: how it grows, who is near, how they get out, what fights it, who sees it. Null while the device has no fire alarm standing. */
export function FireCard({ id }: { readonly id: string }) {
  useTwiceASecond()
  const { register, alarms, now, community } = useTwin()
  const { current } = useStore(alarms)
  const cursor = useView((view) => view.cursor)
  const text = useText()
  const grounds = useMemo(() => createFireGrounds(register), [register])
  const device = register.devices.get(id)
  const standing = current.filter((alarm) => alarm.device === id && isFire(alarm))
  const ground = device?.points.has('obscuration') && standing.length > 0 ? grounds.at(device) : null
  if (!device || !ground) return null
  const at = cursor ?? now()
  const since = Math.min(...standing.map(({ raisedAt }) => raisedAt))
  return (
    <section className="fire-card" data-origin="computed" aria-label={text(strings.title)}>
      <h4>{text(strings.title)}</h4>
      <dl>
        <FireRow name={text(strings.since)}>
          <span className="number">{text(strings.sinceFor, { clock: formatClock(since, community.timeZone), elapsed: formatElapsed(at - since) })}</span>
        </FireRow>
        {['obscuration', 'temperature'].map((point) => {
          const entry = device.points.get(point)
          return entry && <FireReading key={point} entry={entry} at={at} />
        })}
        <FireNeighbours ground={ground} at={at} />
        <FireStair ground={ground} at={at} />
        <FireMeans ground={ground} />
      </dl>
    </section>
  )
}

const isFire = ({ class: kind, suppression, historic, condition, latched }: AlarmState): boolean =>
  kind === 'lifeSafety' && suppression === 'none' && !historic && (condition === 'active' || latched)
