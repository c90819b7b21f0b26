import { expect, it } from 'vitest'
import { createDiskWatch } from '../../../../server/compose/disk-watch.ts'
import { createNotices } from '../../../../server/platform/notices.ts'
import { createTestClock } from '../../../support/make-ingest.ts'

it('tells below 15 % and again below 5 %, once an hour each, and of a disk that cannot be asked nothing', async () => {
  const clock = createTestClock(0)
  const notices = createNotices(clock, { warn: () => undefined })
  let free = 16
  const watch = createDiskWatch({
    folder: '/data',
    notices,
    read: async () => {
      if (free < 0) throw new Error('no such disk')
      return { free: free * 1_000_000, total: 100_000_000 }
    },
  })
  const look = async (share: number): Promise<string[]> => {
    free = share
    await watch.look()
    return notices.list().map(({ code, subject, times, text }) => `${code} ${subject} ${times} ${/\d+ MB/.exec(text.zh)?.[0]}`)
  }
  expect(await look(15)).toEqual([])
  expect(await look(14)).toEqual(['disk_low 15 % 1 14 MB'])
  expect(await look(13)).toEqual(['disk_low 15 % 1 14 MB'])
  expect(await look(4)).toEqual(['disk_low 5 % 1 4 MB', 'disk_low 15 % 1 14 MB'])
  clock.time += 3_600_000
  expect(await look(4)).toEqual(['disk_low 5 % 2 4 MB', 'disk_low 15 % 1 14 MB'])
  expect(await look(-1)).toHaveLength(2)
})
