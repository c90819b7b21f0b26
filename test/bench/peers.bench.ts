import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tellFigure } from '../support/bench-readings.ts'
import { shareOf } from '../support/scene-bench/measure.ts'
import { launchBench, measureOn, openBench } from '../support/scene-bench/open-bench.ts'
import { servePages } from '../support/scene-bench/serve-pages.ts'

/**
 * The same houses and 20,000 markers, 2,000 of which change colour a frame, drawn by xeokit, Cesium and deck.gl; beside the
 * whole of ours (all layers, 2,000 changed points) in the same run. The peers are installed at these versions into a
 * folder of the machine's own, never into the project: xeokit is AGPL, and none of them is shipped.
 */
const versions = ['@xeokit/xeokit-sdk@2.6.114', '@cesium/engine@26.3.0', '@deck.gl/core@9.4.0', '@deck.gl/layers@9.4.0']
const frames = Number(process.env.FRAMES ?? 150)
const folder = join(import.meta.dirname, '../support/scene-bench')
const shelf = join(tmpdir(), 'linli-bench-peers')

if (!existsSync(join(shelf, 'node_modules/@xeokit'))) {
  mkdirSync(shelf, { recursive: true })
  writeFileSync(join(shelf, 'package.json'), '{"private":true}')
  const installed = spawnSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', shelf, ...versions], {
    stdio: 'inherit',
  })
  if (installed.status !== 0) throw new Error('The peers could not be installed: is the registry reached?')
}
const pages = await servePages(
  {
    linli: join(folder, 'linli-page.ts'),
    deck: join(folder, 'peers/deck.js'),
    cesium: join(folder, 'peers/cesium.js'),
    xeokit: join(folder, 'peers/xeokit.js'),
  },
  join(shelf, 'node_modules'),
)
const browser = await launchBench()

async function runOf(address: string) {
  const page = await openBench(browser, `${pages.url}/${address}`)
  const measured = await measureOn(page, 2000, frames)
  const firstMs = await page.evaluate(() => window.bench?.firstFrameMs ?? Number.NaN)
  const kilobytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => name.endsWith('.js'))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize / 1000, 0),
  )
  await page.close()
  if (!measured) throw new Error(`${address} measured nothing.`)
  return { p50: shareOf(measured.times, 0.5), p99: shareOf(measured.times, 0.99), firstMs, kilobytes, draws: measured.most.draws }
}

try {
  const ours = await runOf('linli.html#1')
  for (const peer of ['xeokit', 'cesium', 'deck']) {
    const theirs = await runOf(`${peer}.html`)
    for (const [metric, key, unit] of [
      ['script of a frame, p50', 'p50', 'ms'],
      ['script of a frame, p99', 'p99', 'ms'],
      ['page opened to first frame', 'firstMs', 'ms'],
      ['script, gzipped', 'kilobytes', 'kB'],
      ['draw calls', 'draws', ''],
    ] as const)
      tellFigure({ name: 'peers', metric: `${metric}, beside ${peer}`, value: ours[key], unit, baseline: theirs[key], ratio: ours[key] / theirs[key] })
  }
} finally {
  await browser.close()
  pages.stop()
}
