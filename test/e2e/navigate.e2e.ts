import { expect, type Page, test } from '@playwright/test'
import { shippedCommunities } from '../../models/communities/index.ts'
import { contains } from '../../models/site/planar.ts'
import { openPage, readScene, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { countChanged, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const community = shippedCommunities.xingfuli()
const isInsideHouse = (east: number, north: number): boolean => community.buildings.some(({ outline }) => contains(outline, [east, north]))
/** The part of the picture that neither panels nor tools cover. */
const clear = { ...sceneBox, width: 240 }
const desk = { viewport: { width: 1360, height: 765 } }

let server: BuiltServer
test.beforeAll(async () => {
  server = await startBuiltServer()
})
test.afterAll(async () => {
  await server.stop()
})

const part = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name)
const eye = async (page: Page): Promise<{ east: number; north: number; up: number }> => {
  const [east, up, south] = await readScene(page, (scene) => [...scene.camera.position])
  return { east, north: -south, up }
}

test('walks by keyboard at eye height, into no house, and Escape brings the view back', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server, desk)
  await goto('/?motion=off&light=day')
  const before = await eye(page)
  await page.keyboard.press('w')
  await expect.poll(async () => (await eye(page)).up).toBeLessThan(2)
  await expect(page.locator('.walk-place')).toHaveText('南门')
  const start = await eye(page)
  await page.keyboard.down('w')
  await expect.poll(async () => (await eye(page)).north).toBeGreaterThan(start.north + 3)
  await page.keyboard.up('w')
  await expect.poll(() => part(page, 'walk')).toMatch(/^-?[\d.]+,-?[\d.]+,0$/)
  // Straight at the nearest house, as fast as one can: its wall is as far as it goes.
  await page.keyboard.down('Shift')
  for (const key of ['a', 'w', 'd']) {
    await page.keyboard.down(key)
    await page.waitForTimeout(1500)
    await page.keyboard.up(key)
    const { east, north } = await eye(page)
    expect(isInsideHouse(east, north)).toBe(false)
  }
  await page.keyboard.up('Shift')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await eye(page)).up).toBeCloseTo(before.up, 1)
  expect((await eye(page)).east).toBeCloseTo(before.east, 1)
  expect(part(page, 'walk')).toBeNull()
  expect(faults).toEqual([])
  await page.context().close()
})

test('walks by touch: a tap on the ground goes there, a drag looks round', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server, { viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true })
  await goto('/?motion=off&light=day&walk=14.4,-112,0')
  await expect.poll(async () => (await eye(page)).up).toBeLessThan(2)
  const start = await eye(page)
  await page.touchscreen.tap(430, 470)
  await expect.poll(async () => Math.hypot((await eye(page)).east - start.east, (await eye(page)).north - start.north)).toBeGreaterThan(1)
  expect((await eye(page)).up).toBeCloseTo(start.up, 3)
  const fingers = await page.context().newCDPSession(page)
  const stroke = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    fingers.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 300 }] })
  await stroke('touchStart', 450)
  for (let x = 440; x >= 350; x -= 10) await stroke('touchMove', x)
  await stroke('touchEnd')
  await expect.poll(() => Number(part(page, 'walk')?.split(',')[2])).toBeGreaterThan(5)
  expect(faults).toEqual([])
  await page.context().close()
})

test('the small map brings the picture to where it is pressed', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server, desk)
  await goto('/?motion=off&light=day&focus=3')
  const map = page.locator('.minimap > svg').first()
  const before = await readScene(page, (scene) => [...scene.camera.target])
  await map.click({ position: { x: 40, y: 40 } })
  await untilScene(page, (scene, [x, z]) => Math.hypot((scene.camera.target[0] ?? 0) - x, (scene.camera.target[2] ?? 0) - z) > 20, [before[0], before[2]])
  const [east, , south] = await readScene(page, (scene) => [...scene.camera.target])
  // North-west of the middle, where it was pressed.
  expect(east).toBeLessThan(-60)
  expect(-south).toBeGreaterThan(40)
  await page.keyboard.press('m')
  await expect(map).toHaveCount(0)
  expect(faults).toEqual([])
  await page.context().close()
})

test('a view is saved by name, gone to by its key, deleted and brought back', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server, desk)
  await goto('/?motion=off&light=day&focus=7&layers=lifts')
  await page.keyboard.press('v')
  await page.getByLabel('视图名称').fill('七号楼电梯')
  await page.getByRole('button', { name: '保存当前视图' }).click()
  await page.getByRole('button', { name: '全区视图' }).click()
  await expect.poll(() => part(page, 'focus')).toBeNull()
  await page.keyboard.press('Alt+1')
  await expect.poll(() => part(page, 'focus')).toBe('7')
  expect(part(page, 'eye')).not.toBeNull()
  await page.getByRole('button', { name: '删除 七号楼电梯' }).click()
  await expect(page.getByRole('button', { name: 'Alt 1 南门' })).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.reload()
  await untilScene(page, (scene) => scene?.ready === true, null)
  await page.keyboard.press('v')
  await page.getByRole('button', { name: 'Alt 1 七号楼电梯' }).click()
  await expect.poll(() => part(page, 'focus')).toBe('7')
  expect(faults).toEqual([])
  await page.context().close()
})

test('cut and see-through change the picture and are in the link', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server)
  await goto('/?motion=off&light=day&focus=7')
  const whole = await takePicture(page)
  await page.keyboard.press('x')
  await expect.poll(() => part(page, 'xray')).toBe('1')
  const through = await takePicture(page)
  expect(countChanged(whole, through, clear)).toBeGreaterThan(2000)
  await page.keyboard.press('x')
  await page.keyboard.press('c')
  await expect.poll(() => part(page, 'cut')).toMatch(/^level:/)
  const cut = await takePicture(page)
  expect(countChanged(whole, cut, clear)).toBeGreaterThan(2000)
  await page.getByRole('button', { name: '竖直' }).click()
  await expect.poll(() => part(page, 'cut')).toBe('upright:0')
  expect(countChanged(cut, await takePicture(page), clear)).toBeGreaterThan(1000)
  await page.keyboard.press('c')
  await expect.poll(() => part(page, 'cut')).toBeNull()
  // Exactly as before: a cut leaves nothing behind.
  expect(countChanged(whole, await takePicture(page), clear)).toBeLessThan(20)
  expect(faults).toEqual([])
  await page.context().close()
})
