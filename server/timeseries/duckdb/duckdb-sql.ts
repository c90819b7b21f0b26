import type { Point } from '../../../models/subsystem.ts'
import { badQuality, type WindowSpan } from '../fold-windows.ts'

/** Columns of a reading in the order in which they are read back; whole numbers as DOUBLE, which arrives as a plain number. */
export const sampleColumns = 'series, CAST(time AS DOUBLE) AS time, CAST(received AS DOUBLE) AS received, value, text, quality, flags, origin'

const table =
  '(time BIGINT NOT NULL, series INTEGER NOT NULL, value DOUBLE NOT NULL, text VARCHAR, received BIGINT NOT NULL, quality UTINYINT NOT NULL, flags USMALLINT NOT NULL, origin UTINYINT NOT NULL)'

/** `state` says up to which fact the journal is in here; `lasts` holds the last reading of each series as of `lasts_version`. */
export const createDay = (catalog: string): string => `
  CREATE TABLE ${catalog}.readings ${table};
  CREATE TABLE ${catalog}.lasts ${table};
  CREATE TABLE ${catalog}.state (form INTEGER NOT NULL, position BIGINT NOT NULL, version BIGINT NOT NULL, lasts_version BIGINT NOT NULL);
  INSERT INTO ${catalog}.state VALUES (1, 0, 0, -1);`

/** For each series the reading with the greatest time among the rows of `from` (a table or subquery). */
export const lastOfEach = (from: string, where: string): string =>
  `SELECT max(time) AS time, series, arg_max(value, time) AS value, arg_max_null(text, time) AS text, arg_max(received, time) AS received, arg_max(quality, time) AS quality, arg_max(flags, time) AS flags, arg_max(origin, time) AS origin FROM ${from} WHERE ${where} GROUP BY series`

/** All rows over some days as one source, without repeats of (series, time) when `where` names one series. */
export const unionOf = (catalogs: readonly string[], columns: string, where: string): string =>
  catalogs.map((catalog) => `SELECT ${columns} FROM ${catalog}.readings WHERE ${where}`).join(' UNION ALL ')

/** Aggregates of one point, the same figures as `foldWindows`. `$1` is the series, `$2` and `$3` the span; `before` is the last good reading before it. */
export function windowsSql(
  catalogs: readonly string[],
  point: Point,
  span: WindowSpan,
  before: { readonly time: number; readonly value: number } | null,
): string {
  const { from, to, everyMs, offsetMs } = span
  const rows = unionOf(catalogs, 'time, value', `series = $1 AND time >= $2 AND time < $3 AND quality <> ${badQuality}`)
  const window = `CAST(floor((time - ${offsetMs}) / ${everyMs}) AS BIGINT) * ${everyMs} + ${offsetMs}`
  const source = `SELECT time, any_value(value) AS value, ${window} AS w FROM (${rows}) GROUP BY time`
  const figures = 'CAST(w AS DOUBLE) AS w, min(value) AS low, max(value) AS high, arg_max(value, time) AS last, CAST(count(*) AS DOUBLE) AS n'
  switch (point.kind) {
    case 'number':
    case 'location':
      return `SELECT ${figures}, favg(value) AS mean FROM (${source}) GROUP BY w ORDER BY w`
    case 'event':
      return `SELECT ${figures}, CAST(count(*) AS DOUBLE) AS mean FROM (${source}) GROUP BY w ORDER BY w`
    case 'counter': {
      const [low, high] = point.range
      const { resolution } = point
      // As `counterStep` has it; what the sum is short of whole steps is rounding.
      const range = high - low + resolution
      const step = `(${high} - previous + (value - ${low}) + ${resolution})`
      const increase = `CASE WHEN previous IS NULL THEN 0 WHEN value >= previous THEN value - previous WHEN previous - ${low} > 0.9 * ${range} AND ${step} < 0.1 * ${range} THEN ${step} ELSE 0 END`
      return `SELECT ${figures}, fsum(${increase}) AS mean FROM (SELECT *, ${previousOf('value', before?.value)} AS previous FROM (${source})) GROUP BY w ORDER BY w`
    }
    case 'boolean':
    case 'state': {
      const chained = `SELECT *, ${previousOf('value', before?.value)} AS previous, lag(w) OVER (ORDER BY time) IS DISTINCT FROM w AS is_first, lead(time) OVER (PARTITION BY w ORDER BY time) AS next FROM (${source})`
      const held = `coalesce(next, least(w + ${everyMs}, ${to})) - time`
      const led = `CASE WHEN is_first AND previous IS NOT NULL THEN time - greatest(w, ${from}) ELSE 0 END`
      const on = `CASE WHEN value > 0 THEN ${held} ELSE 0 END + CASE WHEN previous > 0 THEN ${led} ELSE 0 END`
      return `SELECT ${figures}, coalesce(sum(${on}) / nullif(sum(${held} + ${led}), 0), CASE WHEN max(value) > 0 THEN 1 ELSE 0 END) AS mean FROM (${chained}) GROUP BY w ORDER BY w`
    }
  }
}

const previousOf = (column: string, first: number | undefined): string =>
  `lag(${column}, 1, ${first === undefined ? 'NULL' : `CAST(${first} AS DOUBLE)`}) OVER (ORDER BY time)`
