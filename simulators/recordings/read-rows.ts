import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Mapping } from './mapping.ts'

export type Row = { readonly line: number; readonly fields: ReadonlyMap<string, string> }

/** What was wrong in a file, counted by kind, with the line of the first of each. */
export class Flaws {
  readonly counts = new Map<string, { count: number; firstLine: number }>()
  add(kind: string, line: number): void {
    const known = this.counts.get(kind)
    if (known) known.count += 1
    else this.counts.set(kind, { count: 1, firstLine: line })
  }
}

const longestLine = 100_000

/**
 * The rows of a delimited text file, quotes taken off. A row of another width is counted as a flaw and passed over, the rest
 * goes on; the row before once more is counted, and told for the server to know it again.
 */
export async function* readRows(file: string, mapping: Mapping, flaws: Flaws): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let header = mapping.header
  let number = 0
  let before = ''
  for await (const raw of lines) {
    number += 1
    const line = number === 1 ? raw.replace(/^\uFEFF/, '') : raw
    if (line.trim() === '') continue
    if (line.length > longestLine) {
      flaws.add('line too long', number)
      continue
    }
    const cells = splitLine(line, mapping.delimiter)
    if (!header) {
      header = cells
      continue
    }
    // A delimiter at the very end makes an empty cell too many: harmless, so it is let pass.
    while (cells.length > header.length && cells.at(-1) === '') cells.pop()
    if (cells.length !== header.length) {
      flaws.add(`${cells.length} cells instead of ${header.length}`, number)
      continue
    }
    if (line === before) flaws.add('the same row again', number)
    before = line
    yield { line: number, fields: new Map(header.map((name, index) => [name, cells[index] ?? ''])) }
  }
}

function splitLine(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => {
    const bare = cell.trim()
    return bare.startsWith('"') && bare.endsWith('"') && bare.length > 1 ? bare.slice(1, -1) : bare
  })
}
