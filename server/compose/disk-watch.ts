import { statfs } from 'node:fs/promises'
import type { Text } from '../../models/text.ts'
import type { Notices } from '../platform/notices.ts'

type Parts = {
  readonly folder: string
  readonly notices: Notices
  /** Bytes free and in all; throws where it cannot be known. */
  readonly read?: (folder: string) => Promise<{ readonly free: number; readonly total: number }>
  readonly everyMs?: number
}

const lowShare = 0.15
const veryLowShare = 0.05
const repeatMs = 3_600_000

/** Tells while there is still time that the disk under `./data` fills up: below 15 %, and again below 5 %, once an hour each. */
export function createDiskWatch({ folder, notices, read = readDisk, everyMs = 10_000 }: Parts) {
  let timer: NodeJS.Timeout | undefined
  const look = async (): Promise<void> => {
    // A disk that cannot be asked tells of itself when it is written to.
    const disk = await read(folder).catch(() => null)
    if (!disk || disk.free >= lowShare * disk.total) return
    const isVeryLow = disk.free < veryLowShare * disk.total
    notices.tell({ code: 'disk_low', subject: isVeryLow ? '5 %' : '15 %', text: words(disk.free) }, repeatMs)
  }
  return {
    look,
    start: (): void => {
      void look()
      timer = setInterval(() => void look(), everyMs)
      timer.unref()
    },
    stop: (): void => clearInterval(timer),
  }
}

async function readDisk(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, bsize, blocks } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

function words(free: number): Text {
  const megabytes = Math.floor(free / 1_000_000)
  return {
    zh: `数据盘只剩 ${megabytes} MB。写满后不再收下读数；请清理或扩容，或调小 LINLI_HISTORY_DAYS。`,
    en: `Only ${megabytes} MB are free on the disk of the data folder. Once it is full no reading is taken: make room, or lower LINLI_HISTORY_DAYS.`,
  }
}
