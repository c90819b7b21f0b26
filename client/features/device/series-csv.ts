import type { PointEntry } from '../../../models/register.ts'
import type { SeriesRows } from '../../state/queries.ts'
import { formatStamp } from '../../ui/time.ts'

/**
 * The drawn rows as CSV: UTC and the community's time, value, and with a window its extremes and count. It begins with a byte order
 * mark, by which Excel knows UTF-8; a text that a spreadsheet would take for a formula is quoted out of it.
 */
export function seriesCsv(entry: PointEntry, rows: SeriesRows, zone: string): string {
  const unit = 'unit' in entry.point ? ` (${entry.point.unit})` : ''
  const isWindowed = rows.some((row) => row.length > 2)
  const head = ['time (UTC)', `time (${zone})`, `${entry.device.id} ${entry.id}${unit}`, ...(isWindowed ? ['minimum', 'maximum', 'count'] : [])]
  const lines = rows.map(([time, ...values]) => {
    const at = Number(time)
    return [new Date(at).toISOString(), formatStamp(at, zone), ...values.map(spoken)]
  })
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

const spoken = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value))

function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
