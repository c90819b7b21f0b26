// Loaded into a server by a test (`NODE_OPTIONS=--import=…/crash-points.mjs`), never by the product, which holds nothing of this: at a seam of its
// durable writing the process is ended by SIGKILL. `CRASH_AT=NAME:N` chooses the N-th passing of one seam; the names are the calls of `pass` below.
// `CLOCK_AHEAD_MS` moves the wall clock, so that midnight can be crossed; what the server does every minute or rarer it does each 300 ms.
import fs from 'node:fs'
import { open } from 'node:fs/promises'
import http from 'node:http'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import threads from 'node:worker_threads'

const [wanted, nth = '1'] = (process.env.CRASH_AT ?? '').split(':')
let passed = 0

/** `before` runs at the passing that ends the process: what a torn write leaves behind. */
function pass(name, before) {
  if (name !== wanted) return
  passed += 1
  if (passed !== Number(nth)) return
  before?.()
  process.kill(process.pid, 'SIGKILL')
  // Nothing of this thread goes on while the signal is on its way.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

const ahead = Number(process.env.CLOCK_AHEAD_MS ?? 0)
const wallClock = Date.now
Date.now = () => wallClock() + ahead
const everySlow = globalThis.setInterval
globalThis.setInterval = (work, ms, ...rest) => everySlow(work, ms >= 60_000 ? 300 : ms, ...rest)

// The journal and the records: SQLite, by what is said to it.
const require = createRequire(import.meta.url)
const Database = require('libsql')
const { prepare, exec } = Database.prototype
const doing = new WeakMap()
Database.prototype.prepare = function (sql) {
  const statement = prepare.call(this, sql)
  const watched = /^INSERT (?:OR IGNORE )?INTO (facts|minutes|alarm_checkpoint)\b/.exec(sql)?.[1]
  if (!watched) return statement
  const { run } = statement
  statement.run = (...values) => {
    if (watched === 'minutes') pass('journal.between-row-and-minute')
    const result = run.apply(statement, values)
    const isAlarm = watched === 'facts' && values[0]?.[2] === 1 && Buffer.from(values[0][4]).includes('"kind":"alarm"')
    const transaction = doing.get(this) ?? new Set()
    doing.set(this, transaction.add(isAlarm ? 'alarm' : watched))
    return result
  }
  return statement
}
Database.prototype.exec = function (sql) {
  const what = doing.get(this) ?? new Set()
  const isCommit = sql === 'COMMIT'
  if (isCommit && what.has('facts')) pass('journal.written-not-synced')
  if (isCommit && what.has('alarm')) pass('alarm.written-not-synced')
  if (isCommit && what.has('alarm_checkpoint')) pass('alarm.amid-checkpoint')
  const result = exec.call(this, sql)
  if (isCommit) doing.delete(this)
  if (isCommit && what.has('facts')) pass('journal.synced-not-told')
  if (isCommit && what.has('alarm')) pass('alarm.synced-not-told')
  if (sql.includes('CREATE TABLE facts')) pass('journal.begun-day-not-noted')
  return result
}

// History: DuckDB's transaction, and the small files that say how far a store is.
const { DuckDBConnection } = require('@duckdb/node-api')
const { run } = DuckDBConnection.prototype
DuckDBConnection.prototype.run = async function (sql, ...rest) {
  if (sql === 'COMMIT') pass('history.amid-batch')
  const result = await run.call(this, sql, ...rest)
  if (sql === 'COMMIT') pass('history.stored-not-noted')
  return result
}
const { writeFileSync } = fs
fs.writeFileSync = (path, data, ...rest) => {
  const name = String(path)
  if (name.endsWith('position.json.tmp')) pass('history.amid-note', () => writeFileSync(path, String(data).slice(0, 1)))
  if (name.endsWith('progress.json.tmp')) {
    pass('influx.stored-not-noted')
    pass('influx.amid-note', () => writeFileSync(path, String(data).slice(0, 9)))
  }
  return writeFileSync(path, data, ...rest)
}

// The checkpoint of the state: a file that is written, synced and renamed.
const handle = await open(tmpdir())
const prototype = Object.getPrototypeOf(handle)
await handle.close()
const { writeFile } = prototype
prototype.writeFile = async function (data, ...rest) {
  if (Buffer.isBuffer(data) && data.toString('latin1', 0, 8) === 'LINLIST1')
    pass('state.amid-checkpoint', () => fs.writeSync(this.fd, data, 0, Math.floor(data.length / 2)))
  return await writeFile.call(this, data, ...rest)
}
const { rename } = fs.promises
fs.promises.rename = async (from, to) => {
  if (String(to).endsWith('.checkpoint')) pass('state.checkpoint-not-named')
  return await rename(from, to)
}

// The answer.
const { end } = http.ServerResponse.prototype
http.ServerResponse.prototype.end = function (...rest) {
  const isAcceptance = this.statusCode === 202
  if (isAcceptance) pass('answer.not-sent')
  const result = end.apply(this, rest)
  if (isAcceptance) this.once('finish', () => pass('answer.sent'))
  return result
}

// Threads of a server that runs from source are begun by a line of text, without what this process was told to load.
const { Worker } = threads
threads.Worker = class extends Worker {
  constructor(file, options) {
    super(options?.eval ? `import(${JSON.stringify(import.meta.url)}).then(() => ${file})` : file, options)
  }
}
syncBuiltinESMExports()
