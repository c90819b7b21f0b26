import type { AlarmState } from '../../../models/protocol/alarm.ts'

export type Stretch = { readonly from: number; readonly to: number }

/** The stretches between `from` and `to` in which `isSo` holds, to `stepMs`. */
export function findStretches(from: number, to: number, stepMs: number, isSo: (at: number) => boolean): Stretch[] {
  const found: Stretch[] = []
  let start: number | null = null
  for (let at = from; at < to; at += stepMs) {
    const holds = isSo(at)
    if (holds && start === null) start = at
    if (!holds && start !== null) {
      found.push({ from: start, to: at })
      start = null
    }
  }
  if (start !== null) found.push({ from: start, to })
  return found
}

/** The alarms whose condition held at that moment. */
export const standingAt = (alarms: readonly AlarmState[], at: number): AlarmState[] =>
  alarms.filter(({ raisedAt, clearedAt, suppression }) => suppression === 'none' && raisedAt <= at && (clearedAt === null || clearedAt > at))

/** How many alarms stood at each of `count` moments from `from` to `to`: one walk over what began and ended. */
export function countStanding(alarms: readonly AlarmState[], from: number, to: number, count: number): number[] {
  const change = new Array<number>(count + 1).fill(0)
  const place = (at: number): number => Math.min(count, Math.max(0, Math.ceil(((at - from) / (to - from)) * count)))
  for (const { raisedAt, clearedAt, suppression } of alarms) {
    if (suppression !== 'none') continue
    change[place(raisedAt)] += 1
    if (clearedAt !== null) change[place(clearedAt)] -= 1
  }
  let standing = 0
  return change.slice(0, count).map((by) => {
    standing += by
    return standing
  })
}
