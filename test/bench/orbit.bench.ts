import { join } from 'node:path'
import { tellFigure } from '../support/bench-readings.ts'
import { shareOf } from '../support/scene-bench/measure.ts'
import { launchBench, openWhen } from '../support/scene-bench/open-bench.ts'
import { servePages } from '../support/scene-bench/serve-pages.ts'

/**
 * 3,600 scripted steps: the camera orbits, levels open and close each second, a replay runs at 60 times real time, every
 * layer on; WebGL takes all calls and draws nothing. Then 60 real frames, drawn by the processor, for the pixels.
 */
const steps = Number(process.env.STEPS ?? 3600)
const name = 'orbit'
const longTaskMs = 50

const pages = await servePages({ orbit: join(import.meta.dirname, '../support/scene-bench/orbit-page.ts') })
const browser = await launchBench()
const tell = (metric: string, value: number, unit: string, bar?: string, reached?: boolean): void =>
  tellFigure({ name, metric, value, unit, baseline: null, ratio: null, ...(bar === undefined || reached === undefined ? {} : { bar, reached }) })

try {
  const parked = await openWhen(browser, `${pages.url}/orbit.html`, () => window.orbit !== undefined)
  const orbit = await parked.evaluate((count) => window.orbit?.run(count), steps)
  await parked.close()
  if (!orbit) throw new Error('The orbit measured nothing.')
  const sorted = orbit.times.toSorted((a, b) => a - b)
  const opening = orbit.times.filter((_, at) => orbit.opened[at]).toSorted((a, b) => a - b)
  tell('script of a step, p50', shareOf(sorted, 0.5), 'ms')
  tell('script of a step, p99', shareOf(sorted, 0.99), 'ms')
  tell('script of a step, p99.9', shareOf(sorted, 0.999), 'ms', '≤ 16 ms', shareOf(sorted, 0.999) <= 16)
  tell('script of a step in which a level opens, p50', shareOf(opening, 0.5), 'ms')
  tell('script of a step in which a level opens, most', opening.at(-1) ?? Number.NaN, 'ms')
  const fromTelemetry = orbit.times.filter((ms, at) => !orbit.opened[at] && ms > longTaskMs).length
  tell('long tasks from telemetry', fromTelemetry, '', '0', fromTelemetry === 0)
  tell('heap, after a third of the steps', orbit.heapEarly / 1e6, 'MB')
  const grown = (orbit.heapLate - orbit.heapEarly) / 1e6
  tell('heap grown from there to the end', grown, 'MB', '≤ 2 MB', grown <= 2)
  const real = await openWhen(browser, `${pages.url}/orbit.html#real`, () => window.orbit !== undefined, { width: 480, height: 270 })
  const drawn = await real.evaluate(() => window.orbit?.draw(60))
  if (!drawn) throw new Error('No picture was drawn.')
  tell('real frames that differ from the one before, of 60', drawn.changed, '', '≥ 59', drawn.changed >= 59)
  tell('real frames that hold a picture, of 60', drawn.filled, '', '60', drawn.filled === 60)
} finally {
  await browser.close()
  pages.stop()
}
