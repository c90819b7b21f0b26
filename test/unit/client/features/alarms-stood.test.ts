import { expect, it } from 'vitest'
import { alarmsStood } from '../../../../client/features/device/alarms-stood.ts'
import type { AlarmState } from '../../../../models/protocol/alarm.ts'
import { createTestTwin, kitchenDetector } from '../support/console-twin.tsx'

const { twin } = createTestTwin([kitchenDetector])
const entry = twin.register.devices.get(kitchenDetector.id)?.points.get('obscuration')
const [name] = Object.keys(entry?.device.type.alarms ?? {})
const at = Date.UTC(2026, 10, 24, 4)

function alarm(part: Partial<AlarmState>): AlarmState {
  return {
    id: `${kitchenDetector.id}/${name}`,
    occurrence: `${kitchenDetector.id}/${name}@1`,
    version: 1,
    number: 1,
    device: kitchenDetector.id,
    alarm: name ?? '',
    class: 'lifeSafety',
    condition: 'active',
    ack: 'unacked',
    latched: false,
    suppression: 'none',
    raisedAt: at + 1000,
    deviceTime: at,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    point: 'obscuration',
    value: '0.2',
    origin: 'measured',
    lateBy: 0,
    historic: false,
    unrecorded: false,
    ...part,
  }
}

it('an alarm that stands is marked up to now, one that ended up to its end, and that of another point not at all', () => {
  if (!entry) throw new Error('the detector has no obscuration')
  const stood = alarmsStood(
    [alarm({}), alarm({ occurrence: 'x@2', deviceTime: at - 9000, clearedAt: at - 5000 }), alarm({ point: 'battery' })],
    entry,
    at + 60_000,
    'Asia/Shanghai',
    'en',
  )
  expect(stood.map(({ from, to }) => [from, to])).toEqual([
    [at, at + 60_000],
    [at - 9000, at - 5000],
  ])
  expect(stood[0]?.label).toContain('12:00:00')
})
