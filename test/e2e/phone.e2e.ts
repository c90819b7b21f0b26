import { expect, type Page, test } from '@playwright/test'
import { type OpenedPage, openPage, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { countChanged, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const phone = { width: 390, height: 844 }
let server: BuiltServer
let opened: OpenedPage

test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  opened = await openPage(browser, server, { viewport: phone })
})
test.afterAll(async () => {
  await opened.page.context().close()
  await server.stop()
})

/** The three tabs at the bottom. */
const tabsOf = (page: Page) => page.locator('nav.tabs')

/** What a person would have to scroll sideways for: parts that reach beyond the screen and are not cut off by a scrolling part of their own. */
const beyondTheEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const clips = (element: Element | null): boolean => {
      for (let at = element; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true
      return false
    }
    return [...document.querySelectorAll('.shell *:not(.stage *)')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return (
          width > 0 &&
          (right > window.innerWidth + 1 || left < -1) &&
          !clips(element.parentElement) &&
          !element.matches('.visually-hidden, .visually-hidden *, .skip')
        )
      })
      .map((element) => `${element.tagName} ${element.className}`)
  })

test('no page needs to be scrolled sideways on a phone', async () => {
  const { page, goto } = opened
  await server.post([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 }])
  await fetch(`${server.url}/api/v1/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ device: 'a-device-with-quite-a-long-name-that-nobody-knows', point: 'x', value: 1 }]),
  })
  await goto('/?motion=off&light=day')
  const fits = async (where: string): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(phone.width)
    expect(await beyondTheEdge(page), where).toEqual([])
  }
  await fits('the scene')
  for (const [name, words] of [
    ['报警记录', '3-2-501'],
    ['设备', 'smoke-1-1-101-kitchen'],
    ['隔离区', 'a-device-with-quite-a-long-name'],
    ['系统', '进程'],
  ] as const) {
    await tabsOf(page).getByRole('button', { name: '图层' }).click()
    await fits('the layers')
    await page.locator('.page-links').getByRole('button', { name, exact: true }).click()
    await expect(page.locator('.pages')).toContainText(words)
    await fits(name)
  }
})

test('an alarm is reached and acknowledged with the thumb, and its device comes forward over the scene', async () => {
  const { page, goto, faults } = opened
  await goto('/?motion=off&light=day')
  const before = await takePicture(page)
  const tabs = tabsOf(page)
  await tabs.getByRole('button', { name: '动态' }).click()
  await page.locator('.alarm-main', { hasText: '3-2-501' }).click()
  await untilScene(page, (scene) => scene.openFloor?.level === 5, null)
  await expect(tabs.getByRole('button', { name: '场景' })).toHaveAttribute('aria-pressed', 'true')
  const panel = page.locator('.panel.device')
  const box = await panel.boundingBox()
  expect(box?.height).toBeGreaterThan(300)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(phone.height - 150)
  expect(countChanged(before, await takePicture(page), { ...sceneBox, x: 10, width: 370, height: 200 })).toBeGreaterThan(5000)
  const acknowledge = panel.getByRole('button', { name: '确认', exact: true })
  await acknowledge.click()
  await expect(acknowledge).toHaveCount(0)
  await panel.locator('.history').scrollIntoViewIfNeeded()
  await expect(panel.locator('.history')).toBeInViewport()
  await panel.getByRole('button', { name: '关闭' }).click()
  await expect(panel).toHaveCount(0)
  expect(faults).toEqual([])
})
