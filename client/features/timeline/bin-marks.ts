import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { AlarmClass } from '../../../models/subsystem.ts'

export type Mark = { readonly x: number; readonly alarm: AlarmState; readonly count: number }

const rank: Readonly<Record<AlarmClass, number>> = { lifeSafety: 0, high: 1, medium: 2, low: 3 }

/** Marks nearer than `widthPixels` to one another become one, drawn as the most urgent and placed at its moment. */
export function binMarks(alarms: readonly AlarmState[], x: (ms: number) => number, widthPixels: number): Mark[] {
  const marks: Mark[] = []
  let binStart = Number.NEGATIVE_INFINITY
  for (const alarm of [...alarms].sort((one, other) => one.raisedAt - other.raisedAt)) {
    const at = x(alarm.raisedAt)
    const last = marks.at(-1)
    if (last && at - binStart < widthPixels) {
      const urgent = rank[alarm.class] < rank[last.alarm.class]
      marks[marks.length - 1] = { x: urgent ? at : last.x, alarm: urgent ? alarm : last.alarm, count: last.count + 1 }
      continue
    }
    binStart = at
    marks.push({ x: at, alarm, count: 1 })
  }
  return marks
}
