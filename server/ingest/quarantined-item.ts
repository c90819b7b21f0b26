import { randomUUID } from 'node:crypto'
import type { Origin } from '../../models/protocol/reading.ts'
import type { Quarantined } from '../journal/fact.ts'
import type { Refusal } from './candidates.ts'

/** Who sent it and by which way; `origin` follows the credential, and `device`, when set, is the only one it may speak for. */
export type Source = {
  readonly via: Quarantined['via']
  readonly origin: Origin
  readonly who: string
  readonly device?: string | null
  /** Read from a store that others write: marked `followed` and not written back there. */
  readonly isFollowed?: boolean
}

const longestValue = 2000
const longestName = 200

/** The durable form of a refusal, every text bounded and free of NUL and lone surrogates, which databases refuse. */
export function quarantinedItem({ code, reason, device, point, value, time }: Refusal, source: Source, received: number): Quarantined {
  return {
    id: randomUUID(),
    received,
    via: source.via,
    code,
    reason: bounded(reason, longestName * 2),
    device: bounded(device, longestName),
    point: bounded(point, longestName),
    value: bounded(value, longestValue),
    time: bounded(time, longestName),
    origin: source.origin,
  }
}

function bounded(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  return cleanText(cut)
}

/** Text as every store can keep it: no NUL, no half of a surrogate pair. */
export const cleanText = (text: string): string => text.replace(/\p{Surrogate}|\0/gu, '\ufffd')

/** What was sent, as text, for a person to judge. */
export function showSent(sent: unknown): string {
  if (typeof sent === 'string') return sent
  if (typeof sent === 'number' || sent === undefined) return sent === undefined ? '' : String(sent)
  return JSON.stringify(sent)
}
