import type { Language } from '../../../models/text.ts'
import type { Say } from '../../ui/text.tsx'
import { formatSpan, formatStamp } from '../../ui/time.ts'
import { systemStrings as strings } from './strings.ts'

type Manner = { readonly text: Say; readonly language: Language; readonly zone: string }

const words = new Map(Object.entries(strings))

/** A figure of the server's account as people read it: the ending of its name says what it counts (`…Bytes`, `…Ms`, `…Seconds`, `…At`). */
export function showFact(key: string, value: unknown, { text, language, zone }: Manner): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return text(strings.none)
  if (typeof value === 'boolean') return text(value ? strings.yes : strings.no)
  if (typeof value === 'number') {
    if (/^at$|At$/.test(key)) return formatStamp(value, zone)
    if (/bytes$/i.test(key)) return showBytes(value)
    if (/seconds$/i.test(key)) return formatSpan(value * 1000, language)
    const figure = value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 })
    return /ms$/i.test(key) ? `${figure} ms` : figure
  }
  if (Array.isArray(value)) return value.join(', ')
  const word = typeof value === 'string' ? words.get(value) : undefined
  return word ? text(word) : String(value)
}

function showBytes(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
