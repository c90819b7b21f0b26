import { describe, expect, it } from 'vitest'
import { shippedCommunities } from '../../models/communities/index.ts'
import { encodeValue, isInRange } from '../../models/protocol/value.ts'
import { buildRegister } from '../../models/register.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { planAlarms } from '../../server/alarms/alarm-plan.ts'
import { AlarmWatch } from '../../server/alarms/alarm-watch.ts'
import type { Finding } from '../../server/alarms/finding.ts'
import { createDeviceState } from '../../server/state/device-state.ts'
import { createCommunityStream } from '../../simulators/community-stream.ts'
import { createWorld } from '../../simulators/world.ts'

/** A Tuesday in the heating season, from midnight in China. */
const from = Date.UTC(2026, 10, 23, 16)
const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Row = { readonly series: number; readonly time: number; readonly value: number }
const batchOf = (rows: readonly Row[], received: number) => ({
  count: rows.length,
  received,
  series: Int32Array.from(rows, (row) => row.series),
  time: Float64Array.from(rows, (row) => row.time),
  value: Float64Array.from(rows, (row) => row.value),
  text: null,
  quality: new Uint8Array(rows.length),
  flags: new Uint16Array(rows.length),
  origin: new Uint8Array(rows.length),
})

/** The whole community for a day, minute by minute, through every declared alarm. */
function liveOneDay() {
  const community = shippedCommunities.xingfuli?.()
  if (!community) throw new Error('xingfuli is not shipped')
  const register = buildRegister(community, subsystems)
  const stream = createCommunityStream(createWorld(register, 7, from))
  const watch = new AlarmWatch(planAlarms(register, 480), createDeviceState(register.series.length))
  const raised: Finding[] = []
  const refused: string[] = []
  const keep = (finding: Finding): void => {
    if (finding.outcome !== 'clear') raised.push(finding)
  }
  for (let hour = from; hour < from + 24 * hourMs; hour += hourMs) {
    const minutes: Row[][] = Array.from({ length: 60 }, () => [])
    for (const { device, point, value, time } of stream(hour, hour + hourMs, 1)) {
      const entry = register.devices.get(device)?.points.get(point)
      const encoded = entry && encodeValue(entry.point, value)
      if (!entry || !encoded?.ok || !isInRange(entry.point, encoded.value)) refused.push(`${device}.${point} = ${String(value)}`)
      else minutes[Math.floor((time - hour) / minuteMs)]?.push({ series: entry.series, time, value: encoded.value })
    }
    for (const [index, rows] of minutes.entries()) {
      const received = hour + (index + 1) * minuteMs
      watch.read(batchOf(rows, received), () => true, keep)
      watch.tick(received, keep)
    }
  }
  return { register, raised, refused }
}

describe('a typical day of the whole community', () => {
  const { register, raised, refused } = liveOneDay()
  const named = (chosen: readonly Finding[]) => chosen.map(({ device, alarm }) => `${device.entry.id}/${alarm.id}`)

  it('is spoken in declared values alone', () => {
    expect(refused).toEqual([])
  })

  it('raises no life-safety alarm', () => {
    expect(named(raised.filter(({ alarm }) => alarm.isLifeSafety))).toEqual([])
  })

  it('stays calm: no more than the 150 alarms a day that one operator can follow (ISA-18.2), few of them high', () => {
    expect(raised.length).toBeLessThanOrEqual(150)
    expect(named(raised.filter(({ alarm }) => alarm.declared.class === 'high')).length).toBeLessThanOrEqual(8)
  })

  it('calls no bath and no early riser a leak or a burst', () => {
    expect(named(raised).filter((name) => /\/(nightFlow|burst)$/.test(name))).toEqual([])
  })

  it('has something to tell all the same: devices out of reach, a lamp that is out', () => {
    expect(named(raised).some((name) => name.endsWith('/silent'))).toBe(true)
  })

  it('does not wear out any single alarm: none comes more than three times a day', () => {
    const counts = new Map<string, number>()
    for (const name of named(raised)) counts.set(name, (counts.get(name) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count > 3)).toEqual([])
  })

  it('fits the size of a community: 20,000 to 30,000 points, and a week of reports within the back-fill’s ten million', () => {
    expect(register.pointCount).toBeGreaterThanOrEqual(20_000)
    expect(register.pointCount).toBeLessThanOrEqual(30_000)
    const perDay = register.series.reduce((sum, entry) => sum + (entry ? 86_400 / entry.point.everySeconds : 0), 0)
    expect(perDay * 7).toBeLessThanOrEqual(10_000_000)
  })
})
