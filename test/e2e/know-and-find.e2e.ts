import { expect, test } from '@playwright/test'
import { type OpenedPage, openPage } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const day = 86_400_000
const slot = 600_000
let server: BuiltServer
let opened: OpenedPage

test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  // Before the page asks: a meter that counted 8 kWh on each of five days, and 26 on the last.
  const end = Math.floor(Date.now() / slot) * slot - slot
  const counted = [0, 8, 16, 24, 32, 58]
  await server.post(counted.map((value, index) => ({ device: 'electricity-3-2-501', point: 'energy', value: 100 + value, time: end - (5 - index) * day })))
  opened = await openPage(browser, server)
})
test.afterAll(async () => {
  await opened.page.context().close()
  await server.stop()
})

test('what a home used beyond its own days is told, its reasoning at one press, the device at the next', async () => {
  const { page, goto, faults } = opened
  await goto('/?motion=off&light=day')
  const finding = page.locator('.finding[data-rule="unusualUse"]')
  const line = finding.getByRole('button', { name: /3-2-501.*3\.3 倍/ })
  await expect(line).toContainText('26.00 kWh')
  await line.press('Enter')
  await expect(line).toHaveAttribute('aria-expanded', 'true')
  await expect(finding.locator('.compared > [data-now]')).toContainText('26.00 kWh')
  await expect(finding.locator('.compared > [data-usual]')).toContainText('8.00 kWh')
  await finding.getByRole('button', { name: '看设备和曲线' }).click()
  await expect(page.locator('.panel.device')).toContainText('electricity-3-2-501')
  expect(faults).toEqual([])
})

test('the same is said in English, and a link to an earlier moment says what could be known then', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&lang=en')
  await expect(page.locator('.finding', { hasText: '3.3 times its usual' })).toHaveCount(1)
  await goto(`/?motion=off&light=day&lang=en&at=${new Date(Date.now() - 2 * day).toISOString()}`)
  await expect(page.locator('.panel.knowing')).toContainText('is silent')
  await expect(page.locator('.finding[data-rule="unusualUse"]')).toHaveCount(0)
})
