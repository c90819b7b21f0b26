import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import mqtt from 'mqtt'
import { z } from 'zod'
import { type OpenedPage, openPage, untilScene } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'
import { smallCommunity } from '../support/small-community.ts'

test.describe.configure({ mode: 'serial' })

/** What would run, load, navigate or break out if any of it ever became markup, script or style. */
const payloads = [
  '<img src=x onerror="window.__xss=1">',
  '"><svg onload="window.__xss=1">',
  'javascript:window.__xss=1',
  '</script><script>window.__xss=1</script>',
  '<math><mtext><table><mglyph><style><img src=x onerror="window.__xss=1">',
  '<iframe srcdoc="<script>parent.__xss=1</script>">',
  "{{constructor.constructor('window.__xss=1')()}}",
  "' onmouseover='window.__xss=1' x='",
  '<a href="javascript:window.__xss=1">点我</a>',
  '<style>@import "http://127.0.0.1:1/x.css"</style>',
  '<base href="http://127.0.0.1:1/"><link rel=stylesheet href=x>',
  '\u202e<b onclick="window.__xss=1">gnp.exe</b> $& {id}',
] as const
const [image, svg, , script, mutation, frame, template, attribute, link, style, base, bidi] = payloads
const text = (words: string) => ({ zh: words, en: words })
const small = smallCommunity()
const [firstBuilding, secondBuilding] = small.buildings
/** Names, remarks and credits as an imported map could bring them. */
const community = {
  ...small,
  name: text(image),
  attribution: link,
  buildings: [
    { ...firstBuilding, name: text(svg), units: firstBuilding.units.map((unit) => ({ ...unit, name: text(script) })) },
    { ...secondBuilding, name: text(mutation) },
  ],
  roads: small.roads.map((road) => ({ ...road, name: text(frame) })),
  gates: small.gates.map((gate) => ({ ...gate, name: text(template) })),
  assemblyPoints: small.assemblyPoints.map((point) => ({ ...point, name: text(attribute) })),
  assumed: [{ what: style, count: 1, why: text(base) }],
  omitted: [{ what: bidi, count: 1, why: text(link) }],
  devices: [
    ...small.devices.map((device) => (device.id === 'smoke-1-1-101-kitchen' ? { ...device, name: text(bidi) } : device)),
    { id: 'gate-1', type: 'parking.gate', name: text(link), place: { gate: 'g1' }, position: [-20, 25, 1] },
    { id: 'electricity-odd', type: 'metering.electricity', name: text(style), place: {}, position: [2, 30, 1] },
  ],
}
const folder = mkdtempSync(join(tmpdir(), 'linli-markup-'))
let server: BuiltServer
let opened: OpenedPage

test.beforeAll(async ({ browser }) => {
  const file = join(folder, 'community.json')
  writeFileSync(file, JSON.stringify(community))
  server = await startBuiltServer({ arguments: ['--no-simulator', '--community', file] })
  opened = await openPage(browser, server)
  await sendEverything()
})
test.afterAll(async () => {
  expect(opened.faults).toEqual([])
  await opened.page.context().close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const call = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** Each string that a sender may choose, with each payload: devices, points, values, times, codes, details, topics and the name of a credential. */
async function sendEverything(): Promise<void> {
  await call(
    '/api/v1/ingest',
    payloads.flatMap((payload) => [
      { device: payload, point: payload, value: payload, time: payload },
      { device: 'electricity-1-1-101', point: 'power', value: payload },
      { device: 'electricity-1-1-101', point: payload, value: 1 },
      { device: 'gate-1', point: 'barrier', value: payload },
      { device: 'gate-1', point: 'passage', value: { code: payload, detail: payload } },
    ]),
  )
  await fetch(`${server.url}/write`, { method: 'POST', body: payloads.map((payload) => `m,device=x note="${payload.replace(/["\\]/g, '\\$&')}"`).join('\n') })
  const health = JSON.stringify(await server.get('/api/v1/health'))
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${/"port":(\d+)/.exec(health)?.[1]}`)
  for (const payload of payloads) await client.publishAsync(payload.replace(/[#+]/g, ''), payload, { qos: 1 })
  await client.endAsync()
  await server.post([
    { device: 'gate-1', point: 'passage', value: { code: 'in', detail: image } },
    { device: 'electricity-odd', point: 'power', value: 3 },
    { device: 'smoke-1-1-101-kitchen', point: 'obscuration', value: 0.9 },
    { device: 'smoke-1-1-102-kitchen', point: 'obscuration', value: 0.9 },
    { device: 'bay-01', point: 'occupied', value: true },
  ])
  const made = await call('/api/v1/tokens', { name: svg.slice(0, 60), origin: 'measured' })
  const { token } = z.looseObject({ token: z.string() }).parse(await made.json())
  const Alarm = z.looseObject({ id: z.string(), occurrence: z.string(), version: z.number() })
  const { items } = z.object({ items: z.array(Alarm) }).parse(await server.get('/api/v1/alarms'))
  const [alarm] = items.filter(({ id }) => id === 'smoke-1-1-102-kitchen/fire')
  const act = { occurrence: alarm.occurrence, version: alarm.version, commandId: image, comment: script }
  const acknowledged = await call(`/api/v1/alarms/${encodeURIComponent(alarm.id)}/acknowledge`, act, { authorization: `Bearer ${token}` })
  if (acknowledged.status !== 200) throw new Error(await acknowledged.text())
}

/** Nothing ran, nothing was made of it, nothing was asked of elsewhere; the words stand there as they were sent. */
async function expectInert(page: Page, shown: readonly string[]): Promise<void> {
  for (const words of shown) await expect.poll(() => page.evaluate(() => document.body.textContent ?? ''), { message: words }).toContain(words)
  const made = await page.evaluate(() => ({
    ran: Reflect.get(window, '__xss'),
    elements: [
      ...document.querySelectorAll('script, base, iframe, math, object, embed, link, style, img, a, [srcdoc], [onload], [onerror], [onclick], [onmouseover]'),
    ]
      .filter((element) => {
        const own = element.matches('script[src^="/assets/"], link[href^="/"], style:not(:has(*))') && !element.textContent?.includes('127.0.0.1:1')
        return !own && /xss|127\.0\.0\.1:1|javascript:|srcdoc/.test(element.outerHTML)
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  }))
  expect(made).toEqual({ ran: undefined, elements: [] })
  expect(opened.faults).toEqual([])
}

test('the scene, its labels and the alarms show names of an imported map as words', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  await untilScene(page, (scene) => scene.bay('01') === 'car', null)
  await expect(page.locator('.alarm')).not.toHaveCount(0)
  await expectInert(page, [image, svg])
  await goto('/?motion=off&light=night&focus=1/1')
  await expectInert(page, [svg])
})

test('panels of devices, buildings and homes show what they were named and told as words', async () => {
  const { page, goto } = opened
  for (const [selection, shown] of [
    ['device:smoke-1-1-101-kitchen', [bidi]],
    ['device:smoke-1-1-102-kitchen', [svg]],
    ['device:gate-1', [link, image]],
    ['device:electricity-odd', [style]],
    ['building:2', [mutation]],
    [`device:${encodeURIComponent(image)}`, [image]],
  ] as const) {
    await goto(`/?motion=off&light=day&select=${selection}`)
    await expectInert(page, shown)
    await page.mouse.move(480, 270)
  }
})

test('the search finds them, and shows them as words', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  for (const [query, shown] of [
    ['onload', svg],
    ['mglyph', mutation],
    ['gnp.exe', bidi],
    ['import', style],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(query)
    await expectInert(page, [shown])
    await page.keyboard.press('Escape')
  }
})

test('a name that turns the direction of text turns its own piece only', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&select=device:smoke-1-1-101-kitchen')
  const loose = await page.evaluate(() =>
    [...document.querySelectorAll('body :is(span, b, strong, em, button, label, code, td, th, li, h1, h2, h3, p)')]
      .filter((element) => !['isolate', 'isolate-override', 'plaintext'].includes(getComputedStyle(element).unicodeBidi))
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(loose).toEqual([])
})

test('quarantine, devices, past alarms and the system page show everything that was sent as words', async () => {
  const { page } = opened
  for (const [path, shown] of [
    ['/quarantine', payloads],
    ['/devices', []],
    ['/alarms', [svg]],
    ['/system', []],
  ] as const) {
    await page.goto(`${server.url}${path}`)
    await expect(page.locator('.page')).toBeVisible()
    await expectInert(page, shown)
  }
})

test('the page, its assets and its addresses carry the headers that forbid foreign script', async () => {
  const index = await fetch(`${server.url}/`, { headers: { accept: 'text/html' } })
  const html = await index.text()
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  expect(assets.length).toBeGreaterThan(1)
  for (const path of ['/', '/quarantine', '/api/docs', ...assets, '/assets/none.js', '/%00']) {
    const { headers, status } = await fetch(`${server.url}${path}`, { headers: { accept: 'text/html' } })
    const policy = headers.get('content-security-policy') ?? ''
    expect([path, status < 500, policy.includes("default-src 'self'"), /unsafe|\*|https?:/.test(policy), headers.get('x-content-type-options')]).toEqual([
      path,
      true,
      true,
      false,
      'nosniff',
    ])
  }
  // No script stands in the page itself, so that the policy needs no exception.
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:/i)
})
