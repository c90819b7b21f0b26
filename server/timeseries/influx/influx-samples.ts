import { origins, qualities } from '../../../models/protocol/reading.ts'
import type { Register } from '../../../models/register.ts'
import type { Sample } from '../time-series.ts'
import type { InfluxTable } from './influx-connection.ts'

/** Fields and tags of a stored reading, in InfluxQL. */
export const sampleFields = 'value, bad, text, received, quality, flags, origin'

const textOf = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null)
const numberOf = (cell: unknown): number | null => (typeof cell === 'number' ? cell : null)
const indexIn = (names: readonly string[], cell: unknown): number => Math.max(0, names.indexOf(textOf(cell) ?? names[0] ?? ''))

/** Rows of a table as samples. The series is `series` where given, else what the table's tags or columns `device` and `point` name; rows of no known point are left out. */
export function samplesOf(table: InfluxTable, register: Register, series: number | null): Sample[] {
  const at = (name: string): number => table.columns.indexOf(name)
  const [time, value, bad, text, received, quality, flags, origin, device, point] = [
    'time',
    'value',
    'bad',
    'text',
    'received',
    'quality',
    'flags',
    'origin',
    'device',
    'point',
  ].map(at)
  const ofTable = series ?? seriesOf(register, table.tags?.device, table.tags?.point)
  const samples: Sample[] = []
  const cellOf = (row: readonly unknown[], index: number | undefined): unknown => (index === undefined || index < 0 ? null : row[index])
  for (const row of table.values) {
    const number = ofTable ?? seriesOf(register, cellOf(row, device), cellOf(row, point))
    const moment = numberOf(cellOf(row, time))
    const stored = numberOf(cellOf(row, value)) ?? numberOf(cellOf(row, bad))
    if (number === null || moment === null || stored === null) continue
    samples.push({
      series: number,
      time: moment,
      received: numberOf(cellOf(row, received)) ?? moment,
      value: stored,
      text: textOf(cellOf(row, text)),
      quality: indexIn(qualities, cellOf(row, quality)),
      flags: numberOf(cellOf(row, flags)) ?? 0,
      origin: indexIn(origins, cellOf(row, origin)),
    })
  }
  return samples
}

function seriesOf(register: Register, device: unknown, point: unknown): number | null {
  if (typeof device !== 'string' || typeof point !== 'string') return null
  return register.devices.get(device)?.points.get(point)?.series ?? null
}
