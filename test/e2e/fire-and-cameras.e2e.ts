import { expect, test } from '@playwright/test'
import { shippedCommunities } from '../../models/communities/index.ts'
import { type OpenedPage, openPage, placeOnScreen, readScene, untilScene } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const shipped = shippedCommunities.xingfuli()
let server: BuiltServer
let opened: OpenedPage

test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  opened = await openPage(browser, server)
})
test.afterAll(async () => {
  await opened.page.context().close()
  await server.stop()
})

const tell = (readings: readonly (readonly [string, string, unknown])[]) => server.post(readings.map(([device, point, value]) => ({ device, point, value })))

/** How many colours a canvas of the page shows, coarsely: one that was never painted shows one. */
const coloursOf = (selector: string): Promise<number> =>
  opened.page.evaluate((asked) => {
    const canvas = document.querySelector(asked)
    const paper = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null
    if (!paper) return 0
    const { data } = paper.getImageData(0, 0, paper.canvas.width, paper.canvas.height)
    const seen = new Set<number>()
    for (let at = 0; at < data.length; at += 4) seen.add(((data[at] ?? 0) >> 4) * 256 + ((data[at + 1] ?? 0) >> 4) * 16 + ((data[at + 2] ?? 0) >> 4))
    return seen.size
  }, selector)

test('a fire on the fourth floor opens the fourth floor, with room, stair and entrance in one picture', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&focus=3')
  await tell([
    ['smoke-3-2-401-kitchen', 'obscuration', 0.6],
    ['smoke-3-2-401-kitchen', 'temperature', 48],
  ])
  await untilScene(page, (scene) => scene.openFloor?.building === '3' && scene.openFloor.level === 4 && scene.fireRooms.includes('3-2-401-kitchen'), null)
  const detector = await placeOnScreen(page, positionOf('smoke-3-2-401-kitchen'))
  const door = await placeOnScreen(page, positionOf('door-3-2'))
  for (const { x, y } of [detector, door]) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(960)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(540)
  }
  await untilScene(page, (scene) => scene.labels.some((label) => label.startsWith('3-2-401 厨房 · 0.600')), null)
})

test('its card names neighbours, stair, door, hydrants, extinguishers and cameras, and goes there by the keyboard', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&focus=3/4/home/3-2-401&select=device:smoke-3-2-401-kitchen')
  const card = page.locator('.fire-card')
  await expect(card).toContainText('3-2-501')
  await expect(card).toContainText('3-2-301')
  await expect(card).toContainText('消火栓')
  await expect(card).toContainText('楼梯间 2 具')
  await expect(card).toContainText('3号楼单元门前')
  await expect(card).toContainText('南门广场，步行')
  // Nothing was ever heard from the stair: no number stands there.
  await expect(card.getByRole('button', { name: /6 层 无读数/ })).toBeVisible()
  await tell([
    ['smoke-3-2-stair-6', 'obscuration', 0.31],
    ['door-3-2', 'door', 'closed'],
  ])
  await expect(card.getByRole('button', { name: /6 层 有烟 0.31/ })).toBeVisible()
  await expect(card).toContainText('2 户下楼须过烟')
  await expect(card).toContainText('单元门 关闭')
  await untilScene(page, (scene) => scene.labels.some((label) => label.startsWith('楼梯 6 层有烟 0.31')), null)
  const above = card.getByRole('button', { name: /^3-2-501/ })
  await above.focus()
  await page.keyboard.press('Enter')
  await untilScene(page, (scene) => scene.openFloor?.level === 5, null)
})

test('the card speaks English', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&lang=en&focus=3/4/home/3-2-401&select=device:smoke-3-2-401-kitchen')
  const card = page.locator('.fire-card')
  await expect(card).toContainText('homes leave by this stair')
  expect(await card.textContent()).not.toMatch(/[\u4e00-\u9fff]/)
})

test('a click on bare ground while cameras are shown asks who sees it, and the answer is in the address', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&layers=video')
  // On the road inside the south gate.
  const at = await placeOnScreen(page, [6, -96, 0])
  await page.mouse.click(at.x, at.y)
  const panel = page.locator('.panel.spot')
  await expect(panel).toContainText('南门内')
  await expect(panel).toContainText('px/m')
  await expect(page).toHaveURL(/select=spot:/)
  await panel.getByRole('button', { name: /南门内/ }).click()
  await expect(page.locator('.panel.device')).toContainText('camera-002')
})

test('without a stream the panel shows the model from the camera, marked as such; a pinned one stands in the scene and in the address', async () => {
  const { page, goto, faults } = opened
  await goto('/?motion=off&light=day&focus=3&select=device:camera-014')
  await expect.poll(() => coloursOf('.twin-figure canvas'), { timeout: 60_000 }).toBeGreaterThan(20)
  await expect(page.locator('.twin-figure')).toContainText('没有接入视频流')
  await page.getByRole('button', { name: '钉在场景中' }).click()
  await expect(page).toHaveURL(/pins=camera-014/)
  await expect.poll(() => coloursOf('[data-pin="camera-014"] canvas'), { timeout: 60_000 }).toBeGreaterThan(20)
  // Once all is painted and nothing changes, nothing is drawn.
  const frames = (): Promise<number> => readScene(page, (scene) => scene.frames)
  let before = -1
  await expect
    .poll(
      async () => {
        const [earlier, now] = [before, await frames()]
        before = now
        return now === earlier
      },
      { timeout: 60_000, intervals: [4000] },
    )
    .toBe(true)
  await page.locator('[data-pin="camera-014"] button').click()
  await expect(page.locator('[data-pin]')).toHaveCount(0)
  await expect(page).not.toHaveURL(/pins=/)
  expect(faults).toEqual([])
})

/** Where a device of the shipped community hangs. */
function positionOf(device: string): readonly [number, number, number] {
  const found = shipped.devices.find(({ id }) => id === device)
  if (!found) throw new Error(`there is no ${device}`)
  return found.position
}
