import type { Condition } from '../subsystem.ts'

/** True above `limit`; false again at or below `limit − deadband`, both in the point's unit. */
export const above = (point: string, limit: number, { deadband }: { deadband: number }): Condition => ({ test: 'above', point, limit, deadband })

/** True below `limit`; false again at or above `limit + deadband`. */
export const below = (point: string, limit: number, { deadband }: { deadband: number }): Condition => ({ test: 'below', point, limit, deadband })

/** The value grows by more than `perMinute` a minute. */
export const rising = (point: string, perMinute: number): Condition => ({ test: 'rising', point, perMinute })

/** The value falls by more than `perMinute` a minute. */
export const falling = (point: string, perMinute: number): Condition => ({ test: 'falling', point, perMinute })

export const is = (point: string, value: boolean | string): Condition => ({ test: 'is', point, value })

/** True for `hold` seconds after the event `code`, or until the event `endedBy` of the same point. */
export const happened = (point: string, code: string, { hold, endedBy }: { hold: number; endedBy?: string }): Condition =>
  endedBy === undefined ? { test: 'event', point, code, holdSeconds: hold } : { test: 'event', point, code, holdSeconds: hold, endedBy }

/** Nothing heard from the device for so many seconds. */
export const silent = (seconds: number): Condition => ({ test: 'silent', seconds })

/** Between two full hours of local time, over midnight where `from` is the later. */
export const during = (from: number, to: number): Condition => ({ test: 'hours', from, to })

export const all = (...of: readonly Condition[]): Condition => ({ test: 'all', of })
export const any = (...of: readonly Condition[]): Condition => ({ test: 'any', of })
