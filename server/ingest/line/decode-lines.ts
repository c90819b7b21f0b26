import { encodeValue } from '../../../models/protocol/value.ts'
import type { DeviceEntry, Register } from '../../../models/register.ts'
import type { Refusal } from '../candidates.ts'
import { Candidates } from '../candidates.ts'
import { cleanText, showSent } from '../quarantined-item.ts'
import type { LineMapping } from './line-mapping.ts'
import { findMapping } from './line-mapping.ts'
import type { LinePrecision } from './line-time.ts'
import { readLineTime } from './line-time.ts'
import type { BrokenLine, FieldValue, Line } from './parse-lines.ts'
import { parseKey, parseLines } from './parse-lines.ts'

type Resolved = {
  readonly device: string
  readonly entry: DeviceEntry | null
  readonly mapping: LineMapping | null
  readonly refusal: Pick<Refusal, 'code' | 'reason'> | null
}
export type DecodedLines = { readonly candidates: Candidates; readonly broken: readonly BrokenLine[] }
export type DecodeLines = (bytes: Buffer, precision: LinePrecision, onlyDevice: string | null) => DecodedLines

const mostKeysHeld = 50_000

/** A decoder that remembers what each measurement-and-tags resolved to: a meter writes under the same one all its life. */
export function createLineDecoder(register: () => Register, mappings: readonly LineMapping[]): DecodeLines {
  let known = register()
  const resolved = new Map<string, Resolved>()
  const resolve = (key: string): Resolved => {
    const held = resolved.get(key)
    if (held) return held
    if (resolved.size >= mostKeysHeld) resolved.clear()
    const made = resolveKey(known, mappings, key)
    // A copy: a word cut from a body holds all of the body.
    resolved.set(Buffer.from(key).toString(), made)
    return made
  }
  return (bytes, precision, onlyDevice) => {
    if (register() !== known) {
      known = register()
      resolved.clear()
    }
    const candidates = new Candidates(bytes.length >> 5)
    const broken = parseLines(bytes, (line) => decodeLine(resolve(line.key), line, readLineTime(line.stamp, precision), onlyDevice, candidates))
    return { candidates, broken }
  }
}

function resolveKey(register: Register, mappings: readonly LineMapping[], key: string): Resolved {
  const parsed = parseKey(key)
  if (!parsed)
    return { device: '', entry: null, mapping: null, refusal: { code: 'unknown_shape', reason: `the tags of '${key.slice(0, 100)}' cannot be read` } }
  const mapped = findMapping(mappings, parsed.measurement, parsed.tags)
  const device = mapped?.device ?? parsed.tags.get('device')
  if (device === undefined)
    return {
      device: '',
      entry: null,
      mapping: null,
      refusal: { code: 'unknown_shape', reason: `'${key.slice(0, 100)}' has no tag 'device', and no mapping says which device it is` },
    }
  const entry = register.devices.get(device) ?? register.devices.get(device.normalize()) ?? null
  return {
    device,
    entry,
    mapping: mapped?.mapping ?? null,
    refusal: entry ? null : { code: 'unknown_device', reason: `there is no device '${device.slice(0, 100)}'` },
  }
}

function decodeLine(resolved: Resolved, line: Line, time: number, onlyDevice: string | null, candidates: Candidates): void {
  const { entry, mapping, refusal } = resolved
  for (let f = 0; f < line.fieldCount; f += 1) {
    const name = line.names[f] ?? ''
    const sent = line.values[f] ?? ''
    const rule = mapping?.points[name]
    const point = entry?.points.get(rule?.point ?? name)
    if (!entry || refusal) refuse(candidates, resolved, line, f, refusal?.code ?? 'unknown_device', refusal?.reason ?? '')
    else if (onlyDevice !== null && entry.id !== onlyDevice)
      refuse(candidates, resolved, line, f, 'foreign_device', `this credential speaks for '${onlyDevice}' only`)
    else if (!point) refuse(candidates, resolved, line, f, 'unknown_point', `${entry.id} (${entry.typeId}) has no point '${name.slice(0, 100)}'`)
    else {
      const encoded = encodeValue(point.point, rule ? translate(sent, rule) : sent)
      if (encoded.ok) candidates.add(point, time, encoded.value, encoded.text === null ? null : cleanText(encoded.text), line.number - 1)
      else refuse(candidates, resolved, line, f, encoded.code, `${encoded.reason}: ${showSent(sent).slice(0, 100)}`)
    }
  }
}

function refuse(candidates: Candidates, { device }: Resolved, line: Line, field: number, code: Refusal['code'], reason: string): void {
  candidates.refuse({
    index: line.number - 1,
    code,
    reason,
    device: device === '' ? line.key : device,
    point: line.names[field] ?? '',
    value: showSent(line.values[field]),
    time: line.stamp,
  })
}

function translate(sent: FieldValue, { scale, states }: LineMapping['points'][string]): FieldValue {
  const word = states?.[String(sent)]
  if (word !== undefined) return word
  return typeof sent === 'number' ? sent * scale : sent
}
