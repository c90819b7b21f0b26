import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { medianOf, tellFigure } from '../support/bench-readings.ts'
import { launchChromium } from '../support/browser/launch.ts'
import { type FirstFrame, noteFirstFrame } from '../support/browser/note-first-frame.ts'
import { parkCanvas } from '../support/browser/park-canvas.ts'
import { freePort } from '../support/built-server.ts'
import { processorSeconds } from '../support/processor-time.ts'

/**
 * `npm start` in a built clone → healthy, first with an empty data folder, then with what the first run left there, simulator and back-fill
 * included; and page opened → first frame with the community. `ROUNDS` (5) sets how often, `SETTLE` (20 s) how long the first run lives.
 */
const rounds = Number(process.env.ROUNDS ?? 5)
const settleSeconds = Number(process.env.SETTLE ?? 20)
const name = 'start'
const root = join(import.meta.dirname, '../..')
const data = mkdtempSync(join(tmpdir(), 'linli-bench-'))

/** `pid` is the server's own, and `cpuSeconds` what it used until it was healthy; `process` is npm's. */
type Started = { readonly url: string; readonly seconds: number; readonly cpuSeconds: number; readonly pid: number; readonly process: ChildProcess }

async function pidOf(url: string): Promise<number> {
  const report: unknown = await (await fetch(`${url}/api/v1/system`)).json()
  return Number(/"pid":(\d+)/.exec(JSON.stringify(report))?.[1])
}

async function startProduct(): Promise<Started> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { ...process.env, LINLI_MQTT_PORT: String(await freePort()) }
  const begun = performance.now()
  const child = spawn('npm', ['start', '--', '--port', String(port), '--data', data], { cwd: root, env: environment, stdio: ['ignore', 'ignore', 'inherit'] })
  for (;;) {
    const isHealthy = await fetch(`${url}/api/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isHealthy) {
      const seconds = (performance.now() - begun) / 1000
      const pid = await pidOf(url)
      return { url, seconds, cpuSeconds: processorSeconds(pid), pid, process: child }
    }
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await wait(10)
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** npm may be gone before the server it started: the data folder is free when that is. */
async function stopProduct({ process: child, pid }: Started): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  while (isRunning(pid)) await wait(50)
}

/** Opens the page with nothing in the cache. `busySeconds`: processor time of its main thread until the first frame. */
async function openPage(browser: Browser, url: string, isParked: boolean): Promise<FirstFrame & { readonly busySeconds: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  // The loader that runs this file names inner functions by a helper of its own, which no page has.
  await page.addInitScript({ content: 'globalThis.__name = (made) => made' })
  if (isParked) await page.addInitScript(parkCanvas)
  await page.addInitScript(noteFirstFrame)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(url, { waitUntil: 'commit' })
  for (;;) {
    const first = await page.evaluate(() => window.firstFrame)
    if (first) {
      const { metrics } = await session.send('Performance.getMetrics')
      await page.close()
      return { ...first, busySeconds: metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN }
    }
    await wait(50)
  }
}

function tell(metric: string, value: number, unit: string, bar?: number): void {
  tellFigure({ name, metric, value, unit, baseline: null, ratio: null, ...(bar === undefined ? {} : { bar: `≤ ${bar} ${unit}`, reached: value <= bar }) })
}

const started: Started[] = []
try {
  const first = await startProduct()
  started.push(first)
  tell('built clone to healthy, first time', first.seconds, 's', 10)
  await wait(settleSeconds * 1000)
  await stopProduct(first)
  const later: Started[] = []
  for (let round = 0; round < rounds; round += 1) {
    const again = await startProduct()
    started.push(again)
    later.push(again)
    if (round < rounds - 1) await stopProduct(again)
  }
  tell(`built clone to healthy, later, median of ${rounds}`, medianOf(later.map(({ seconds }) => seconds)), 's', 4)
  tell('built clone to healthy, later, slowest', Math.max(...later.map(({ seconds }) => seconds)), 's')
  tell('processor time of the server until then', medianOf(later.map(({ cpuSeconds }) => cpuSeconds)), 's')
  const { url } = started.at(-1) ?? first
  const browser = await launchChromium()
  const parked = []
  for (let round = 0; round < rounds; round += 1) parked.push(await openPage(browser, url, true))
  const drawn = [await openPage(browser, url, false), await openPage(browser, url, false)]
  await browser.close()
  tell(`page opened to first frame, canvas parked, median of ${rounds}`, medianOf(parked.map(({ ms }) => ms)) / 1000, 's', 3)
  tell('page opened to first frame, canvas parked, slowest', Math.max(...parked.map(({ ms }) => ms)) / 1000, 's')
  tell('processor time of the page’s main thread until then', medianOf(parked.map(({ busySeconds }) => busySeconds)), 's')
  tell('page opened to first frame, drawn by the processor', medianOf(drawn.map(({ ms }) => ms)) / 1000, 's')
  for (const part of ['scriptBytes', 'modelBytes', 'otherBytes'] as const)
    tell(`${part.replace('Bytes', '')} over the network`, medianOf(parked.map((each) => each[part])) / 1000, 'kB')
} finally {
  for (const each of started) if (each.process.exitCode === null && each.process.signalCode === null) await stopProduct(each)
  rmSync(data, { recursive: true, force: true })
}
