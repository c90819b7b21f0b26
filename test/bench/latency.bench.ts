import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { encodeValue } from '../../models/protocol/value.ts'
import { medianOf, percentileOf, tellFigure } from '../support/bench-readings.ts'
import { launchChromium } from '../support/browser/launch.ts'
import { type Delays, noteFrames } from '../support/browser/note-frames.ts'
import { parkCanvas } from '../support/browser/park-canvas.ts'
import { startBuiltServer } from '../support/built-server.ts'
import type { Order, Outcome } from '../support/latency/sender-child.ts'
import { shippedTalkers } from '../support/latency/talk.ts'
import { processorSeconds } from '../support/processor-time.ts'
import { spawnChild } from '../support/spawn-child.ts'

/**
 * Reading sent by a device → value in the page at its next animation frame: the built product with its stores on, beside a bare pipe
 * (broker, newest value per point, one binary frame, a bare page), in turn, with the same sender. The canvas is parked.
 * `ROUNDS` (3) and `SECONDS` (10) set how long.
 */
const rounds = Number(process.env.ROUNDS ?? 3)
const seconds = Number(process.env.SECONDS ?? 10)
const settleMs = 500
const loads = [100, 20_000]
const name = 'latency'

const begun = Date.now()
const talkers = shippedTalkers(begun)
const points = talkers.flatMap(({ points }) => points)

/** One side of the comparison: where to send, where to look. `numbers` are those by which its page knows the points. */
type Side = {
  readonly mqttPort: number
  readonly pid: number
  readonly page: Page
  readonly busySeconds: () => Promise<number>
  readonly numbers: readonly number[]
}
/** `cores` and `pageShare`: processor time of the server, and of the page's main thread, per second. */
type Round = Delays & { readonly cores: number; readonly pageShare: number; readonly behind: number; readonly sent: Outcome }

async function openParked(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  // The loader that runs this file names inner functions by a helper of its own, which no page has.
  await page.addInitScript({ content: 'globalThis.__name = (made) => made' })
  await page.addInitScript(parkCanvas)
  await page.addInitScript(noteFrames)
  await page.goto(url)
  return page
}

/** Seconds of processor time that the page's main thread has used so far. */
async function createBusyReader(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN
  }
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 600) throw new Error(`${what} took more than a minute`)
    await wait(100)
  }
}

async function openProduct(browser: Browser): Promise<{ side: Side; stop: () => Promise<unknown> }> {
  const server = await startBuiltServer()
  const health: unknown = await server.get('/api/v1/health')
  const mqttPort = Number(/"mqtt":\{[^}]*"port":(\d+)/.exec(JSON.stringify(health))?.[1])
  const page = await openParked(browser, server.url)
  await until(() => page.evaluate(() => window.linliScene?.ready === true && window.linliLive !== undefined), 'the first frame of the page')
  const names = points.map(({ device, id }) => [device.id, id] as const)
  const numbers = await page.evaluate((asked) => asked.map(([device, point]) => window.linliLive?.seriesOf(device, point) ?? -1), names)
  return { side: { mqttPort, pid: server.pid, page, busySeconds: await createBusyReader(page), numbers }, stop: () => server.stop() }
}

async function openPipe(browser: Browser): Promise<{ side: Side; stop: () => Promise<unknown> }> {
  const pipe = await spawnChild('latency/pipe-child')
  const page = await openParked(browser, `http://127.0.0.1:${pipe.number('http')}`)
  const side = { mqttPort: pipe.number('mqtt'), pid: pipe.pid, page, busySeconds: await createBusyReader(page), numbers: points.map((_, index) => index) }
  return { side, stop: () => pipe.stop('SIGKILL') }
}

const sender = fork(join(import.meta.dirname, '../support/latency/sender-child.ts'), [String(begun)], { execArgv: ['--import', 'tsx'] })
await once(sender, 'message')

async function send(order: Order): Promise<Outcome> {
  const told = once(sender, 'message')
  sender.send(order)
  const [outcome]: Outcome[] = await told
  return outcome
}

async function play({ mqttPort, pid, page, busySeconds, numbers }: Side, readingsPerSecond: number, forSeconds: number): Promise<Round> {
  await page.evaluate(([asked, since]) => window.frameNotes?.start(asked, since), [numbers, Date.now()] as const)
  const [busyBefore, before] = [await busySeconds(), processorSeconds(pid)]
  const sent = await send({ port: mqttPort, readingsPerSecond, seconds: forSeconds })
  const cores = (processorSeconds(pid) - before) / forSeconds
  const pageShare = ((await busySeconds()) - busyBefore) / forSeconds
  await wait(settleMs)
  const held = await page.evaluate((asked) => window.frameNotes?.read(asked), numbers)
  const delays: Delays | undefined = await page.evaluate(() => window.frameNotes?.stop())
  if (!held || !delays) throw new Error('the page has lost its notes')
  return { ...delays, cores, pageShare, behind: countBehind(sent, held), sent }
}

/** Points whose last reading the page does not show, by its time and, where it is a number, its value. */
function countBehind({ times, rounds }: Outcome, held: { readonly times: readonly number[]; readonly values: readonly number[] }): number {
  let [place, behind] = [0, 0]
  for (const [index, talker] of talkers.entries()) {
    const words: unknown = times[index] === 0 ? null : JSON.parse(talker.report(times[index], rounds[index]))
    for (const { id, point } of talker.points) {
      const at = place++
      if (typeof words !== 'object' || words === null) continue
      const wanted = encodeValue(point, Reflect.get(words, id))
      const isNumber = point.kind === 'number' || point.kind === 'counter'
      if (held.times[at] !== times[index] || (isNumber && wanted.ok && Math.abs(held.values[at] - wanted.value) > point.resolution / 2)) behind += 1
    }
  }
  return behind
}

function tell(load: number, ours: readonly Round[], bare: readonly Round[]): void {
  const at = `${load.toLocaleString('en')}/s`
  const p = (list: readonly Round[], share: number, which: 'atFrame' | 'inPicture' = 'atFrame') =>
    medianOf(list.map((round) => percentileOf(round[which], share)))
  const [p50, p99, bare99] = [p(ours, 0.5), p(ours, 0.99), p(bare, 0.99)]
  const cores = medianOf(ours.map((round) => round.cores))
  const behind = Math.max(...ours.map((round) => round.behind))
  const isHigh = load > 1000
  const metric = (what: string): string => `${at}: ${what}`
  tellFigure({ name, metric: metric('reading sent to value in the page, p50'), value: p50, unit: 'ms', baseline: p(bare, 0.5), ratio: p50 / p(bare, 0.5) })
  tellFigure({
    name,
    metric: metric('reading sent to value in the page, p99'),
    value: p99,
    unit: 'ms',
    baseline: bare99,
    ratio: p99 / bare99,
    ...(isHigh ? { bar: '≤ 250 ms', reached: p99 <= 250 } : { bar: '≤ 3 × the bare pipe', reached: p99 <= 3 * bare99 }),
  })
  tellFigure({
    name,
    metric: metric('reading sent to worked into the scene, p99'),
    value: p(ours, 0.99, 'inPicture'),
    unit: 'ms',
    baseline: null,
    ratio: null,
  })
  tellFigure({
    name,
    metric: metric('processor time of the server'),
    value: cores,
    unit: 'cores',
    baseline: medianOf(bare.map((round) => round.cores)),
    ratio: cores / medianOf(bare.map((round) => round.cores)),
    ...(isHigh ? { bar: '≤ 1 core', reached: cores <= 1 } : {}),
  })
  const pageShare = medianOf(ours.map((round) => round.pageShare))
  const barePageShare = medianOf(bare.map((round) => round.pageShare))
  tellFigure({
    name,
    metric: metric('processor time of the page’s main thread'),
    value: pageShare,
    unit: 'cores',
    baseline: barePageShare,
    ratio: pageShare / barePageShare,
  })
  tellFigure({
    name,
    metric: metric(`points behind ${settleMs} ms after the load stops, of ${points.length}`),
    value: behind,
    unit: 'points',
    baseline: Math.max(...bare.map((round) => round.behind)),
    ratio: null,
    bar: 'none',
    reached: behind === 0,
  })
}

const browser = await launchChromium()
const product = await openProduct(browser)
const pipe = await openPipe(browser)
try {
  // Each point is heard once and the code is warm before anything counts.
  for (const { side } of [product, pipe]) await play(side, 20_000, 4)
  for (const load of loads) {
    const [ours, bare]: [Round[], Round[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await play(pipe.side, load, seconds))
      ours.push(await play(product.side, load, seconds))
    }
    tell(load, ours, bare)
  }
} finally {
  sender.kill()
  await browser.close()
  await Promise.all([product.stop(), pipe.stop()])
}
