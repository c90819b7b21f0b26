import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { shippedCommunities } from '../../models/communities/index.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const community = shippedCommunities.xingfuli()
let server: BuiltServer
let browser: Browser
let page: Page
const faults: string[] = []

test.beforeAll(async () => {
  server = await startBuiltServer()
  // A machine without WebGL: the browser itself refuses it.
  browser = await chromium.launch({
    executablePath: process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-3d-apis', '--disable-background-networking', '--no-first-run'],
  })
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  page.on('pageerror', ({ message }) => faults.push(message))
})
test.afterAll(async () => {
  await browser.close()
  await server.stop()
})

test('a machine without WebGL shows every house on the plan, says why, and asks for no 3D', async () => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${server.url}/?motion=off`)
  await expect(page.locator('.plan-building')).toHaveCount(community.buildings.length)
  await expect(page.locator('.plan-note')).toBeVisible()
  expect(asked.filter((url) => /\/scene-[^/]*\.js$/.test(url))).toEqual([])
  expect(faults).toEqual([])
})

test('a bay is filled when its sensor says so', async () => {
  await server.post([
    { device: 'bay-001', point: 'occupied', value: true },
    { device: 'bay-002', point: 'occupied', value: false },
  ])
  await expect(page.locator('[data-device="bay-001"][data-taken]')).toHaveCount(1)
  await expect(page.locator('[data-device="bay-002"]:not([data-taken])')).toHaveCount(1)
})

test('a fire stands on its own house, in the list and on the plan alike, and opens its storey', async () => {
  await server.post([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 }])
  const mark = page.locator('.plan-alarm[data-class="lifeSafety"]')
  await expect(mark).toHaveCount(1)
  const house = await page.locator('.plan-building:has(path[aria-label="3号楼"]) > path').first().boundingBox()
  const ground = await page.locator('.plan-alarm-ground').boundingBox()
  if (!house || !ground) throw new Error('the house or the mark is not drawn')
  const middle = { x: ground.x + ground.width / 2, y: ground.y + ground.height / 2 }
  expect(middle.x).toBeGreaterThan(house.x)
  expect(middle.x).toBeLessThan(house.x + house.width)
  expect(middle.y).toBeGreaterThan(house.y)
  expect(middle.y).toBeLessThan(house.y + house.height)
  await mark.click()
  await expect(page.locator('.plan-home[data-current]')).toHaveCount(1)
  await expect(page).toHaveURL(/focus=3\/5\/home\/3-2-501/)
  await expect(page.locator('.plan-room')).not.toHaveCount(0)
  expect(faults).toEqual([])
})
