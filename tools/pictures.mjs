// npm run pictures: the screenshots of docs/images, taken from the running product in a real browser.
// Software drawing takes seconds a picture; the whole set some minutes. `-- NAME…` takes only those named.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { fail, requireNode, root } from './lib/run.mjs'

const wall = { width: 1920, height: 1080 }
const phone = { width: 390, height: 844 }
const tablet = { width: 1024, height: 768 }
const yesterday = (hour, minute = 0) => {
  const day = new Date(Date.now() + 8 * 3_600_000 - 86_400_000)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour - 8, minute)).toISOString()
}

const pictures = [
  { name: 'day', at: `/?at=${yesterday(14, 30)}&quality=still`, size: wall },
  { name: 'dusk', at: `/?at=${yesterday(17, 10)}&quality=still`, size: wall },
  { name: 'night', at: `/?at=${yesterday(20, 15)}&quality=still`, size: wall },
  { name: 'opened', at: `/?at=${yesterday(14, 30)}&light=day&focus=14/4/unit/14-2`, size: wall },
  { name: 'home', at: `/?at=${yesterday(19, 30)}&light=day&focus=3/5/home/3-2-501&select=home:3-2-501`, size: wall },
  { name: 'walk', at: `/?at=${yesterday(14, 30)}&light=day&walk=-60,-20,30`, size: wall },
  { name: 'parking', at: `/?at=${yesterday(21)}&layers=parking&light=day`, size: wall },
  { name: 'cameras', at: `/?at=${yesterday(11)}&layers=video&light=day&focus=7&select=device:camera-018&pins=camera-014`, size: wall },
  { name: 'energy', at: `/?at=${yesterday(19)}&layers=metering&light=day`, size: wall },
  { name: 'air', at: `/?at=${yesterday(9)}&layers=environment`, size: wall },
  { name: 'device', at: `/?at=${yesterday(20)}&focus=3/5&select=device:electricity-3-2-501&light=day`, size: wall },
  {
    name: 'fire',
    at: '/?light=day&layers=smoke',
    size: wall,
    scenario: 'kitchen-fire',
    waitSeconds: 75,
    press: '.alarm[data-class="lifeSafety"] .alarm-main',
    settleSeconds: 20,
  },
  // It goes on burning into the night.
  { name: 'fire-night', at: '/?light=night&focus=3/5/home/3-2-501&select=device:smoke-3-2-501-kitchen', size: wall, settleSeconds: 20 },
  // The fire still burns: the same moment on paper.
  { name: 'plan', at: '/?view=plan&light=day', size: wall },
  { name: 'replay', at: `/?at=${yesterday(19, 10)}&layers=metering,lighting`, size: wall, hover: 0.42 },
  { name: 'english', at: '/?lang=en&light=day', size: wall },
  { name: 'quarantine', at: '/quarantine', size: wall, refused: true },
  { name: 'system', at: '/system', size: wall },
  { name: 'phone', at: '/?light=day', size: phone },
  // Weather is what the stations measure: they are told it by the public interface, on a server whose field is silent.
  { name: 'rain', at: '/?motion=off&light=day&quality=full', size: wall, weather: { rain: 6, temperature: 11, windSpeed: 4, windDirection: 315 } },
  { name: 'snow', at: '/?motion=off&light=day&quality=full', size: wall, weather: { rain: 1.6, temperature: -3, windSpeed: 3, windDirection: 320 } },
  { name: 'tablet', at: `/?at=${yesterday(15)}&light=day&focus=3/5`, size: tablet },
  { name: 'wall-4k', at: `/?at=${yesterday(16)}`, size: { width: 3840, height: 2160 } },
  { name: 'imported', at: '/?light=day', size: wall, map: '../shared/data/osm-beijing-cau/map.osm' },
]

requireNode()
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !pictures.some((picture) => picture.name === name))
if (unknown) fail(`there is no picture '${unknown}': choose from ${pictures.map(({ name }) => name).join(', ')}.`)
await ensureInstalled()
await ensureBuilt()
const { chromium } = await import('@playwright/test')

const servers = []
process.on('exit', () => {
  for (const { child, data } of servers) {
    child.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** A server of its own on a free port, once its past is filled in; gives its address. */
async function serve(days, ...options) {
  const data = mkdtempSync(join(tmpdir(), 'linli-pictures-'))
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), '--port', '0', '--data', data, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LINLI_MQTT_PORT: '0', LINLI_BACKFILL_DAYS: String(days) },
  })
  servers.push({ child, data })
  const address = await new Promise((done) => {
    let output = ''
    child.stdout.on('data', (bytes) => {
      output += bytes
      const found = /page +(http\S+?)\/?\s/.exec(output)
      if (found) done(found[1])
    })
  })
  if (days > 0) process.stdout.write(`filling in ${days} days of history…\n`)
  while (days > 0 && !(await (await fetch(`${address}/api/v1/system`)).json()).simulator.backfill?.finished) await sleep(2000)
  return address
}

/** What a station measures besides. */
const fairAir = { pm25: 22, pm10: 41, noise: 46, humidity: 82, pressure: 1009 }

/** Six hours of the same weather at every station, up to now. */
async function tellWeather(address, weather) {
  const now = Date.now()
  // The newest first: a station is not silent because its past is told.
  for (let back = 0; back <= 6 * 60; back += 5) {
    const time = new Date(now - back * 60_000).toISOString()
    const readings = [1, 2, 3, 4, 5, 6].flatMap((station) =>
      Object.entries({ ...fairAir, ...weather }).map(([point, value]) => ({ device: `station-${station}`, point, value, time })),
    )
    const tell = () => fetch(`${address}/api/v1/ingest`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(readings) })
    let answer = await tell()
    // A server that has just started takes nothing in until its state is restored.
    for (let tries = 0; answer.status === 503 && tries < 60; tries += 1) {
      await sleep(1000)
      answer = await tell()
    }
    if (!answer.ok) fail(`the weather was refused with ${answer.status}.`, 1)
  }
}

/** The server of 幸福里, of a map that is imported first, or with a silent field; started when its first picture is taken. */
const addresses = new Map()
async function addressOf(map, silent) {
  const key = silent ? 'silent' : map
  if (addresses.has(key)) return addresses.get(key)
  const options = silent ? ['--no-simulator'] : []
  if (map) {
    const model = join(mkdtempSync(join(tmpdir(), 'linli-map-')), 'imported.json')
    const made = spawnSync(process.execPath, [join(root, 'dist/server/import/main.js'), join(root, map), '--out', model], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (made.status !== 0) fail(`${map} could not be imported.`, 1)
    options.push('--community', model)
  }
  // A map is shown as it is now: it needs no past.
  const address = await serve(map || silent ? 0 : 2, ...options)
  addresses.set(key, address)
  return address
}

const browser = await chromium.launch({
  executablePath: process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
})
for (const { name, at, size, scenario, waitSeconds = 0, settleSeconds = 9, press, refused, map, weather, hover } of pictures) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  if (map && !existsSync(join(root, map))) {
    process.stdout.write(`${name}: left out, there is no ${map}\n`)
    continue
  }
  const address = await addressOf(map, weather !== undefined)
  const json = { 'content-type': 'application/json' }
  if (scenario) await fetch(`${address}/api/v1/scenarios/${scenario}/start`, { method: 'POST', headers: json, body: '{}' })
  if (refused)
    await fetch(`${address}/api/v1/ingest`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify([
        { device: 'smoke-3-2-999', point: 'obscuration', value: 0.02 },
        { device: 'bay-001', point: 'occupied', value: 'maybe' },
        { device: 'station-1', point: 'pm25', value: 31, time: '2999-01-01T00:00:00Z' },
      ]),
    })
  if (weather) await tellWeather(address, weather)
  const page = await browser.newPage({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  // A machine that was offered the tour before.
  await page.addInitScript(() => localStorage.setItem('linli.tour', JSON.stringify({ offered: true, step: 0 })))
  if (waitSeconds) await sleep(waitSeconds * 1000)
  await page.goto(`${address}${at}`)
  if (!/^\/(quarantine|system)|view=plan/.test(at)) await page.waitForFunction(() => globalThis.linliScene?.ready, undefined, { timeout: 120_000 })
  if (press)
    await page
      .locator(press)
      .first()
      .click({ timeout: 10_000 })
      .catch(() => process.stdout.write(`${name}: nothing to press at ${press}\n`))
  if (hover) {
    const line = await page.locator('.track').boundingBox()
    if (line) await page.mouse.move(line.x + line.width * hover, line.y + 30)
  }
  await sleep(size.width > 1920 ? 40_000 : settleSeconds * 1000)
  // A refined picture is ready once all its parts are averaged; drawn by the processor that takes minutes.
  if (/quality=still/.test(at))
    await page.waitForFunction(() => globalThis.linliScene?.accumulated === globalThis.linliScene?.toAccumulate, undefined, { timeout: 900_000 })
  // Where the processor draws, taking the picture stops the page for seconds, and it would rightly say so over the picture.
  const style = '.frozen-sign, .frozen-note { visibility: hidden !important }'
  await page.screenshot({ path: join(root, 'docs/images', `${name}.jpg`), type: 'jpeg', quality: 86, timeout: 120_000, style })
  process.stdout.write(`docs/images/${name}.jpg\n`)
  await page.close()
}
await browser.close()
for (const { child } of servers) {
  child.kill('SIGTERM')
  if (child.exitCode === null) await new Promise((done) => child.once('exit', done))
}
