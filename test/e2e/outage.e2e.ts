import { expect, test } from '@playwright/test'
import { openPage, readScene, untilScene } from '../support/browser/open-page.ts'
import { startBuiltServer } from '../support/built-server.ts'

test('a server that is killed is missed on screen, and the page comes back by itself with the values it had', async ({ browser }) => {
  const first = await startBuiltServer()
  const { page, goto, faults } = await openPage(browser, first, { allowsOutage: true })
  await goto('/?motion=off&light=day')
  await first.post([{ device: 'bay-017', point: 'occupied', value: true }])
  await untilScene(page, (scene) => scene.bay('017') === 'car', null)

  await first.stop('SIGKILL')
  const banner = page.locator('.connection-banner')
  await expect(banner).toContainText('连接中断')
  await expect(banner).toContainText(/秒/)

  const second = await startBuiltServer({ data: first.data, port: first.port })
  await expect(banner).toHaveCount(0)
  expect(await readScene(page, (scene) => scene.bay('017'))).toBe('car')
  await second.post([{ device: 'bay-017', point: 'occupied', value: false }])
  await untilScene(page, (scene) => scene.bay('017') === 'free', null)
  expect(faults).toEqual([])
  await page.context().close()
  await second.stop()
})
