import { expect, it } from 'vitest'
import { createDeviceWatch } from '../../../../client/live/device-watch.ts'
import { createTelemetryBuffer } from '../../../../client/live/telemetry-buffer.ts'
import { liveRegister, pointsPerDevice } from '../../../support/live-register.ts'

it('tells of changes of its own device alone, each once', () => {
  const register = liveRegister(2)
  const buffer = createTelemetryBuffer(register)
  const device = register.devices.get('meter-0')
  if (!device) throw new Error('no device')
  const isChanged = createDeviceWatch(buffer, device)
  isChanged()
  const set = (series: number, time: number): void => {
    buffer.time[series] = time
    buffer.revision += 1
  }
  set(pointsPerDevice, 1)
  expect(isChanged()).toBe(false)
  set(3, 2)
  expect(isChanged()).toBe(true)
  expect(isChanged()).toBe(false)
})
