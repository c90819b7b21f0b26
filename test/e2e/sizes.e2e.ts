import { expect, type Page, test } from '@playwright/test'
import { type OpenedPage, openPage } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

let server: BuiltServer
let opened: OpenedPage
test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  opened = await openPage(browser, server, { hasTouch: true })
  const homes = ['1-1-101', '1-1-201', '2-1-301', '2-1-401', '3-1-501', '3-1-601', '4-1-101', '5-1-201']
  await server.post(homes.map((home) => ({ device: `smoke-${home}-kitchen`, point: 'obscuration', value: 0.9 })))
})
test.afterAll(async () => {
  await opened.page.context().close()
  await server.stop()
})

const sizes = [
  [320, 640],
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1366, 768],
  [1920, 1080],
  [2560, 1440],
  [3840, 2160],
] as const

/** Runs in the page: what lies over what it must not, what is cut, what leaves the window, and what a finger cannot hit. */
function findFaults(): string[] {
  const faults: string[] = []
  const shown = (selector: string): Element[] =>
    [...document.querySelectorAll(selector)].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 0,
    )
  const fixed = shown('.top-bar, .timeline, .tabs, .left, .right, .pages').map((element) => ({ element, box: element.getBoundingClientRect() }))
  for (const [index, one] of fixed.entries()) {
    const { box } = one
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) faults.push(`${one.element.className} leaves the window`)
    for (const other of fixed.slice(index + 1)) {
      const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
      // Where there is no room for both, a page stands over the right column.
      const isPage = other.element.className === 'pages' && one.element.className === 'right' && innerWidth <= 1400
      if (width > 1 && height > 1 && !isPage) faults.push(`${one.element.className} lies over ${other.element.className}`)
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways')
  for (const element of shown('.top-bar button, .timeline button, .tabs button, .page-links button, .panel .button, .page-head button')) {
    const words = element.textContent?.trim().slice(0, 20) || element.getAttribute('aria-label') || element.className
    if (element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${words}`)
    const box = element.getBoundingClientRect()
    if (box.width < 24 || box.height < 24) faults.push(`too small to hit: ${words} ${box.width.toFixed(0)}×${box.height.toFixed(0)}`)
  }
  return faults
}

const look = async (page: Page, address: string): Promise<string[]> => {
  await page.goto(`${server.url}${address}`)
  await expect(page.locator('.top-bar')).toBeVisible()
  await expect(page.locator('[data-face="loading"]')).toHaveCount(0)
  return await page.evaluate(findFaults)
}

// On paper: how panels lie does not depend on the picture behind them.
for (const [width, height] of sizes)
  test(`at ${width} × ${height} nothing lies over another, is cut or leaves the window`, async () => {
    const { page } = opened
    await page.setViewportSize({ width, height })
    for (const lang of ['zh', 'en']) {
      const query = `motion=off&light=day&view=plan&lang=${lang}`
      expect(await look(page, `/?${query}&select=device:electricity-3-2-501`), `a device, ${lang}`).toEqual([])
      expect(await look(page, `/?${query}&at=${new Date(Date.now() - 3_600_000).toISOString()}`), `the past, ${lang}`).toEqual([])
      expect(await look(page, `/alarms?${query}`), `past alarms, ${lang}`).toEqual([])
    }
  })

test('on a tablet a page that lies over the alarms says what is the matter above it', async () => {
  const { page } = opened
  for (const [width, height] of [
    [1024, 768],
    [768, 1024],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(`${server.url}/devices?motion=off&light=day&view=plan`)
    const sentence = page.locator('.sentence')
    await expect(sentence).toContainText('火警')
    await expect(sentence).toBeVisible()
    const [said, head] = [await sentence.boundingBox(), await page.locator('.page-head').boundingBox()]
    expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual((head?.y ?? 0) + 1)
  }
})

test('on a wall of many pixels what is written is as large, seen from the desk', async () => {
  const { page } = opened
  await page.setViewportSize({ width: 3840, height: 2160 })
  await page.goto(`${server.url}/?motion=off&light=day&view=plan`)
  const title = page.locator('.alarm-title').first()
  await expect(title).toBeVisible()
  const box = await title.boundingBox()
  expect(box?.height ?? 0).toBeGreaterThan(30)
})

test('what the system asks for is heeded: less motion, more contrast', async () => {
  const { page } = opened
  await page.emulateMedia({ reducedMotion: 'reduce', contrast: 'more' })
  await page.goto(`${server.url}/?light=day&view=plan`)
  const [quick, second, ink] = await page.evaluate(() =>
    ['--quick', '--ink-2', '--ink'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()),
  )
  expect(quick).toMatch(/^0m?s$/)
  expect(second).toBe(ink)
  await page.emulateMedia({ reducedMotion: null, contrast: null })
})
