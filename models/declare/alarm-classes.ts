import type { Alarm, AlarmClass } from '../subsystem.ts'

type Words = Pick<Alarm, 'name' | 'when' | 'cause' | 'consequence' | 'response' | 'opens' | 'source'>
type Timers = {
  /** How long the condition must hold before the alarm is raised, in seconds. */
  readonly for?: number
  /** How long it must be gone before the alarm clears, in seconds. */
  readonly clearsAfter?: number
  /** Stays until a person resets it. */
  readonly latch?: boolean
}

/** The timers of each priority class: alarms.md 1.3. */
export const classTimers: Readonly<Record<AlarmClass, { readonly onDelaySeconds: number; readonly offDelaySeconds: number; readonly latch: boolean }>> = {
  lifeSafety: { onDelaySeconds: 0, offDelaySeconds: 0, latch: true },
  high: { onDelaySeconds: 2, offDelaySeconds: 10, latch: false },
  medium: { onDelaySeconds: 10, offDelaySeconds: 30, latch: false },
  low: { onDelaySeconds: 60, offDelaySeconds: 60, latch: false },
}

/** Fire, a call for help, a trapped or fallen person. Raised at once and kept until reset; its timers cannot be changed. */
export const lifeSafety = (words: Words): Alarm => ({ ...words, class: 'lifeSafety', ...classTimers.lifeSafety })
export const high = (alarm: Words & Timers): Alarm => ofClass('high', alarm)
export const medium = (alarm: Words & Timers): Alarm => ofClass('medium', alarm)
export const low = (alarm: Words & Timers): Alarm => ofClass('low', alarm)

function ofClass(alarmClass: Exclude<AlarmClass, 'lifeSafety'>, { for: onDelay, clearsAfter, latch, ...words }: Words & Timers): Alarm {
  const usual = classTimers[alarmClass]
  return {
    ...words,
    class: alarmClass,
    onDelaySeconds: onDelay ?? usual.onDelaySeconds,
    offDelaySeconds: clearsAfter ?? usual.offDelaySeconds,
    latch: latch ?? usual.latch,
  }
}
