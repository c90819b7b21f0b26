import type { Clock } from '../platform/clock.ts'
import { systemClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { EmbeddedJournal } from './embedded-journal.ts'

export type JournalSettings = {
  readonly directory: string
  readonly log: Logger
  readonly clock?: Clock
  /** Told once when the disk failed under an fsync: nothing is acknowledged any more and the process must end (exit 70). */
  readonly onFatal?: (error: Error) => void
  /** Space held back for alarms and acts when the disk is full; 16 MB unless told. */
  readonly reserveBytes?: number
}

/**
 * Opens the embedded journal: SQLite files of a day each, written and read in threads of their own.
 * Rejects with JournalOpenFailed (`journal_damaged` or `io_error`) when it must not be used.
 */
export async function openJournal({
  directory,
  log,
  clock = systemClock,
  onFatal = () => {},
  reserveBytes = 16 * 1024 * 1024,
}: JournalSettings): Promise<EmbeddedJournal> {
  const journal = new EmbeddedJournal({ directory, log, clock, onFatal, reserveBytes })
  await journal.open()
  return journal
}
