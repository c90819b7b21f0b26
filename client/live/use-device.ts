import { useMemo, useSyncExternalStore } from 'react'
import type { DeviceEntry } from '../../models/register.ts'
import { useTwin } from '../state/twin.ts'
import { createDeviceWatch } from './device-watch.ts'
import type { TelemetryBuffer } from './telemetry-buffer.ts'

const lookEveryMs = 250

/** Re-renders when anything of this device changed, at most four times a second; gives the device, or undefined when there is none. */
export function useDevice(id: string): DeviceEntry | undefined {
  const { register, buffer } = useTwin()
  const device = register.devices.get(id)
  const store = useMemo(() => createDeviceStore(buffer, device), [buffer, device])
  useSyncExternalStore(store.subscribe, store.read)
  return device
}

function createDeviceStore(buffer: TelemetryBuffer, device: DeviceEntry | undefined) {
  let changes = 0
  return {
    read: () => changes,
    subscribe: (notify: () => void) => {
      if (!device) return () => undefined
      const isChanged = createDeviceWatch(buffer, device)
      isChanged()
      const timer = setInterval(() => {
        if (!isChanged()) return
        changes += 1
        notify()
      }, lookEveryMs)
      return () => clearInterval(timer)
    },
  }
}
