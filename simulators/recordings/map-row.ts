import { DateTime } from 'luxon'
import type { PointValue } from '../../models/protocol/reading.ts'
import type { Mapping } from './mapping.ts'
import type { Flaws, Row } from './read-rows.ts'

/** What an instrument shows where there is nothing, by column, in the file's own unit. */
export type Zeros = ReadonlyMap<string, number>
export type Recorded = { readonly device: string; readonly point: string; readonly value: PointValue }

/** Milliseconds of the recording's own clock; null, counted, where the row has no readable time. */
export function timeOf({ line, fields }: Row, { time }: Mapping, flaws: Flaws): number | null {
  if (time.kind === 'seconds') {
    const seconds = numberOf(fields.get(time.column))
    if (seconds === null) flaws.add(`no number in time column ${time.column}`, line)
    return seconds === null ? null : Math.round(seconds * 1000)
  }
  const text = time.columns.map((column) => fields.get(column) ?? '').join(' ')
  const read = DateTime.fromFormat(text, time.format, { zone: time.zone })
  if (!read.isValid) flaws.add(`time not in the form ${time.format}`, line)
  return read.isValid ? read.toMillis() : null
}

/** What a row says of the community's devices. What is not measured is left out; what is not a number is counted. */
export function mapRow(row: Row, mapping: Mapping, flaws: Flaws, zeros: Zeros = new Map()): Recorded[] {
  return [...mapping.values.flatMap((value) => mapValue(row, value, mapping, flaws, zeros)), ...mapping.shares.flatMap((share) => mapShare(row, share, flaws))]
}

function mapValue({ line, fields }: Row, value: Mapping['values'][number], mapping: Mapping, flaws: Flaws, zeros: Zeros): Recorded[] {
  const text = fields.get(value.column)
  if (text === undefined) {
    flaws.add(`no column ${value.column}`, line)
    return []
  }
  if (mapping.missing.includes(text)) {
    flaws.add(`not measured: ${value.column}`, line)
    return []
  }
  if (value.code) {
    const code = value.code[text]
    if (code === undefined) flaws.add(`no code for '${text.slice(0, 40)}' in ${value.column}`, line)
    return code === undefined ? [] : [{ device: value.device, point: value.point, value: code }]
  }
  const number = numberOf(text)
  if (number === null) {
    flaws.add(`not a number in ${value.column}`, line)
    return []
  }
  const scaled = (number - (zeros.get(value.column) ?? 0)) * value.scale + value.offset
  const [low, high] = value.clip ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (scaled > high) flaws.add(`above what the device can tell: ${value.column}`, line)
  if (scaled < low) flaws.add(`below what the device can tell: ${value.column}`, line)
  return [{ device: value.device, point: value.point, value: Math.min(high, Math.max(low, scaled)) }]
}

function mapShare({ line, fields }: Row, share: Mapping['shares'][number], flaws: Flaws): Recorded[] {
  for (const [column, wanted] of Object.entries(share.when)) if (fields.get(column) !== wanted) return []
  const [count, capacity] = [numberOf(fields.get(share.count)), numberOf(fields.get(share.capacity))]
  if (count === null || capacity === null || capacity <= 0) {
    flaws.add('no count or capacity', line)
    return []
  }
  if (count > capacity) flaws.add('more cars than places', line)
  if (count < 0) flaws.add('fewer than no cars', line)
  const taken = Math.round(Math.min(1, Math.max(0, count / capacity)) * share.take)
  return Array.from({ length: share.take }, (_, index) => ({
    device: `${share.device}${String(share.from + index).padStart(3, '0')}`,
    point: share.point,
    value: index < taken,
  }))
}

const numberOf = (text: string | undefined): number | null => {
  if (text === undefined || text === '') return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}
