import { expect, test } from '@playwright/test'
import { openPage, untilScene } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const viewport = { width: 1366, height: 768 }
let server: BuiltServer
test.beforeAll(async () => {
  server = await startBuiltServer()
})
test.afterAll(() => server.stop())

test('a machine that is new is offered a tour, which drives the product from stop to stop and puts everything back', async ({ browser }) => {
  const { page, goto, faults } = await openPage(browser, server, { isFirstVisit: true, viewport })
  await goto('/?motion=off&light=day')
  await page.getByRole('button', { name: '开始导览' }).click()
  const card = page.locator('.tour-card')
  await expect(card).toContainText('第 1 / 8 站')
  const go = async (): Promise<void> => {
    // By keyboard: the way on has the focus.
    await expect(card.locator(':focus')).toContainText(/下一站|完成/)
    await page.keyboard.press('Enter')
  }
  await go()
  await expect(page.locator('.layer[aria-pressed="true"]')).toHaveCount(1)
  await go()
  await untilScene(page, (scene) => scene.openFloor !== null, null)
  await expect(page.locator('.panel.place')).toBeVisible()
  await go()
  await expect(page.locator('.panel.device')).toBeVisible()
  await go()
  await expect(page.locator('[data-testid="replay-frame"]')).toContainText('非实时画面')
  await go()
  await expect(page.locator('.stage .plan')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(page.locator('.stage .plan')).toHaveCount(0)
  await expect(page.locator('[data-testid="replay-frame"]')).toHaveCount(0)

  await page.reload()
  await expect(page.locator('.top-bar')).toBeVisible()
  await expect(page.locator('.tour-invitation')).toHaveCount(0)
  await page.keyboard.press('?')
  await page.getByRole('button', { name: '继续导览，第 6 站' }).click()
  await expect(card).toContainText('第 6 / 8 站')
  await go()
  await go()
  await go()
  await expect(card).toHaveCount(0)
  expect(faults).toEqual([])
  await page.context().close()
})

test('an alarm ends the tour at once, and none is offered while one stands', async ({ browser }) => {
  const { page, goto } = await openPage(browser, server, { isFirstVisit: true, viewport })
  await goto('/?motion=off&light=day&lang=en')
  await page.getByRole('button', { name: 'Start the tour' }).click()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.locator('.tour-card')).toContainText('Stop 2 of 8')
  await server.post([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 }])
  await expect(page.locator('.tour-card')).toHaveCount(0)
  await expect(page.locator('.alarm')).toContainText('3-2-501')
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await expect(page.locator('.alarm')).toContainText('3-2-501')
  await expect(page.locator('.tour-invitation')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.locator('.help-tour button')).toBeDisabled()
  await page.context().close()
})

test('an alarm of now is told of while the past is being looked at', async ({ browser }) => {
  const { page, goto } = await openPage(browser, server, { viewport })
  await goto(`/?motion=off&light=day&at=${new Date(Date.now() - 3 * 3_600_000).toISOString()}`)
  await page.locator('.replay-now button').click()
  await expect(page.locator('[data-testid="replay-frame"]')).toHaveCount(0)
  await expect(page.locator('.alarm')).toContainText('3-2-501')
  await page.context().close()
})
