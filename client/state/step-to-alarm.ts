import { createStore } from 'zustand/vanilla'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { AlarmQuery } from './queries.ts'
import { readAlarmPage } from './queries.ts'
import type { Twin } from './twin.ts'
import { view } from './view.ts'

const minute = 60_000
/** How far ahead is looked, one after the other: what is near is found without reading what is far. */
const reachesMs = [10, 60, 360, 1440, 10_080, 44_640].map((minutes) => minutes * minute)
const mostAlarms = 500

export type Direction = 'before' | 'after'
type Ask = (query: AlarmQuery) => Promise<readonly AlarmState[]>

/** The nearest alarm that was raised before or after `at`; null when there is none up to `now`. */
export async function findAlarm(ask: Ask, community: string, at: number, direction: Direction, now: number): Promise<AlarmState | null> {
  if (direction === 'before') return (await ask({ community, state: 'all', to: at, limit: 1 }))[0] ?? null
  for (const reach of reachesMs) {
    const found = (await ask({ community, state: 'all', from: at + 1, to: Math.min(now, at + reach) + 1, limit: mostAlarms })).filter(
      ({ raisedAt }) => raisedAt > at,
    )
    const nearest = found.reduce<AlarmState | null>((first, alarm) => (first === null || alarm.raisedAt < first.raisedAt ? alarm : first), null)
    if (nearest !== null || at + reach >= now) return nearest
  }
  return null
}

/** Which way the last step found nothing; null after one that did. */
export const stepEnd = createStore<{ readonly nothing: Direction | null }>()(() => ({ nothing: null }))

let isStepping = false

/** Moves the cursor to the nearest alarm that way; while one step is being looked for, another is not begun. */
export async function stepToAlarm({ community, now, seek }: Pick<Twin, 'community' | 'now' | 'seek'>, direction: Direction): Promise<void> {
  const { cursor } = view.getState()
  if (isStepping || (cursor === null && direction === 'after')) return
  isStepping = true
  const ask: Ask = (query) => readAlarmPage(query).then(({ items }) => items)
  const found = await findAlarm(ask, community.id, cursor ?? now(), direction, now()).catch(() => null)
  isStepping = false
  stepEnd.setState({ nothing: found === null ? direction : null })
  if (found) {
    view.setState({ playing: false })
    seek(found.raisedAt)
  }
}
