import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openPage, readScene, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { countChanged, takePicture } from '../support/browser/picture.ts'
import { startBuiltServer } from '../support/built-server.ts'

/** Debian's library that lets one process live at another time of day; undefined where it is not installed. */
const libfaketime = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`).find((path) => existsSync(path))

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

test('when the simulator stops, ages grow and values turn stale on screen, until nothing is taken for true any more', async ({ browser }) => {
  test.skip(libfaketime === undefined && process.env.CI !== 'true', 'libfaketime is not installed: apt-get install libfaketime')
  const data = await mkdtemp(join(tmpdir(), 'linli-data-'))
  const simulated = await startBuiltServer({ data, arguments: [], environment: { LINLI_BACKFILL_DAYS: '0' } })
  const { port } = simulated
  const { page, goto } = await openPage(browser, simulated, { allowsOutage: true })
  await goto('/?motion=off&light=day&layers=metering&focus=3&select=device:transformer-1')
  const [value, age] = [page.locator('.headline button').first(), page.locator('.headline-age').first()]
  await expect(age).toContainText(/^\d+ 秒前/)
  await untilScene(page, (scene) => scene.tint('3-2-501')?.stale === false, null)
  const believed = await takePicture(page)
  await simulated.stop()

  // The same field without its simulator: every second that passes is seen.
  const silent = await startBuiltServer({ data, port })
  await expect(page.locator('.connection-banner')).toHaveCount(0)
  const seconds = async (): Promise<number> => Number(/^(\d+) 秒前/.exec((await age.textContent()) ?? '')?.[1])
  const before = await seconds()
  await expect.poll(seconds).toBeGreaterThan(before + 2)
  await expect(value).not.toHaveClass(/hatched/)
  await silent.stop()

  // And twenty minutes on, by the server's clock, which the page goes by.
  const later = await startBuiltServer({ data, port, environment: { LD_PRELOAD: libfaketime ?? '', FAKETIME: '+20m', DONT_FAKE_MONOTONIC: '1' } })
  await expect(age).toContainText(/^2\d 分钟前/)
  await expect(value).toHaveClass(/hatched/)
  await untilScene(page, (scene) => scene.litHomes === 0 && scene.tint('3-2-501')?.stale === true, null)
  expect(countChanged(believed, await takePicture(page), sceneBox)).toBeGreaterThan(5000)
  await page.context().close()
  await later.stop()
  await rm(data, { recursive: true, force: true })
})
