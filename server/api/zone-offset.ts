import { DateTime } from 'luxon'

/** How far a time zone's clocks are ahead of UTC at a moment, in ms; 0 for a zone nobody knows. */
export function zoneOffsetMs(timeZone: string, at: number): number {
  const local = DateTime.fromMillis(at, { zone: timeZone })
  return local.isValid ? local.offset * 60_000 : 0
}
