import { describe, expect, it } from 'vitest'
import { createTelemetryBuffer } from '../../../../client/live/telemetry-buffer.ts'
import { createTrends, rateWords } from '../../../../client/state/trends.ts'
import { buildRegister } from '../../../../models/register.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const register = buildRegister(smallCommunity(), subsystems)
const smoke = [...(register.bySubsystem.get('smoke') ?? [])][0]?.points.get('obscuration')

function follow(readings: readonly (readonly [number, number])[]): number | null {
  if (!smoke) throw new Error('the small community has a detector')
  const buffer = createTelemetryBuffer(register)
  const trends = createTrends()
  for (const [seconds, value] of readings) {
    buffer.time[smoke.series] = seconds * 1000
    buffer.value[smoke.series] = value
    trends.note(buffer, smoke.series)
  }
  return trends.perMinute(smoke.series)
}

describe('how fast a value changes', () => {
  it('is not told before ten seconds were seen', () => {
    expect(follow([[0, 0.1]])).toBeNull()
    expect(
      follow([
        [0, 0.1],
        [9, 0.2],
      ]),
    ).toBeNull()
    expect(
      follow([
        [0, 0.1],
        [30, 0.2],
      ]),
    ).toBeCloseTo(0.2, 9)
  })

  it('is of the last minute and a half', () => {
    expect(
      follow([
        [0, 5],
        [100, 0.2],
        [130, 0.3],
        [160, 0.4],
      ]),
    ).toBeCloseTo(0.2, 9)
  })

  it('begins anew when the time shown goes back', () => {
    expect(
      follow([
        [100, 0.1],
        [160, 0.3],
        [20, 0.1],
      ]),
    ).toBeNull()
    expect(
      follow([
        [100, 0.1],
        [160, 0.3],
        [20, 0.3],
        [50, 0.1],
      ]),
    ).toBeCloseTo(-0.4, 9)
  })

  it('is written with its direction, and not at all where it is none', () => {
    if (!smoke) throw new Error('the small community has a detector')
    expect([0.214, -1.2, 0.004].map((rate) => rateWords(rate, smoke))).toEqual(['↑0.21/min', '↓1.20/min', ''])
  })
})
