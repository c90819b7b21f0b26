import { expect, test } from '@playwright/test'
import { everyPage } from '../support/browser/every-page.ts'
import { type OpenedPage, openPage } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

let server: BuiltServer
let opened: OpenedPage
test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  opened = await openPage(browser, server, { viewport: { width: 1920, height: 1080 } })
  await server.post([
    { device: 'electricity-3-2-501', point: 'power', value: 1.25 },
    { device: 'electricity-3-2-501', point: 'energy', value: 4321.5 },
    { device: 'bay-001', point: 'occupied', value: true },
    { device: 'station-1', point: 'pm25', value: 31 },
    { device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 },
  ])
  await fetch(`${server.url}/api/v1/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ device: 'nobody-1', point: 'power', value: 7 }]),
  })
})
test.afterAll(async () => {
  await opened.page.context().close()
  await server.stop()
})

/**
 * Runs in the page: every visible text with a digit that says neither where the figure comes from, nor that it is a name, a moment or a count.
 * A figure that a device said must say its age and quality too.
 */
function findUnmarked(): { readonly seen: number; readonly unmarked: string[] } {
  const origins = ['measured', 'computed', 'simulated', 'typed', 'replayed']
  const unmarked: string[] = []
  let seen = 0
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const words = node.textContent?.trim() ?? ''
    const element = node.parentElement
    if (!/\p{Nd}/u.test(words) || !element?.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    // What a hand presses or chooses, and keys, say what they do: no figure of the community.
    if (element.closest('time, kbd, option, .segments, [data-kind], .visually-hidden, title, style, script')) continue
    seen += 1
    const figure = element.closest('[data-origin]')
    const origin = figure?.getAttribute('data-origin') ?? ''
    const isWorkedOut = origin === 'computed' || origin === 'typed'
    if (figure && origins.includes(origin) && (isWorkedOut || (figure.hasAttribute('data-age') && figure.hasAttribute('data-quality')))) continue
    unmarked.push(`${words.slice(0, 60)}  in  ${element.closest('[class]')?.className}`)
  }
  return { seen, unmarked }
}

for (const { name, address, key } of everyPage)
  test(`no number without its origin, age and quality: ${name}`, async () => {
    const { page } = opened
    await page.goto(`${server.url}${address}&light=day`)
    await expect(page.locator('.top-bar')).toBeVisible()
    if (key) await page.keyboard.press(key)
    await expect(page.locator('[data-face="loading"]')).toHaveCount(0)
    // The sentence of the top bar is on every page: the crawler saw it.
    await expect.poll(async () => (await page.evaluate(findUnmarked)).seen).toBeGreaterThan(0)
    expect((await page.evaluate(findUnmarked)).unmarked).toEqual([])
  })

test('a value says in words where it comes from, how old it is and how far to believe it', async () => {
  const { page } = opened
  await page.goto(`${server.url}/?motion=off&light=day&lang=en&select=device:electricity-3-2-501`)
  await expect(page.locator('.headline-value').first()).toHaveAttribute('title', /^(measured|typed) · \d+ (s|min) ago · good$/)
})
