import { useRef } from 'react'
import type { AlarmState } from '../../../models/protocol/alarm.ts'
import { holdOrder } from '../../state/alarm-order.ts'

export type Rows = { readonly rows: readonly { readonly alarm: AlarmState; readonly ended: boolean }[]; readonly waiting: number }

/** The rows to show: in their order, but where they are while `held` (a pointer or the focus is on the list). */
export function useHeldOrder(ordered: readonly AlarmState[], held: boolean): Rows {
  const shown = useRef<readonly string[]>([])
  const known = useRef(new Map<string, AlarmState>())
  const current = new Map(ordered.map((alarm) => [alarm.id, alarm]))
  const wanted = ordered.map(({ id }) => id)
  const before = shown.current
  const order = held ? holdOrder(before, wanted) : wanted
  const rows = order.flatMap((id) => {
    const alarm = current.get(id) ?? known.current.get(id)
    return alarm ? [{ alarm, ended: !current.has(id) }] : []
  })
  if (!held) shown.current = wanted
  known.current = new Map(rows.map(({ alarm }) => [alarm.id, alarm]))
  return { rows, waiting: held ? wanted.filter((id) => !before.includes(id)).length : 0 }
}
