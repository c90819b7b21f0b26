import { describe, expect, it } from 'vitest'
import { createTelemetryBuffer } from '../../client/live/telemetry-buffer.ts'
import { countLayer } from '../../client/state/layer-counts.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { shippedRegister } from '../support/shipped-world.ts'

const now = Date.UTC(2026, 10, 24, 12)
const month = 31 * 86_400_000
const register = shippedRegister()

describe.each(subsystems)('the layer $id', ({ id }) => {
  const devices = register.bySubsystem.get(id) ?? []
  const [first, second, third, fourth] = devices

  it('counts every device of the register once', () => {
    const buffer = createTelemetryBuffer(register)
    for (const device of devices) {
      // One is never heard, one was heard long ago, the others just now and by the simulator.
      if (device === first) continue
      for (const { series } of device.points.values()) {
        buffer.time[series] = device === second ? now - month : now
        buffer.origin[series] = 2
      }
    }
    const alarms = [
      { device: third?.id ?? '', suppression: 'none' },
      { device: third?.id ?? '', suppression: 'none' },
      { device: fourth?.id ?? '', suppression: 'outOfService' },
    ]
    const { simulated, ...parts } = countLayer(register, buffer, id, alarms, now)
    expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(devices.length)
    expect(parts).toMatchObject({
      never: 1,
      lost: second ? 1 : 0,
      alarm: third ? 1 : 0,
      outOfService: fourth ? 1 : 0,
      normal: Math.max(0, devices.length - 4),
    })
    expect(simulated).toBe(devices.length - 1)
  })
})
