import type { Register } from '../../models/register.ts'
import type { Condition } from '../../models/subsystem.ts'

/** What the rules of acceptance need to know of each series, as columns: no look-up of declarations per reading. */
export type SeriesTraits = {
  readonly size: number
  readonly minimum: Float64Array
  readonly maximum: Float64Array
  readonly isCounter: Uint8Array
  /** Points that a life-safety alarm reads. */
  readonly isLifeSafety: Uint8Array
  /** Points whose text column is free (no detail, no place): a bad clock's claimed time is kept there. */
  readonly hasFreeText: Uint8Array
  /** A small number for the device of the series. */
  readonly device: Int32Array
  readonly deviceCount: number
}

export function seriesTraits(register: Register): SeriesTraits {
  const size = register.series.length
  const traits = {
    size,
    minimum: new Float64Array(size).fill(Number.NEGATIVE_INFINITY),
    maximum: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    isCounter: new Uint8Array(size),
    isLifeSafety: new Uint8Array(size),
    hasFreeText: new Uint8Array(size),
    device: new Int32Array(size),
    deviceCount: register.devices.size,
  }
  let device = 0
  for (const { type, points } of register.devices.values()) {
    const vital = new Set(
      Object.values(type.alarms)
        .filter((alarm) => alarm.class === 'lifeSafety')
        .flatMap(({ when }) => pointsOf(when)),
    )
    for (const { series, id, point } of points.values()) {
      traits.device[series] = device
      traits.isLifeSafety[series] = vital.has(id) ? 1 : 0
      traits.hasFreeText[series] = point.kind === 'event' || point.kind === 'location' ? 0 : 1
      if (point.kind !== 'number' && point.kind !== 'counter') continue
      traits.minimum[series] = point.range[0]
      traits.maximum[series] = point.range[1]
      traits.isCounter[series] = point.kind === 'counter' ? 1 : 0
    }
    device += 1
  }
  return traits
}

/** The points a condition reads. */
function pointsOf(condition: Condition): string[] {
  switch (condition.test) {
    case 'all':
    case 'any':
      return condition.of.flatMap(pointsOf)
    case 'silent':
    case 'hours':
      return []
    case 'above':
    case 'below':
    case 'rising':
    case 'falling':
    case 'is':
    case 'event':
      return [condition.point]
  }
}
