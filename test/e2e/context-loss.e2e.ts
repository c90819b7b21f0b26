import { expect, type Page, test } from '@playwright/test'
import { openPage, readScene, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { countChanged, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

let server: BuiltServer

test.beforeAll(async () => {
  server = await startBuiltServer()
})
test.afterAll(async () => {
  await server.stop()
})

/** What a driver's fault or a sleeping machine does: the graphics card takes the picture back, and later gives it again. */
const cardGives = (page: Page, act: 'loseContext' | 'restoreContext') =>
  page.evaluate((name) => {
    const known: unknown = Reflect.get(window, 'heldContext')
    const found = known ?? document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    Reflect.set(window, 'heldContext', found)
    const call: unknown = Reflect.get(Object(found), name)
    if (typeof call !== 'function') throw new Error('This browser cannot lose its context.')
    call.call(found)
  }, act)

test('a picture the graphics card took back returns by itself with the same state, and says so meanwhile', async ({ browser }) => {
  const { page, faults, goto } = await openPage(browser, server)
  await server.post([
    { device: 'bay-001', point: 'occupied', value: true },
    { device: 'bay-002', point: 'occupied', value: false },
    { device: 'electricity-3-2-501', point: 'power', value: 2 },
  ])
  await goto('/?motion=off&light=day&focus=3/5&layers=metering')
  await untilScene(page, (scene) => scene.bay('001') === 'car' && scene.openFloor?.level === 5 && scene.windows('3-2-501') > 0.5, null)
  const before = await takePicture(page)
  const told = await readScene(page, ({ openFloor, cars, camera }) => ({ openFloor, cars, camera }))

  await cardGives(page, 'loseContext')
  const face = page.locator('[data-face="picture-lost"]')
  await expect(face).toContainText('三维画面中断')
  // What arrives while there is no picture is in the next one.
  await server.post([{ device: 'bay-002', point: 'occupied', value: true }])
  await expect.poll(() => page.evaluate(() => window.linliScene?.ready)).toBe(true)

  await cardGives(page, 'restoreContext')
  await expect(face).toHaveCount(0)
  await untilScene(page, (scene) => scene.bay('002') === 'car', null)
  const after = await takePicture(page)
  expect(await readScene(page, ({ openFloor, camera }) => ({ openFloor, camera }))).toEqual({ openFloor: told.openFloor, camera: told.camera })
  expect(await readScene(page, (scene) => scene.cars)).toBe(told.cars + 1)
  // The same house, open on the same floor in the same light: of the part no panel covers, next to nothing differs.
  expect(countChanged(before, after, sceneBox)).toBeLessThan(0.01 * sceneBox.width * sceneBox.height)
  expect(faults.filter((fault) => !/CONTEXT_LOST|Context Lost/i.test(fault))).toEqual([])
  await page.context().close()
})
