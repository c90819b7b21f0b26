import type { Acceptance, Ingest } from '../../../server/ingest/accept.ts'
import type { Source } from '../../../server/ingest/quarantined-item.ts'

/** What came by one line, as it was sent: nothing is judged here. */
export type SentReading = { readonly device: string; readonly point: string; readonly value: unknown }

/** Lines of an old logger behind a serial server: `station-1;pm25=31.5;noise=48`. Numbers become numbers, all else stays text. */
export function decodeSemicolons(line: string): SentReading[] {
  const [device = '', ...pairs] = line.trim().split(';')
  return pairs.map((pair) => {
    const equals = pair.indexOf('=')
    const text = pair.slice(equals + 1)
    return { device, point: pair.slice(0, Math.max(0, equals)), value: text !== '' && Number.isFinite(Number(text)) ? Number(text) : text }
  })
}

/** Resolves when the journal has the readings: only then may the line be acknowledged. */
export const takeSemicolons = (ingest: Ingest, line: string, source: Source): Promise<Acceptance> => ingest.accept(decodeSemicolons(line), source)
