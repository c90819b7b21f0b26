import type { AlarmState } from '../../../models/protocol/alarm.ts'
import type { AlarmClass } from '../../../models/subsystem.ts'

/** 0 is the gravest. */
export const priorityOf: Readonly<Record<AlarmClass, number>> = { lifeSafety: 0, high: 1, medium: 2, low: 3 }
export const isShown = ({ suppression, historic }: AlarmState): boolean => suppression === 'none' && !historic
/** Not yet gone: what has gone and was never acknowledged is an outline. */
export const isStanding = ({ condition, latched }: AlarmState): boolean => condition === 'active' || latched
