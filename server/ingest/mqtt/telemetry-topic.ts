import type { DeviceEntry, Register } from '../../../models/register.ts'

/** What a topic says: `linli/{community}/{device}/…`. */
export type Topic =
  | { readonly kind: 'telemetry' | 'status' | 'command' | 'result'; readonly device: string; readonly entry: DeviceEntry | null }
  | { readonly kind: 'other'; readonly device: ''; readonly entry: null }

const kinds = new Map<string, 'telemetry' | 'status' | 'command' | 'result'>([
  ['telemetry', 'telemetry'],
  ['status', 'status'],
  ['command', 'command'],
  ['command/result', 'result'],
])
const other: Topic = { kind: 'other', device: '', entry: null }
const mostTopicsHeld = 50_000

/** Reads topics of one community, remembering those of known devices. */
export function createTopicReader(register: () => Register): (topic: string) => Topic {
  let known = register()
  const held = new Map<string, Topic>()
  return (topic) => {
    if (register() !== known) {
      known = register()
      held.clear()
    }
    const found = held.get(topic)
    if (found) return found
    const read = readTopic(known, topic)
    if (read.entry) {
      if (held.size >= mostTopicsHeld) held.clear()
      held.set(topic, read)
    }
    return read
  }
}

function readTopic(register: Register, topic: string): Topic {
  const [root, community, device = '', ...rest] = topic.split('/')
  const kind = kinds.get(rest.join('/'))
  if (root !== 'linli' || community !== register.community.id || device === '' || kind === undefined) return other
  return { kind, device, entry: register.devices.get(device) ?? register.devices.get(device.normalize()) ?? null }
}
