import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AlarmTransition } from '../../../../models/protocol/alarm.ts'
import { alarmRoutes } from '../../../../server/alarms/alarm-routes.ts'
import type { Alarms } from '../../../../server/alarms/alarms.ts'
import { createAlarms } from '../../../../server/alarms/alarms.ts'
import { createCommunities } from '../../../../server/api/held-community.ts'
import type { Journal } from '../../../../server/journal/journal.ts'
import { openRecords } from '../../../../server/platform/records-db.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { createMemoryJournal } from '../../../support/memory-journal.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'
import { shippedRegister } from '../../../support/shipped-world.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const start = Date.UTC(2026, 10, 24, 12)
const fire = 'smoke-3-2-501-kitchen/fire'
const measured = { via: 'http', origin: 'measured', who: 'test', device: null } as const
const simulated = { ...measured, origin: 'simulated' } as const

/** Alarms over real ingest, evaluation and records; the journal is in memory, so that a refusal and a restart can be played. */
async function make(journal: Journal = createMemoryJournal(), directory = temporaryDirectory(), days = temporaryDirectory()) {
  const parts = await makeIngest({ now: start, journal, register: shippedRegister(), directory })
  const records = openRecords({ directory, log: createSilentLog(), now: start })
  const alarms = await createAlarms({
    register: parts.register,
    journal,
    state: parts.state,
    records,
    bus: parts.bus,
    clock: parts.clock,
    utcOffsetMinutes: 480,
    report: (error) => parts.errors.push(error),
    days: { directory: days, log: parts.log },
  })
  const told: AlarmTransition[] = []
  parts.bus.on('alarm', ({ transition }) => told.push(transition))
  alarms.start()
  const smoke = async (obscuration: number, time: number, source: typeof measured | typeof simulated = measured) => {
    await parts.ingest.accept([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: obscuration, time }], source).catch(() => undefined)
    await new Promise((done) => setImmediate(done))
  }
  return { ...parts, alarms, records, told, smoke, directory }
}

const seen = (alarms: Alarms, id = fire) => {
  const state = alarms.get(id)
  if (!state) throw new Error(`${id} was never raised`)
  return { occurrence: state.occurrence, version: state.version }
}

describe('alarms', () => {
  it('raises a fire at once, keeps it when the smoke is gone, and lets it go only when acknowledged and reset', async () => {
    const { alarms, smoke, told } = await make()
    await smoke(0.4, start)
    expect(alarms.current().map(({ id, condition, ack }) => [id, condition, ack])).toEqual([[fire, 'active', 'unacked']])
    await smoke(0.01, start + 5000)
    expect(alarms.current()[0]).toMatchObject({ condition: 'normal', latched: true })
    expect(await alarms.reset(fire, { ...seen(alarms), by: 'li' })).toMatchObject({ refused: 'not_acknowledged' })
    await alarms.acknowledge(fire, { ...seen(alarms), by: 'li' })
    await alarms.reset(fire, { ...seen(alarms), by: 'li' })
    expect(alarms.current()).toEqual([])
    expect(told.map(({ event, state }) => [event, state.number])).toEqual([
      ['raised', 1],
      ['cleared', 2],
      ['acknowledged', 3],
      ['reset', 4],
    ])
  })

  it('lets one of two consoles win and tells the other by whom', async () => {
    const { alarms, smoke } = await make()
    await smoke(0.4, start)
    const screen = seen(alarms)
    const [first, second] = await Promise.all([alarms.acknowledge(fire, { ...screen, by: 'li' }), alarms.acknowledge(fire, { ...screen, by: 'wang' })])
    expect(first).toMatchObject({ ack: 'acked', acknowledgedBy: 'li' })
    expect(second).toMatchObject({ refused: 'already_acknowledged', state: { acknowledgedBy: 'li' } })
  })

  it('counts a step as told only once it is durable, so that a client that joins meanwhile is still told of it', async () => {
    const journal = createMemoryJournal()
    const { alarms, smoke, told } = await make(journal)
    await smoke(0.4, start)
    expect([alarms.newest, told.length]).toEqual([1, 1])
    const release = journal.hold()
    const acknowledged = alarms.acknowledge(fire, { ...seen(alarms), by: 'li' })
    expect([alarms.newest, alarms.get(fire)?.ack, alarms.current()[0]?.ack]).toEqual([1, 'acked', 'unacked'])
    release()
    await acknowledged
    expect([alarms.newest, alarms.current()[0]?.ack]).toEqual([2, 'acked'])
  })

  it('asks again when it fires again after an acknowledgement', async () => {
    const { alarms, smoke } = await make()
    await smoke(0.4, start)
    const before = seen(alarms)
    await alarms.acknowledge(fire, { ...before, by: 'li' })
    await smoke(0.01, start + 5000)
    await smoke(0.5, start + 10_000)
    expect(alarms.get(fire)).toMatchObject({ condition: 'active', ack: 'unacked' })
    expect(await alarms.acknowledge(fire, { ...before, by: 'li' })).toMatchObject({ refused: 'stale' })
  })

  it('is as it was after an end at any moment, and raises what was durable but not yet evaluated', async () => {
    const journal = createMemoryJournal()
    const directory = temporaryDirectory()
    const first = await make(journal, directory)
    await first.smoke(0.4, start)
    await first.alarms.acknowledge(fire, { ...seen(first.alarms), by: 'li' })
    // The process ends here without a word; a reading gets into the journal whose evaluation never happened.
    first.alarms.stop()
    await first.ingest.accept([{ device: 'smoke-3-2-601-kitchen', point: 'obscuration', value: 0.9, time: start + 1000 }], measured)
    const second = await make(journal, directory)
    await new Promise((done) => setImmediate(done))
    expect(second.alarms.current().map(({ id, ack, acknowledgedBy }) => [id, ack, acknowledgedBy])).toEqual([
      ['smoke-3-2-601-kitchen/fire', 'unacked', null],
      [fire, 'acked', 'li'],
    ])
    expect(await second.alarms.since(0, 10)).toHaveLength(3)
    const third = await make(journal, directory)
    expect(third.alarms.current()).toHaveLength(2)
    expect(third.alarms.newest).toBe(3)
  })

  it('raises the next fire though the end of the one before was only found at the start', async () => {
    const journal = createMemoryJournal()
    const directory = temporaryDirectory()
    const first = await make(journal, directory)
    await first.smoke(0.4, start)
    // Killed between the reading that ends the fire and the step that says so: nobody evaluates it any more.
    const killed = await makeIngest({ now: start + 5000, journal, register: first.register, directory })
    await killed.ingest.accept([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.01, time: start + 5000 }], measured)
    const again = await make(journal, directory)
    expect(again.alarms.get(fire)).toMatchObject({ condition: 'normal', latched: true })
    await again.smoke(0.5, start + 10_000)
    expect(again.alarms.get(fire)).toMatchObject({ condition: 'active', ack: 'unacked', deviceTime: start + 10_000 })
  })

  it('rebuilds its list from the journal alone when the records are lost', async () => {
    const journal = createMemoryJournal()
    const first = await make(journal)
    await first.smoke(0.4, start)
    await first.alarms.acknowledge(fire, { ...seen(first.alarms), by: 'li' })
    const rebuilt = await make(journal)
    expect(rebuilt.alarms.current()).toEqual(first.alarms.current())
    expect(await rebuilt.alarms.since(0, 10)).toEqual(await first.alarms.since(0, 10))
  })

  it('evaluates only what came after the head of the day when the records are lost, and names a checkpoint that is damaged', async () => {
    const journal = createMemoryJournal()
    const days = temporaryDirectory()
    const first = await make(journal, temporaryDirectory(), days)
    await first.smoke(0.02, start)
    await first.alarms.writeDay('2026-11-23', '2026-10-24')
    await first.smoke(0.4, start + 1000)
    await first.alarms.writeDay('2026-11-24', '2026-10-25')
    await first.smoke(0.01, start + 2000)
    await first.alarms.acknowledge(fire, { ...seen(first.alarms), by: 'li' })
    // Were the readings before the head of the day evaluated again, this one would raise.
    const [before] = journal.facts
    if (before?.fact.kind === 'readings') before.fact.readings.value[0] = 0.9
    const rebuilt = await make(journal, temporaryDirectory(), days)
    expect(rebuilt.alarms.current()).toEqual(first.alarms.current())
    writeFileSync(join(days, 'alarms-2026-11-24.json'), readFileSync(join(days, 'alarms-2026-11-24.json'), 'utf8').replace('"sequence":', '"sequence":1'))
    const older = await make(journal, temporaryDirectory(), days)
    expect(older.alarms.current()).toEqual(first.alarms.current())
    expect(older.log.lines.join()).toMatch(/checkpoint of the alarms is passed over.*alarms-2026-11-24.json/)
    await first.alarms.writeDay('2026-12-24', '2026-11-24')
    expect(readdirSync(days).sort()).toEqual(['alarms-2026-11-24.json', 'alarms-2026-12-24.json'])
  })

  it('sounds a fire on a full disk, marked unrecorded, and records it when there is room again', async () => {
    const journal = createMemoryJournal()
    const { alarms, smoke, told, bus } = await make(journal)
    journal.refuse = true
    await smoke(0.4, start)
    await new Promise((done) => setImmediate(done))
    expect(told.map(({ event, state }) => [event, state.unrecorded])).toEqual([['raised', true]])
    expect(alarms.current()).toHaveLength(1)
    await expect(alarms.acknowledge(fire, { ...seen(alarms), by: 'li' })).rejects.toThrow('no space left')
    expect(alarms.get(fire)?.ack).toBe('unacked')
    journal.refuse = false
    bus.tell('journalRecovered', {})
    await new Promise((done) => setImmediate(done))
    expect(journal.facts.filter(({ fact }) => fact.kind === 'alarm')).toHaveLength(1)
    expect(alarms.current()[0]?.unrecorded).toBe(false)
  })

  it('puts what a back-fill tells into history, whole, and never onto the list', async () => {
    const { alarms, smoke, told } = await make()
    const yesterday = start - 86_400_000
    await smoke(0.5, yesterday, simulated)
    await smoke(0.01, yesterday + 600_000, simulated)
    expect(alarms.current()).toEqual([])
    expect(told).toEqual([])
    expect(alarms.find({ state: 'all', limit: 10 }).map(({ id, historic, raisedAt, clearedAt }) => [id, historic, raisedAt, clearedAt])).toEqual([
      [fire, true, yesterday, yesterday + 600_000],
    ])
    expect(await alarms.currentAt(yesterday + 300_000)).toHaveLength(1)
    expect(await alarms.currentAt(yesterday + 700_000)).toHaveLength(0)
  })

  it('gives each occurrence once, page by page, also those that have ended since', async () => {
    const { alarms, smoke, register, state } = await make()
    for (let n = 0; n < 6; n += 1) await smoke(n % 2 === 0 ? 0.4 : 0.01, start + n * 1000)
    const { base } = await serveRoutes(alarmRoutes({ alarms, communities: createCommunities([{ id: register.community.id, register, state }]) }))
    const found: string[] = []
    for (let after = ''; ; ) {
      const answer: { items: { occurrence: string }[]; next: string | null } = await (await fetch(`${base}/api/v1/alarms?state=all&limit=1${after}`)).json()
      found.push(...answer.items.map(({ occurrence }) => occurrence))
      if (answer.next === null) break
      after = `&after=${answer.next}`
    }
    expect(found).toEqual([`${fire}@5`, `${fire}@3`, `${fire}@1`])
  })

  it('reports a fire that came late, saying by how much', async () => {
    const { alarms, smoke } = await make()
    await smoke(0.5, start - 37 * 60_000)
    expect(alarms.current()[0]).toMatchObject({ id: fire, lateBy: 37 * 60_000 })
  })
})
