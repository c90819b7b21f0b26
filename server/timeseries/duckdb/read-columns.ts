import type { DuckDBResult } from '@duckdb/node-api'
import type { SampleColumns } from '../sample-columns.ts'

/** Reads a result with the columns of `sampleColumns` in that order; null gives none. */
export async function readColumns(result: DuckDBResult | null): Promise<SampleColumns> {
  const chunks = result ? await result.fetchAllChunks() : []
  const count = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0)
  const text: (string | null)[] = new Array<string | null>(count).fill(null)
  const columns = {
    series: new Int32Array(count),
    time: new Float64Array(count),
    received: new Float64Array(count),
    value: new Float64Array(count),
    quality: new Uint8Array(count),
    flags: new Uint16Array(count),
    origin: new Uint8Array(count),
  }
  const numeric: readonly (Int32Array | Float64Array | Uint8Array | Uint16Array | null)[] = [
    columns.series,
    columns.time,
    columns.received,
    columns.value,
    null,
    columns.quality,
    columns.flags,
    columns.origin,
  ]
  let hasText = false
  let offset = 0
  for (const chunk of chunks) {
    for (const [index, column] of numeric.entries()) {
      const vector = chunk.getColumnVector(index)
      for (let row = 0; row < chunk.rowCount; row++) {
        const item = vector.getItem(row)
        if (column && typeof item === 'number') column[offset + row] = item
        else if (typeof item === 'string') {
          text[offset + row] = item
          hasText = true
        }
      }
    }
    offset += chunk.rowCount
  }
  return { ...columns, text: hasText ? text : null }
}
