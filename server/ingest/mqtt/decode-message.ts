import { isUtf8 } from 'node:buffer'
import type { Register } from '../../../models/register.ts'
import { parseSafeJson } from '../../platform/safe-json.ts'
import type { Refusal } from '../candidates.ts'
import { Candidates } from '../candidates.ts'
import { decodeReading } from '../decode-items.ts'
import type { Topic } from './telemetry-topic.ts'

const longestShown = 2000

/** A telemetry message, `{ time?, point: value, … }` or a list of such, becomes readings of its topic's device, or refusals that say why. */
export function decodeMessage(register: Register, topicName: string, topic: Topic, payload: Buffer, onlyDevice: string | null): Candidates {
  const candidates = new Candidates(8)
  const refuse = (code: Refusal['code'], reason: string): Candidates => {
    candidates.refuse({
      index: 0,
      code,
      reason,
      device: topic.device === '' ? topicName : topic.device,
      point: '',
      // MQTT names no character set: what is no UTF-8 is kept byte by byte, so that nothing of it is lost.
      value: isUtf8(payload) ? payload.toString('utf8', 0, longestShown) : `hex ${payload.toString('hex', 0, longestShown / 2 - 4)}`,
      time: '',
    })
    return candidates
  }
  if (topic.kind === 'other')
    return refuse('wrong_topic', `'${topicName.slice(0, 200)}' is no topic of this community: linli/${register.community.id}/{device}/telemetry`)
  if (!topic.entry) return refuse('unknown_device', `there is no device '${topic.device.slice(0, 100)}'`)
  if (onlyDevice !== null && topic.entry.id !== onlyDevice) return refuse('foreign_device', `this credential speaks for '${onlyDevice}' only`)
  if (topic.kind === 'command') return refuse('wrong_topic', 'commands are given by this server only')
  if (!isUtf8(payload)) return refuse('unknown_shape', 'the message is not UTF-8: send it as UTF-8, or by HTTP with charset=gb18030')
  const message = readJson(payload)
  if (!message.ok) return refuse('unknown_shape', message.reason)
  let index = 0
  for (const part of Array.isArray(message.value) ? message.value : [message.value]) {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) {
      refuse('unknown_shape', 'a message is an object of points and values, or a list of such')
      continue
    }
    const time: unknown = 'time' in part ? part.time : undefined
    for (const [point, value] of Object.entries(part))
      if (point !== 'time') decodeReading(register, candidates, { index: index++, device: topic.entry.id, point, value, time }, null)
  }
  if (candidates.count === 0 && candidates.refused.length === 0) return refuse('unknown_shape', 'the message holds no value')
  return candidates
}

function readJson(payload: Buffer): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: parseSafeJson(payload.toString('utf8')) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
