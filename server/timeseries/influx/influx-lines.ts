import { origins, qualities, type ReadingBatch } from '../../../models/protocol/reading.ts'
import type { PointEntry, Register } from '../../../models/register.ts'
import { badQuality } from '../fold-windows.ts'
import { escapeTag, quoteField } from './escape.ts'

/** All that Linli writes stands in this measurement; a follower skips it. */
export const ownMeasurement = 'linli'

/**
 * Readings as line protocol, one line each: tags `subsystem`, `device`, `point`; fields
 * `value` (number; a boolean as 0 or 1; a state or event as the index of its code) or, for a bad reading, `bad`, so that no mean is made of it;
 * `label` (the code in words) and `text` (an event's detail, a location's metres); `received` (ms), and
 * `quality`, `flags`, `origin` where they are not good, none, measured.
 */
export class InfluxLines {
  private readonly prefixes = new Map<number, { readonly entry: PointEntry; readonly prefix: string; readonly labels: readonly string[] }>()
  private readonly register: () => Register

  constructor(register: () => Register) {
    this.register = register
  }

  /** The line of a row; null for a series that is in no register, or a value that is not finite. */
  lineOf(batch: ReadingBatch, row: number): string | null {
    const known = this.prefixOf(batch.series[row] ?? -1)
    const value = batch.value[row] ?? Number.NaN
    const time = batch.time[row] ?? Number.NaN
    if (!known || !Number.isFinite(value) || !Number.isFinite(time)) return null
    const quality = batch.quality[row] ?? 0
    const flags = batch.flags[row] ?? 0
    const origin = batch.origin[row] ?? 0
    const label = known.labels[value]
    const text = batch.text?.[row]
    let line = `${known.prefix}${quality === badQuality ? 'bad' : 'value'}=${value},received=${Math.trunc(batch.received)}i`
    if (label !== undefined) line += `,label=${label}`
    if (text !== null && text !== undefined) line += `,text=${quoteField(text)}`
    if (quality !== 0) line += `,quality="${qualities[quality] ?? quality}"`
    if (flags !== 0) line += `,flags=${flags}i`
    if (origin !== 0) line += `,origin="${origins[origin] ?? origin}"`
    return `${line} ${Math.trunc(time)}`
  }

  private prefixOf(series: number): { readonly prefix: string; readonly labels: readonly string[] } | null {
    const entry = this.register().series[series]
    if (!entry) return null
    const known = this.prefixes.get(series)
    if (known?.entry === entry) return known
    const { device, id, point } = entry
    const tags = `subsystem=${escapeTag(device.subsystem.id)},device=${escapeTag(device.id)},point=${escapeTag(id)}`
    const made = { entry, prefix: `${ownMeasurement},${tags} `, labels: labelsOf(point).map(quoteField) }
    this.prefixes.set(series, made)
    return made
  }
}

function labelsOf(point: PointEntry['point']): string[] {
  switch (point.kind) {
    case 'number':
    case 'counter':
    case 'location':
      return []
    case 'boolean':
      return ['false', 'true']
    case 'state':
      return Object.keys(point.states)
    case 'event':
      return Object.keys(point.events)
  }
}
