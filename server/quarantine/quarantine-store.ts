import { z } from 'zod'
import type { Fact, Quarantined } from '../journal/fact.ts'
import { quarantineCodes } from '../journal/fact.ts'
import type { Records } from '../platform/records-db.ts'

/** An item as it stands: open, or what became of it. `number` counts items in the order they came. */
export const KeptItem = z.object({
  number: z.int(),
  id: z.string(),
  received: z.number().meta({ description: 'ms since 1970' }),
  via: z.enum(['http', 'line', 'mqtt', 'follow', 'history']),
  code: z.enum(quarantineCodes),
  reason: z.string(),
  device: z.string(),
  point: z.string(),
  value: z.string(),
  time: z.string(),
  origin: z.string(),
  resolved: z.enum(['assigned', 'dismissed']).nullable(),
  resolvedBy: z.string().nullable(),
})
export type KeptItem = z.infer<typeof KeptItem>

export type QuarantineQuery = {
  readonly state: 'open' | 'all'
  readonly code?: string | undefined
  readonly device?: string | undefined
  readonly limit: number
  readonly before?: number | undefined
}

type Resolved = Extract<Fact, { kind: 'quarantine-resolved' }>
const columns = 'number, id, received, via, code, reason, device, point, value, time, origin, resolved, resolved_by AS resolvedBy'

/** Numbered steps of the table; a step once shipped is never edited. */
const steps: readonly string[] = [
  `CREATE TABLE quarantine (
     number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, received REAL NOT NULL, via TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL,
     device TEXT NOT NULL, point TEXT NOT NULL, value TEXT NOT NULL, time TEXT NOT NULL, origin TEXT NOT NULL, resolved TEXT, resolved_by TEXT);
   CREATE INDEX quarantine_open ON quarantine (number) WHERE resolved IS NULL;
   CREATE INDEX quarantine_device ON quarantine (device, number);
   CREATE INDEX quarantine_code ON quarantine (code, number);
   CREATE INDEX quarantine_received ON quarantine (received)`,
]

/** What was refused, in the records database: a projection of the journal, written again without harm. */
export class QuarantineStore {
  readonly #records: Records

  constructor(records: Records) {
    this.#records = records
    records.migrate('quarantine', steps)
  }

  get position(): number {
    return this.#records.position('quarantine')
  }

  savePosition(sequence: number): void {
    this.#records.savePosition('quarantine', sequence)
  }

  add(items: readonly Quarantined[]): void {
    const insert = this.#records.database.prepare(
      'INSERT OR IGNORE INTO quarantine (id, received, via, code, reason, device, point, value, time, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    this.#records.together(() => {
      for (const { id, received, via, code, reason, device, point, value, time, origin } of items)
        insert.run(id, received, via, code, reason, device, point, value, time, origin)
    })
  }

  resolve({ id, as, by }: Resolved): void {
    this.#records.database.prepare('UPDATE quarantine SET resolved = ?, resolved_by = ? WHERE id = ? AND resolved IS NULL').run(as, by, id)
  }

  /** Forgets what is older than the journal itself. */
  dropBefore(received: number): void {
    this.#records.database.prepare('DELETE FROM quarantine WHERE received < ?').run(received)
  }

  get(id: string): KeptItem | null {
    const row: unknown = this.#records.database.prepare(`SELECT ${columns} FROM quarantine WHERE id = ?`).get(id)
    return row === undefined || row === null ? null : KeptItem.parse(row)
  }

  /** Newest first. */
  find(query: QuarantineQuery): KeptItem[] {
    const { sql, values } = whereOf(query)
    const rows: unknown[] = this.#records.database.prepare(`SELECT ${columns} FROM quarantine ${sql} ORDER BY number DESC LIMIT ?`).all(...values, query.limit)
    return rows.map((row) => KeptItem.parse(row))
  }

  count(query: Omit<QuarantineQuery, 'limit' | 'before'>): number {
    const { sql, values } = whereOf(query)
    const row: unknown = this.#records.database
      .prepare(`SELECT count(*) FROM quarantine ${sql}`)
      .raw()
      .get(...values)
    return Array.isArray(row) ? Number(row[0]) : 0
  }
}

function whereOf({ state, code, device, before }: Omit<QuarantineQuery, 'limit'>): { readonly sql: string; readonly values: (string | number)[] } {
  const clauses: string[] = []
  const values: (string | number)[] = []
  if (state === 'open') clauses.push('resolved IS NULL')
  for (const [clause, value] of [
    ['code = ?', code],
    ['device = ?', device],
    ['number < ?', before],
  ] as const) {
    if (value === undefined) continue
    clauses.push(clause)
    values.push(value)
  }
  return { sql: clauses.length > 0 ? `WHERE ${clauses.join(' AND ')}` : '', values }
}
