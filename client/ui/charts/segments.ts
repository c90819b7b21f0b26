/** One drawn moment: `value` is the mean of its window (or the reading), with the window's extremes. */
export type ChartPoint = { readonly time: number; readonly value: number; readonly minimum: number; readonly maximum: number }

export type Segmented = { readonly runs: readonly (readonly ChartPoint[])[]; readonly gaps: readonly (readonly [number, number])[] }

/**
 * Splits points into runs without a hole longer than `longestMs`; what lies between runs, before the first and after
 * the last within the domain is a gap, drawn as a gap and never bridged.
 */
export function segment(points: readonly ChartPoint[], longestMs: number, domain: readonly [number, number]): Segmented {
  const runs: ChartPoint[][] = []
  const gaps: [number, number][] = []
  let previous = domain[0]
  let run: ChartPoint[] = []
  for (const point of points) {
    if (!Number.isFinite(point.value)) continue
    if (point.time - previous > longestMs) {
      if (run.length > 0) runs.push(run)
      gaps.push([previous, point.time])
      run = []
    }
    run.push(point)
    previous = point.time
  }
  if (run.length > 0) runs.push(run)
  if (domain[1] - previous > longestMs) gaps.push([previous, domain[1]])
  return { runs, gaps }
}
