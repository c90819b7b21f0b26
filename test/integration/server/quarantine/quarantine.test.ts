import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openRecords } from '../../../../server/platform/records-db.ts'
import { createQuarantine } from '../../../../server/quarantine/quarantine.ts'
import { quarantineRoutes } from '../../../../server/quarantine/quarantine-routes.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import type { MemoryJournal } from '../../../support/memory-journal.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const sender = { via: 'http', origin: 'measured', who: 'test' } as const

async function serve(directory = temporaryDirectory(), journal?: MemoryJournal) {
  const made = await makeIngest({ now, directory: join(directory, 'state'), ...(journal ? { journal } : {}) })
  const records = openRecords({ directory, log: made.log, now })
  const quarantine = createQuarantine({ ...made, records })
  await quarantine.start()
  let isStopped = false
  const stop = () => {
    if (isStopped) return
    isStopped = true
    quarantine.stop()
    records.close()
  }
  onTestFinished(stop)
  const { base } = await serveRoutes(quarantineRoutes({ quarantine, ingest: made.ingest }))
  const get = async (query = '') => (await fetch(`${base}/api/v1/quarantine${query}`)).json()
  const act = async (id: string, verb: string, body: object = {}) => {
    const answer = await fetch(`${base}/api/v1/quarantine/${id}/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.json() }
  }
  return { ...made, quarantine, directory, get, act, stop, journal: journal ?? made.memory }
}

describe('the quarantine', () => {
  it('shows what was refused, newest first, in pages and by filter', async () => {
    const { ingest, get } = await serve()
    await ingest.accept(
      [
        { device: 'a', point: 'power', value: 1 },
        { device: 'b', point: 'power', value: 1 },
        { device: 'meter-0', point: 'power', value: 'warmish' },
      ],
      sender,
    )
    const first = await get('?limit=2')
    expect([first.total, first.items.map(({ device }: { device: string }) => device)]).toEqual([3, ['meter-0', 'b']])
    expect(first.items[0]).toMatchObject({ code: 'wrong_type', value: 'warmish', via: 'http', origin: 'measured', received: now, resolved: null })
    const second = await get(`?limit=2&after=${first.next}`)
    expect([second.items.map(({ device }: { device: string }) => device), second.next]).toEqual([['a'], null])
    expect((await get('?code=unknown_device&device=a')).total).toBe(1)
    expect((await get('?after=nonsense')).code).toBe('bad_cursor')
  })

  it('finds nothing more by quotes in a filter than by any other text', async () => {
    const { ingest, get } = await serve()
    const names = ["a'b", 'a" OR 1=1 --', 'a;DROP TABLE quarantine', '%', '_']
    await ingest.accept(
      names.map((device) => ({ device, point: 'power', value: 1 })),
      sender,
    )
    for (const name of [...names, "' OR ''='"])
      expect([name, (await get(`?device=${encodeURIComponent(name)}`)).total]).toEqual([name, names.includes(name) ? 1 : 0])
  })

  it('takes an item in for the point it is assigned to, with its own time and origin, once', async () => {
    const { ingest, get, act, state, seriesOf } = await serve()
    await ingest.accept([{ device: 'old-meter', point: 'kw', value: 4.2, time: now - 5000 }], { ...sender, origin: 'replayed' })
    const [item] = (await get()).items
    expect(await act(item.id, 'assign', { device: 'meter-1', point: 'power' })).toMatchObject({
      status: 200,
      body: { resolved: 'assigned', resolvedBy: 'anonymous' },
    })
    const series = seriesOf('meter-1', 'power')
    expect([state.value[series], state.time[series], state.origin[series]]).toEqual([4.2, now - 5000, 4])
    expect([(await get()).total, (await get('?state=all')).total]).toEqual([0, 1])
    expect((await act(item.id, 'assign', { device: 'meter-1', point: 'power' })).status).toBe(409)
  })

  it('leaves an item where it is when the point cannot take it, and makes no second one', async () => {
    const { ingest, get, act } = await serve()
    await ingest.accept([{ device: 'meter-0', point: 'power', value: 1, time: now }], sender)
    await ingest.accept(
      [
        { device: 'meter-0', point: 'power', value: 2, time: now },
        { device: 'x', point: 'y', value: 'open' },
      ],
      sender,
    )
    const [text, conflict] = (await get()).items
    expect(await act(text.id, 'assign', { device: 'meter-0', point: 'power' })).toMatchObject({ status: 422, body: { code: 'wrong_type' } })
    expect(await act(text.id, 'assign', { device: 'meter-9', point: 'power' })).toMatchObject({ status: 422, body: { code: 'unknown_device' } })
    expect(await act(conflict.id, 'assign', { device: 'meter-0', point: 'power' })).toMatchObject({ status: 422, body: { code: 'conflict' } })
    expect((await get()).total).toBe(2)
  })

  it('dismisses an item, and answers for one that is not there', async () => {
    const { ingest, get, act } = await serve()
    await ingest.accept([{ device: 'a', point: 'power', value: 1 }], sender)
    const [item] = (await get()).items
    expect((await act(item.id, 'dismiss')).body.resolved).toBe('dismissed')
    expect((await act('nothing', 'dismiss')).body.code).toBe('unknown_item')
    expect((await get()).total).toBe(0)
  })

  it('stays open while the journal refuses', async () => {
    const { ingest, get, act, memory } = await serve()
    await ingest.accept([{ device: 'a', point: 'power', value: 1 }], sender)
    const [item] = (await get()).items
    memory.refuse = true
    expect((await act(item.id, 'dismiss')).status).toBe(507)
    expect((await get()).total).toBe(1)
  })

  it('is the same after a stop, after a kill before its position was saved, and rebuilt from the journal alone', async () => {
    const first = await serve()
    await first.ingest.accept(
      [
        { device: 'a', point: 'power', value: 1 },
        { device: 'meter-0', point: 'power', value: 1 },
        { device: 'b', point: 'power', value: 1 },
      ],
      sender,
    )
    const [item] = (await first.get()).items
    await first.act(item.id, 'dismiss')
    const before = await first.get('?state=all')
    const second = await serve(first.directory, first.journal)
    expect(await second.get('?state=all')).toEqual(before)
    second.stop()
    first.stop()
    for (const file of ['records.db', 'records.db-wal', 'records.db-shm']) rmSync(join(first.directory, file), { force: true })
    const rebuilt = await serve(first.directory, first.journal)
    expect(await rebuilt.get('?state=all')).toEqual(before)
  })
})
