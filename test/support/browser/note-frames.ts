import type { LiveReport } from '../../../client/live/live-report.ts'
import type { SceneReport } from '../../../client/scene/introspection.ts'

/** What a page knows of points, asked for by their number. */
type Source = Pick<LiveReport, 'revision' | 'timeOf' | 'valueOf'>

/** How many readings were first there so many ms after they were sent, by ms; the last entry holds all that came later. `inPicture`: worked into the scene. */
export type Delays = { readonly atFrame: number[]; readonly inPicture: number[]; readonly frames: number }

export type FrameNotes = {
  /** From now on readings sent at or after `since` are noted. `points`: the numbers by which the source knows them. */
  start(points: readonly number[], since: number): void
  stop(): Delays
  /** Time and value of each point. */
  read(points: readonly number[]): { times: number[]; values: number[] }
}

declare global {
  interface Window {
    frameNotes?: FrameNotes
    barePipe?: Source
    linliScene?: SceneReport
  }
}

/** Runs in a page before its scripts: at every animation frame, and again after it where a scene has worked it in, notes how old each value is that changed since. */
export function noteFrames(): void {
  const longestMs = 20_000
  const source = (): Source => {
    const found = window.linliLive ?? window.barePipe
    if (!found) throw new Error('this page tells nothing of its points')
    return found
  }
  const createTally = () => {
    let seen = new Float64Array(0)
    let counts: number[] = []
    let revision = -1
    return {
      clear: (points: readonly number[]): void => {
        seen = Float64Array.from(points, (point) => source().timeOf(point))
        counts = new Array<number>(longestMs + 1).fill(0)
        revision = -1
      },
      note: (points: readonly number[], since: number): void => {
        const { revision: newest, timeOf } = source()
        if (newest === revision) return
        revision = newest
        const now = Date.now()
        for (let index = 0; index < points.length; index++) {
          const time = timeOf(points[index])
          if (time === seen[index] || Number.isNaN(time)) continue
          seen[index] = time
          if (time >= since) counts[Math.max(0, Math.min(longestMs, now - time))]++
        }
      },
      get counts() {
        return counts
      },
    }
  }
  const atFrame = createTally()
  const inPicture = createTally()
  let points: readonly number[] | null = null
  let since = 0
  let frames = 0
  const lookAfter = (): void => {
    if (points !== null && window.linliScene?.revision === source().revision) inPicture.note(points, since)
  }
  requestAnimationFrame(function look() {
    requestAnimationFrame(look)
    if (points === null) return
    frames += 1
    atFrame.note(points, since)
    setTimeout(lookAfter)
  })
  window.frameNotes = {
    start: (numbers, from) => {
      atFrame.clear(numbers)
      inPicture.clear(numbers)
      points = numbers
      since = from
      frames = 0
    },
    stop: () => {
      points = null
      return { atFrame: atFrame.counts, inPicture: inPicture.counts, frames }
    },
    read: (numbers) => ({ times: numbers.map((point) => source().timeOf(point)), values: numbers.map((point) => source().valueOf(point)) }),
  }
}
