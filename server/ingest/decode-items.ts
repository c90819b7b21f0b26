import { encodeValue } from '../../models/protocol/value.ts'
import type { Register } from '../../models/register.ts'
import type { Refusal } from './candidates.ts'
import { Candidates } from './candidates.ts'
import { cleanText, showSent } from './quarantined-item.ts'
import { readTime } from './reading-time.ts'

/** Items `{ device, point, value, time? }` as sent become readings of known points, or refusals that say why. */
export function decodeItems(register: Register, items: readonly unknown[], onlyDevice: string | null): Candidates {
  const candidates = new Candidates(items.length)
  for (const [index, item] of items.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item))
      candidates.refuse({
        index,
        code: 'unknown_shape',
        reason: 'a reading is an object with device, point and value',
        device: '',
        point: '',
        value: showSent(item),
        time: '',
      })
    else decodeReading(register, candidates, { index, ...namesOf(item) }, onlyDevice)
  }
  return candidates
}

type Sent = { readonly index: number; readonly device: unknown; readonly point: unknown; readonly value: unknown; readonly time: unknown }

const namesOf = (item: object) => ({
  device: 'device' in item ? item.device : undefined,
  point: 'point' in item ? item.point : undefined,
  value: 'value' in item ? item.value : undefined,
  time: 'time' in item ? item.time : undefined,
})

/** One reading by its names; without a time it is of now. `onlyDevice`: the sender may speak for no other. */
export function decodeReading(register: Register, candidates: Candidates, sent: Sent, onlyDevice: string | null): void {
  const { index, device, point, value, time } = sent
  if (typeof device !== 'string' || typeof point !== 'string') return refuse(candidates, sent, 'unknown_shape', 'device and point are texts')
  // Names may come composed or decomposed; ids are kept composed (NFC).
  const entry = register.devices.get(device) ?? register.devices.get(device.normalize())
  if (!entry) return refuse(candidates, sent, 'unknown_device', `there is no device '${device.slice(0, 100)}'`)
  if (onlyDevice !== null && entry.id !== onlyDevice) return refuse(candidates, sent, 'foreign_device', `this credential speaks for '${onlyDevice}' only`)
  const pointEntry = entry.points.get(point) ?? entry.points.get(point.normalize())
  if (!pointEntry) return refuse(candidates, sent, 'unknown_point', `${entry.id} (${entry.typeId}) has no point '${point.slice(0, 100)}'`)
  const encoded = encodeValue(pointEntry.point, value)
  if (!encoded.ok) return refuse(candidates, sent, encoded.code, `${encoded.reason}: ${showSent(value).slice(0, 100)}`)
  const text = encoded.text === null ? null : cleanText(encoded.text)
  if (time === undefined || time === null) return candidates.add(pointEntry, Number.NaN, encoded.value, text, index)
  const read = readTime(time)
  if (!read.ok) return refuse(candidates, sent, 'bad_time', read.reason)
  candidates.add(pointEntry, read.ms, encoded.value, text, index, read.unit)
}

function refuse(candidates: Candidates, { index, device, point, value, time }: Sent, code: Refusal['code'], reason: string): void {
  candidates.refuse({ index, code, reason, device: showSent(device), point: showSent(point), value: showSent(value), time: showSent(time) })
}
