import { expect, it } from 'vitest'
import { createTimeWatch } from '../../../../server/ingest/time-watch.ts'
import { createNotices } from '../../../../server/platform/notices.ts'
import { createTestClock, ingestRegister, makeIngest } from '../../../support/make-ingest.ts'
import { createSilentLog } from '../../../support/silent-log.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const minuteMs = 60_000
const source = { via: 'http', origin: 'measured', who: 'test' } as const

async function watched() {
  const clock = createTestClock(now)
  const notices = createNotices(clock, createSilentLog())
  const times = createTimeWatch({ notices, clock })
  const made = await makeIngest({ now, directory: temporaryDirectory(), times })
  const send = (device: string, time: unknown, value = 1) => made.ingest.accept([{ device, point: 'power', value, time }], source)
  const told = () => notices.list().map(({ code, subject, text }) => [code, subject, text.en])
  return { ...made, watchClock: clock, notices, times, send, told }
}

it('tells once an hour for each device that its clock is off, and by how much', async () => {
  const { send, told, times, watchClock, notices } = await watched()
  await send('meter-0', now + 10 * minuteMs)
  await send('meter-0', now + 11 * minuteMs)
  await send('meter-1', now + minuteMs)
  await send('meter-1', '2106-02-07T06:28:15Z')
  await send('meter-2', 0)
  expect(told()).toEqual([
    ['clock_off', 'meter-2', 'The clock of meter-2 is 20,782 days behind: set it.'],
    ['clock_off', 'meter-1', 'The clock of meter-1 is 28,929 days ahead: set it.'],
    ['clock_off', 'meter-0', 'The clock of meter-0 is 10 minutes ahead: set it.'],
  ])
  expect(times.report().badClockReadings).toBe(4)
  watchClock.time += 59 * minuteMs
  await send('meter-0', now + 10 * minuteMs)
  expect(notices.counts()).toEqual({ clock_off: 3 })
  watchClock.time += minuteMs
  await send('meter-0', now + 10 * minuteMs)
  expect(notices.list()[0]).toMatchObject({ code: 'clock_off', subject: 'meter-0', times: 2, text: { zh: '设备 meter-0 的时钟快 10 分钟：请校时。' } })
})

it('does not blame a clock for a reading that is late, of now, or two minutes ahead', async () => {
  const { send, told } = await watched()
  for (const time of [now - 40 * 86_400_000, now - 37 * minuteMs, now, now + 2 * minuteMs, undefined]) await send('meter-0', time)
  expect(told()).toEqual([])
})

it('counts bare numbers by the unit they were in, and tells who changes it', async () => {
  const { send, told, times } = await watched()
  await send('meter-0', now - 5000)
  await send('meter-0', (now - 4000) / 1000)
  await send('meter-0', now - 3000)
  await send('meter-1', (now - 3000) * 1000)
  await send('meter-1', (now - 2000) * 1_000_000)
  await send('meter-2', new Date(now - 1000).toISOString())
  await send('meter-2', now - 500)
  expect(times.report()).toEqual({ badClockReadings: 0, units: { second: 1, millisecond: 3, microsecond: 1, nanosecond: 1 } })
  expect(told()).toEqual([
    ['mixed_time_units', 'meter-1', expect.stringContaining('from us to ns')],
    ['mixed_time_units', 'meter-0', expect.stringContaining('from ms to s')],
  ])
})

it('keeps to once an hour when more devices are wrong than the list of notices holds', async () => {
  const clock = createTestClock(now)
  const notices = createNotices(clock, createSilentLog())
  const times = createTimeWatch({ notices, clock })
  const { ingest } = await makeIngest({ now, directory: temporaryDirectory(), times, register: ingestRegister(300) })
  const all = Array.from({ length: 300 }, (_, device) => ({ device: `meter-${device}`, point: 'power', value: 1, time: now + 600_000 }))
  for (let round = 0; round < 3; round += 1) await ingest.accept(all, source)
  expect([notices.counts(), notices.list().length]).toEqual([{ clock_off: 300 }, 200])
})
