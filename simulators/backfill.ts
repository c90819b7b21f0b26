import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { dayMs } from './calendar.ts'
import type { CommunityStream } from './community-stream.ts'
import type { Pace } from './pace.ts'
import type { Send } from './send.ts'
import type { World } from './world.ts'

export type BackfillProgress = { readonly days: number; readonly doneDays: number; readonly readings: number; readonly finished: boolean }

export type BackfillOptions = {
  readonly world: World
  readonly stream: CommunityStream
  readonly send: Send
  readonly days: number
  /** Readings in all; reports are stretched so that no more are made. */
  readonly atMost: number
  readonly pace: Pace
  /** Where it is noted which days are done, so that a restart goes on where it stopped. */
  readonly noteFile: string
  readonly start: number
  readonly onProgress: (progress: BackfillProgress) => void
}

const stepMs = 600_000

/** Fills the days before `start` with what would have been reported, the newest day first and each day in the order of time. */
export async function backfill(options: BackfillOptions): Promise<void> {
  const { world, stream, send, days, pace, noteFile, onProgress } = options
  const note = await readNote(noteFile, options.start)
  const thin = thinFor(world, options.atMost / days)
  let readings = 0
  for (let day = 0; day < days; day += 1) {
    if (note.done.includes(day)) continue
    const end = note.start - day * dayMs
    // A step that was told is not told again: by a newer release it could say something else of the same moment.
    const begun = note.under?.day === day ? note.under.through : end - dayMs
    for (let from = begun; from < end; from += stepMs) {
      const sent = await send(stream(from, Math.min(end, from + stepMs), thin))
      readings += sent.accepted
      onProgress({ days, doneDays: note.done.length + (from + stepMs - (end - dayMs)) / dayMs, readings, finished: false })
      note.under = { day, through: from + stepMs }
      await writeNote(noteFile, note)
      await pace.rest()
    }
    note.done.push(day)
    delete note.under
    await writeNote(noteFile, note)
  }
  onProgress({ days, doneDays: days, readings, finished: true })
}

/** How far reports must be stretched so that a day makes at most `perDay` readings; periodic ones make nearly all of them. */
function thinFor(world: World, perDay: number): number {
  let expected = 0
  for (const entry of world.register.series) if (entry) expected += 86_400 / entry.point.everySeconds
  return Math.max(1, Math.ceil(expected / (perDay * 0.8)))
}

/** The days that are done, and how far the one is that is under way. */
const Note = z.object({ start: z.number(), done: z.array(z.number()), under: z.object({ day: z.number(), through: z.number() }).optional() })
type Note = z.infer<typeof Note>

async function readNote(file: string, start: number): Promise<Note> {
  try {
    return Note.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    // No note yet: the first start. An unreadable one means that days are sent again, which the ingest knows as duplicates.
    if (!(error instanceof Error)) throw error
  }
  const fresh: Note = { start, done: [] }
  await writeNote(file, fresh)
  return fresh
}

async function writeNote(file: string, note: Note): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(note))
  await rename(`${file}.new`, file)
}
