import type { Sample } from './time-series.ts'

const wantedRows = 20_000
const firstSliceMs = 60_000
const longestSliceMs = 86_400_000

/**
 * Walks from < time ≤ to in slices of time that hold about 20,000 readings each; gives only slices that hold something.
 * `span` bounds the walk, so that a century without readings costs nothing.
 */
export async function* readInSlices(
  from: number,
  to: number,
  span: () => Promise<{ readonly from: number; readonly to: number } | null>,
  read: (from: number, to: number) => Promise<readonly Sample[]>,
): AsyncGenerator<readonly Sample[]> {
  let held = await span()
  if (!held) return
  let start = Math.max(from, held.from - 1)
  let slice = firstSliceMs
  while (start < to) {
    // The newest reading may have come after the walk began.
    if (start >= held.to) held = (await span()) ?? held
    if (start >= held.to) return
    const end = Math.min(start + slice, to)
    const samples = await read(start, end)
    if (samples.length > 0) yield samples
    start = end
    slice = Math.min(longestSliceMs, Math.max(1, samples.length === 0 ? slice * 2 : Math.round((slice * wantedRows) / samples.length)))
  }
}
