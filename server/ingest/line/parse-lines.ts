import { readDecimal } from './read-decimal.ts'

/** One line of InfluxDB line protocol. `key` is measurement and tags as written, escapes and all; reused from line to line. */
export type Line = {
  number: number
  key: string
  fieldCount: number
  readonly names: string[]
  /** The names as they stand in the body's text. */
  readonly cuts: string[]
  readonly values: FieldValue[]
  /** Digits of the timestamp as written, or empty. */
  stamp: string
  /** Line breaks inside its quoted texts. */
  breaks: number
}
/** A body as bytes, and as text in which each character stands for one byte: cutting from it costs a fraction of decoding each word. */
type Body = { readonly bytes: Buffer; readonly text: string }
/** NaN and infinities are written as numbers nobody can store; they come through as such. */
export type FieldValue = number | boolean | string
export type BrokenLine = { readonly line: number; readonly why: string; readonly text: string }

const newline = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const quote = 0x22
const hash = 0x23
const comma = 0x2c
const equals = 0x3d
const backslash = 0x5c
const longestShown = 80

/**
 * Walks a body of line protocol once, byte by byte. Whole lines go to `take`, in order; broken ones are given back with their number.
 * Grammar: docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol. Quoted text may run over several lines; `#` begins a comment.
 */
export function parseLines(bytes: Buffer, take: (line: Line) => void): BrokenLine[] {
  const broken: BrokenLine[] = []
  const body: Body = { bytes, text: bytes.toString('latin1') }
  const line: Line = { number: 0, key: '', fieldCount: 0, names: [], cuts: [], values: [], stamp: '', breaks: 0 }
  const end = bytes.length
  let number = 0
  let at = 0
  while (at < end) {
    number += 1
    const start = at
    while (at < end && (bytes[at] === space || bytes[at] === carriageReturn)) at += 1
    if (at < end && (bytes[at] === newline || bytes[at] === hash)) {
      at = lineEnd(bytes, at) + 1
      continue
    }
    if (at >= end) break
    line.number = number
    const outcome = parseLine(body, at, line)
    if (typeof outcome === 'number') {
      take(line)
      number += line.breaks
      at = outcome + 1
    } else {
      const stop = lineEnd(bytes, start)
      broken.push({ line: number, why: outcome, text: bytes.toString('utf8', start, Math.min(stop, start + longestShown)) })
      at = stop + 1
    }
  }
  return broken
}

/** The offset of the line's end, or why it cannot be read. */
function parseLine(body: Body, start: number, line: Line): number | string {
  const { bytes } = body
  let at = skipKey(bytes, start)
  if (at === start || bytes[start] === comma) return 'missing measurement'
  if (bytes[at] !== space) return 'missing fields'
  line.key = textOf(body, start, at)
  line.breaks = 0
  while (bytes[at] === space) at += 1
  line.fieldCount = 0
  for (;;) {
    const nameStart = at
    at = skipName(bytes, at)
    if (bytes[at] !== equals) return 'missing field value'
    if (at === nameStart) return 'missing field key'
    // Line after line has the same fields.
    const before = line.cuts[line.fieldCount]
    if (before === undefined || before.length !== at - nameStart || !body.text.startsWith(before, nameStart)) {
      line.cuts[line.fieldCount] = body.text.slice(nameStart, at)
      line.names[line.fieldCount] = unescapeName(textOf(body, nameStart, at))
    }
    const read = readValue(body, at + 1, line)
    if (typeof read === 'string') return read
    at = read
    if (bytes[at] !== comma) break
    at += 1
  }
  return readStamp(body, at, line)
}

/** Past measurement and tags, to the first bare space. */
function skipKey(bytes: Buffer, start: number): number {
  let at = start
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === backslash && bytes[at + 1] !== newline) at += 1
    else if (byte === space || byte === newline) return at
  }
  return Math.min(at, bytes.length)
}

/** Past a field's name, to the first bare `=`, or to what cannot be in a name. */
function skipName(bytes: Buffer, start: number): number {
  let at = start
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === backslash && bytes[at + 1] !== newline) at += 1
    else if (byte === equals || byte === space || byte === comma || byte === newline) return at
  }
  return Math.min(at, bytes.length)
}

/** Puts the value beside its name; gives back the offset after it, or why it cannot be read. */
function readValue({ bytes, text }: Body, start: number, line: Line): number | string {
  if (bytes[start] === quote) return readQuoted(bytes, start + 1, line)
  let at = start
  while (at < bytes.length && bytes[at] !== comma && bytes[at] !== space && bytes[at] !== newline) at += 1
  const stop = bytes[at - 1] === carriageReturn && (at === bytes.length || bytes[at] === newline) ? at - 1 : at
  if (stop === start) return 'missing field value'
  const plain = readDecimal(bytes, start, stop)
  const value = Number.isNaN(plain) ? readBare(text.slice(start, stop)) : plain
  if (value === undefined) return `invalid value '${bytes.toString('utf8', start, Math.min(stop, start + longestShown))}'`
  line.values[line.fieldCount] = value
  line.fieldCount += 1
  return stop
}

function readQuoted(bytes: Buffer, start: number, line: Line): number | string {
  let at = start
  let isEscaped = false
  for (; at < bytes.length && bytes[at] !== quote; at += 1)
    if (bytes[at] === backslash) {
      isEscaped = true
      at += 1
      if (bytes[at] === newline) line.breaks += 1
    } else if (bytes[at] === newline) line.breaks += 1
  if (at >= bytes.length) return 'unbalanced quotes'
  const text = bytes.toString('utf8', start, at)
  line.values[line.fieldCount] = isEscaped ? text.replace(/\\(["\\])/g, '$1') : text
  line.fieldCount += 1
  const next = bytes[at + 1]
  if (next !== undefined && next !== comma && next !== space && next !== newline && next !== carriageReturn) return 'text after the closing quote'
  return at + 1
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const whole = /^[+-]?\d+[iu]$/
const notFinite = /^[+-]?(?:nan|inf|infinity)$/i

function readBare(text: string): FieldValue | undefined {
  if (decimal.test(text)) return Number(text)
  if (whole.test(text)) return Number(text.slice(0, -1))
  switch (text) {
    case 't':
    case 'T':
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'f':
    case 'F':
    case 'false':
    case 'False':
    case 'FALSE':
      return false
  }
  if (!notFinite.test(text)) return undefined
  if (/nan/i.test(text)) return Number.NaN
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

/** The digits at the end, if any; gives back the offset of the line's end. */
function readStamp({ bytes, text }: Body, start: number, line: Line): number | string {
  let at = start
  while (bytes[at] === space) at += 1
  const stampStart = at
  if (bytes[at] === 0x2d) at += 1
  while (isDigit(bytes[at])) at += 1
  line.stamp = text.slice(stampStart, at)
  if (line.stamp === '-' || line.stamp.length > 20) return 'bad timestamp'
  while (bytes[at] === space || bytes[at] === carriageReturn) at += 1
  return at >= bytes.length || bytes[at] === newline ? Math.min(at, bytes.length) : 'bad timestamp'
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

const lineEnd = (bytes: Buffer, from: number): number => {
  const found = bytes.indexOf(newline, from)
  return found < 0 ? bytes.length : found
}

/** Most names are ASCII, for which the body's text has them already. */
function textOf({ bytes, text }: Body, start: number, stop: number): string {
  for (let at = start; at < stop; at += 1) if ((bytes[at] ?? 0) >= 0x80) return bytes.toString('utf8', start, stop)
  return text.slice(start, stop)
}

/** `\,`, `\=` and `\ ` stand for the bare character; any other backslash for itself. */
export const unescapeName = (name: string): string => (name.includes('\\') ? name.replace(/\\([,= ])/g, '$1') : name)

/** Measurement and tags of a key as written. A tag without `=` or with an empty name or value makes it null. */
export function parseKey(key: string): { readonly measurement: string; readonly tags: ReadonlyMap<string, string> } | null {
  const [measurement = '', ...parts] = splitBare(key, ',')
  const tags = new Map<string, string>()
  for (const part of parts) {
    const [name = '', value = '', ...more] = splitBare(part, '=')
    if (name === '' || value === '' || more.length > 0) return null
    tags.set(unescapeName(name), unescapeName(value))
  }
  return { measurement: unescapeName(measurement), tags }
}

function splitBare(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
