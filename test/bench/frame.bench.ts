import { join } from 'node:path'
import { tellFigure } from '../support/bench-readings.ts'
import { type Measured, shareOf } from '../support/scene-bench/measure.ts'
import { launchBench, measureOn, openBench } from '../support/scene-bench/open-bench.ts'
import { servePages } from '../support/scene-bench/serve-pages.ts'

/**
 * Script of a frame in the browser, all layers of 幸福里 on, with the picture handed to WebGL and not drawn: nothing
 * changes, and 2,000 changes a frame; the same with ten times the devices; beside two bare InstancedMesh (6,000 boxes,
 * 20,000 markers) with as many colours set, in the same run. `FRAMES` (240) sets how many.
 */
const frames = Number(process.env.FRAMES ?? 240)
const folder = join(import.meta.dirname, '../support/scene-bench')
const name = 'frame'

const pages = await servePages({ linli: join(folder, 'linli-page.ts'), bare: join(folder, 'bare-page.ts') })
const browser = await launchBench()

async function runs(address: string): Promise<{ readonly still: Measured; readonly busy: Measured }> {
  const page = await openBench(browser, `${pages.url}/${address}`)
  const still = await measureOn(page, 0, frames)
  const busy = await measureOn(page, 2000, frames)
  await page.close()
  if (!still || !busy) throw new Error(`${address} measured nothing.`)
  return { still, busy }
}

function tell(metric: string, value: number, unit: string, baseline: number | null, most?: number): void {
  const bar = most === undefined ? {} : { bar: `≤ ${most} ${unit}`, reached: value <= most }
  tellFigure({ name, metric, value, unit, baseline, ratio: baseline === null ? null : value / baseline, ...bar })
}

try {
  const bare = await runs('bare.html')
  const ours = await runs('linli.html#1')
  const tenfold = await runs('linli.html#10')
  for (const kind of ['still', 'busy'] as const) {
    const words = kind === 'still' ? 'nothing changes' : '2,000 changes'
    tell(`script, ${words}, p50`, shareOf(ours[kind].times, 0.5), 'ms', shareOf(bare[kind].times, 0.5), 3)
    tell(`script, ${words}, p99`, shareOf(ours[kind].times, 0.99), 'ms', shareOf(bare[kind].times, 0.99), 10)
  }
  tell('draw calls, shadows drawn anew', ours.busy.most.draws, '', bare.busy.most.draws, 120)
  tell('draw calls, shadows kept', ours.busy.frame.draws, '', bare.busy.frame.draws)
  tell('triangles, shadows drawn anew', ours.busy.most.triangles / 1e6, 'million', bare.busy.most.triangles / 1e6)
  tell('uploaded a frame, 2,000 changes, mean', ours.busy.frame.bytes / 1000, 'kB', bare.busy.frame.bytes / 1000, 300)
  tell('uploaded a frame, 2,000 changes, most', ours.busy.most.bytes / 1000, 'kB', bare.busy.most.bytes / 1000)
  tell('heap', ours.busy.heapBytes / 1e6, 'MB', bare.busy.heapBytes / 1e6, 120)
  tell('10 × devices: script, 2,000 changes, p50, times that of 1 ×', shareOf(tenfold.busy.times, 0.5) / shareOf(ours.busy.times, 0.5), '×', null, 3)
  tell('10 × devices: script, 2,000 changes, p99', shareOf(tenfold.busy.times, 0.99), 'ms', shareOf(ours.busy.times, 0.99))
  tell('10 × devices: draw calls, times those of 1 ×', tenfold.busy.most.draws / ours.busy.most.draws, '×', null, 1.2)
  tell('10 × devices: uploaded a frame, mean', tenfold.busy.frame.bytes / 1000, 'kB', ours.busy.frame.bytes / 1000)
  tell('10 × devices: heap', tenfold.busy.heapBytes / 1e6, 'MB', ours.busy.heapBytes / 1e6)
} finally {
  await browser.close()
  pages.stop()
}
