import type { KeptItem } from './quarantine-store.ts'

/** What an item says for a device and point: its value and time as they were sent; without a usable time, when it came. */
export function sentReading(item: Pick<KeptItem, 'code' | 'value' | 'time' | 'received'>, device: string, point: string): object {
  const parsed = parseValue(item.value)
  // A whole message was kept where its topic or device was unknown: the point is one of its fields.
  if (isMessage(parsed) && Object.hasOwn(parsed, point)) {
    const fields = new Map<string, unknown>(Object.entries(parsed))
    return { device, point, value: fields.get(point), time: fields.get('time') ?? item.received }
  }
  const hasOwnTime = item.time !== '' && item.code !== 'bad_time'
  return { device, point, value: parsed, time: hasOwnTime ? (/^\d+$/.test(item.time) ? Number(item.time) : item.time) : item.received }
}

const isMessage = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values are kept as text; what is no JSON is a text itself. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
