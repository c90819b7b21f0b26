import type Database from 'libsql'
import { z } from 'zod'
import type { AlarmState, AlarmTransition } from '../../models/protocol/alarm.ts'
import { parseAlarmState, parseTransition } from './alarm-schema.ts'

export type AlarmQuery = {
  readonly state: 'current' | 'all'
  readonly class?: string
  readonly device?: string
  readonly from?: number
  readonly to?: number
  readonly limit: number
  /** Continue after an occurrence, downwards: when it was raised, and the running number it was opened with. */
  readonly before?: readonly [number, number]
}

/** Numbered steps of the tables that hold alarms; a step once shipped is never edited. */
export const alarmTables: readonly string[] = [
  `CREATE TABLE alarm_occurrence (
     occurrence TEXT PRIMARY KEY, id TEXT NOT NULL, device TEXT NOT NULL, class TEXT NOT NULL, opened INTEGER NOT NULL,
     raised_at INTEGER NOT NULL, ended_at INTEGER, historic INTEGER NOT NULL, is_current INTEGER NOT NULL, state TEXT NOT NULL);
   CREATE INDEX alarm_occurrence_time ON alarm_occurrence (raised_at);
   CREATE INDEX alarm_occurrence_device ON alarm_occurrence (device, raised_at);
   CREATE INDEX alarm_occurrence_current ON alarm_occurrence (is_current) WHERE is_current = 1;
   CREATE TABLE alarm_step (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, transition TEXT NOT NULL);
   CREATE INDEX alarm_step_time ON alarm_step (at)`,
]

const Stored = z.tuple([z.string()])

/** Alarms as they were and are, in the records database: a projection of the journal, written again without harm. */
export class AlarmStore {
  readonly #database: Database.Database

  constructor(database: Database.Database) {
    this.#database = database
  }

  /** All or none. Steps that are known already change nothing. */
  save(transitions: readonly AlarmTransition[], isCurrent: (state: AlarmState) => boolean): void {
    const step = this.#database.prepare('INSERT OR IGNORE INTO alarm_step (number, at, transition) VALUES (?, ?, ?)')
    const occurrence = this.#database.prepare(
      `INSERT INTO alarm_occurrence (occurrence, id, device, class, opened, raised_at, ended_at, historic, is_current, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (occurrence) DO UPDATE SET ended_at = excluded.ended_at, is_current = excluded.is_current, state = excluded.state`,
    )
    // A new occurrence of the same instance takes the place of one that was never acknowledged (alarms.md 1.2, transition 2).
    const close = this.#database.prepare('UPDATE alarm_occurrence SET is_current = 0 WHERE id = ? AND occurrence <> ? AND is_current = 1')
    for (const transition of transitions) {
      const { state } = transition
      step.run(state.number, transition.at, JSON.stringify(transition))
      const current = !state.historic && isCurrent(state)
      occurrence.run(
        state.occurrence,
        state.id,
        state.device,
        state.class,
        state.number,
        state.raisedAt,
        state.clearedAt,
        Number(state.historic),
        Number(current),
        JSON.stringify(state),
      )
      if (current) close.run(state.id, state.occurrence)
    }
  }

  /** The newest step of every instance that is on the list. */
  current(): AlarmState[] {
    return this.#states('SELECT state FROM alarm_occurrence WHERE is_current = 1')
  }

  /** A back-fill that is told twice, as after a restart, is known by what it told. */
  knowsPast(id: string, raisedAt: number): boolean {
    return this.#database.prepare('SELECT 1 FROM alarm_occurrence WHERE id = ? AND raised_at = ? AND historic = 1').raw().get(id, raisedAt) !== undefined
  }

  /** Greatest and smallest running number ever given. */
  numbers(): { readonly newest: number; readonly oldestHistoric: number } {
    const row: unknown = this.#database.prepare('SELECT coalesce(max(number), 0), coalesce(min(number), 0) FROM alarm_step').raw().get()
    const [newest = 0, oldest = 0] = Array.isArray(row) ? row.map(Number) : []
    return { newest: Math.max(0, newest), oldestHistoric: Math.min(0, oldest) }
  }

  /** Occurrences, newest first. */
  find(query: AlarmQuery): AlarmState[] {
    const where: string[] = []
    const values: (string | number)[] = []
    const add = (clause: string, value: string | number | undefined) => {
      if (value === undefined) return
      where.push(clause)
      values.push(value)
    }
    if (query.state === 'current') where.push('is_current = 1')
    add('class = ?', query.class)
    add('device = ?', query.device)
    add('raised_at < ?', query.to)
    add('coalesce(ended_at, 9e15) >= ?', query.from)
    if (query.before) {
      where.push('(raised_at, opened) < (?, ?)')
      values.push(...query.before)
    }
    return this.#states(
      `SELECT state FROM alarm_occurrence ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY raised_at DESC, opened DESC LIMIT ${Math.floor(query.limit)}`,
      values,
    )
  }

  /** What stood at a moment of the past: raised, and not yet ended. */
  activeAt(time: number): AlarmState[] {
    return this.#states('SELECT state FROM alarm_occurrence WHERE raised_at <= ? AND coalesce(ended_at, 9e15) > ?', [time, time])
  }

  /** Live steps with a greater number, in order. */
  since(number: number, limit: number): AlarmTransition[] {
    return this.#steps('SELECT transition FROM alarm_step WHERE number > ? AND number > 0 ORDER BY number LIMIT ?', [number, limit])
  }

  /** Steps of a span of time, historic ones too, in the order of time (replay). */
  between(from: number, to: number, limit: number): AlarmTransition[] {
    return this.#steps('SELECT transition FROM alarm_step WHERE at > ? AND at <= ? ORDER BY at, number LIMIT ?', [from, to, limit])
  }

  #steps(sql: string, values: readonly number[]): AlarmTransition[] {
    return this.#texts(sql, values).map(parseTransition)
  }

  #states(sql: string, values: readonly (string | number)[] = []): AlarmState[] {
    return this.#texts(sql, values).map(parseAlarmState)
  }

  #texts(sql: string, values: readonly (string | number)[]): string[] {
    const rows: unknown[] = this.#database
      .prepare(sql)
      .raw()
      .all(...values)
    return rows.map((row) => Stored.parse(row)[0])
  }
}
