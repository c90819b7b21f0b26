import type { DeviceEntry } from '../../models/register.ts'
import type { TelemetryBuffer } from './telemetry-buffer.ts'

/** Tells whether anything of one device changed since it was last asked; cheap while nothing arrives. */
export function createDeviceWatch(buffer: TelemetryBuffer, device: DeviceEntry): () => boolean {
  const series = [...device.points.values()].map((point) => point.series)
  const times = new Float64Array(series.length).fill(-1)
  const values = new Float64Array(series.length)
  const marks = new Float64Array(series.length)
  let revision = -1
  return () => {
    if (revision === buffer.revision) return false
    revision = buffer.revision
    let isChanged = false
    for (let index = 0; index < series.length; index++) {
      const number = series[index]
      const mark = buffer.flags[number] * 64 + buffer.quality[number] * 8 + buffer.origin[number]
      if (Object.is(times[index], buffer.time[number]) && Object.is(values[index], buffer.value[number]) && marks[index] === mark) continue
      times[index] = buffer.time[number]
      values[index] = buffer.value[number]
      marks[index] = mark
      isChanged = true
    }
    return isChanged
  }
}
