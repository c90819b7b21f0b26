import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { medianOf, tellFigure } from '../support/bench-readings.ts'
import { launchChromium } from '../support/browser/launch.ts'
import { type FirstFrame, noteFirstFrame } from '../support/browser/note-first-frame.ts'
import { parkCanvas } from '../support/browser/park-canvas.ts'
import { startBuiltServer } from '../support/built-server.ts'
import { servePages } from '../support/scene-bench/serve-pages.ts'

/**
 * What the page fetches before its first frame, gzipped, and how long that takes, beside a bare page of
 * react-three-fiber built and served in the same run; they take turns (`ROUNDS`, 7). The canvas is parked in both.
 */
const rounds = Number(process.env.ROUNDS ?? 7)
const name = 'page'

const server = await startBuiltServer()
const bare = await servePages({ bare: join(import.meta.dirname, '../support/scene-bench/bare-fiber-page.ts') })
const browser = await launchChromium()

/** A page with nothing in the cache, asked again until it tells. */
async function open<Told>(url: string, before: readonly (() => void)[], told: (page: Page) => Promise<Told | undefined>): Promise<Told> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  const page = await context.newPage()
  // The loader that runs this file names inner functions by a helper of its own, which no page has.
  await page.addInitScript({ content: 'globalThis.__name = (made) => made' })
  for (const script of before) await page.addInitScript(script)
  await page.goto(url, { waitUntil: 'commit' })
  for (;;) {
    const answer = await told(page)
    if (answer !== undefined) {
      await context.close()
      return answer
    }
    await wait(20)
  }
}

const bareBytes = (page: Page): Promise<number> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name: address }) => address.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  )

try {
  const ours: FirstFrame[] = []
  const theirs: { ms: number; bytes: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await open(server.url, [parkCanvas, noteFirstFrame], (page) => page.evaluate(() => window.firstFrame)))
    theirs.push(
      await open(`${bare.url}/bare.html`, [parkCanvas], async (page) => {
        const ms = await page.evaluate(() => window.bareFrameMs)
        return ms === undefined ? undefined : { ms, bytes: await bareBytes(page) }
      }),
    )
  }
  const script = medianOf(ours.map(({ scriptBytes }) => scriptBytes)) / 1000
  const model = medianOf(ours.map(({ modelBytes }) => modelBytes)) / 1000
  const bareScript = medianOf(theirs.map(({ bytes }) => bytes)) / 1000
  tellFigure({
    name,
    metric: 'script before the first frame',
    value: script,
    unit: 'kB',
    baseline: bareScript,
    ratio: script / bareScript,
    bar: '≤ 450 kB',
    reached: script <= 450,
  })
  tellFigure({ name, metric: 'model before the first frame', value: model, unit: 'kB', baseline: null, ratio: null, bar: '≤ 1000 kB', reached: model <= 1000 })
  const other = medianOf(ours.map(({ otherBytes }) => otherBytes)) / 1000
  tellFigure({ name, metric: 'other before the first frame: styles, faces', value: other, unit: 'kB', baseline: null, ratio: null })
  const [ms, bareMs] = [medianOf(ours.map((each) => each.ms)), medianOf(theirs.map((each) => each.ms))]
  tellFigure({
    name,
    metric: `first frame, median of ${rounds}`,
    value: ms,
    unit: 'ms',
    baseline: bareMs,
    ratio: ms / bareMs,
    bar: '≤ 1.5 ×',
    reached: ms <= bareMs * 1.5,
  })
} finally {
  await browser.close()
  bare.stop()
  await server.stop()
}
