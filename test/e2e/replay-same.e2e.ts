import { expect, type Page, test } from '@playwright/test'
import { z } from 'zod'
import { subsystems } from '../../models/subsystems/index.ts'
import { hashOf } from '../../simulators/random.ts'
import { usualSignal } from '../../simulators/usual-signal.ts'
import { createWorld } from '../../simulators/world.ts'
import { type OpenedPage, openPage, readScene, untilScene } from '../support/browser/open-page.ts'
import { countChanged, type Picture, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'
import { shippedRegister } from '../support/shipped-world.ts'

test.describe.configure({ mode: 'serial' })

const whole = { x: 0, y: 0, width: 960, height: 540 }
const layers = subsystems.map(({ id }) => id).join(',')
let server: BuiltServer

/** Every device said something usual within the last minute and a kitchen burns, acknowledged so that nothing blinks; then nobody speaks any more. */
test.beforeAll(async () => {
  server = await startBuiltServer()
  const readings = everyoneSpeaks(Date.now())
  for (let from = 0; from < readings.length; from += 2000) await server.post(readings.slice(from, from + 2000))
  await server.post([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 }])
  const alarms = async () => AlarmItems.parse(await server.get('/api/v1/alarms?state=current&limit=500')).items.filter(({ ack }) => ack === 'unacked')
  await expect.poll(async () => (await alarms()).some(({ device }) => device === 'smoke-3-2-501-kitchen')).toBe(true)
  await expect
    .poll(async () => {
      for (const { id, occurrence, version } of await alarms())
        await fetch(`${server.url}/api/v1/alarms/${encodeURIComponent(id)}/acknowledge`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ occurrence, version, commandId: `replay-same-${occurrence}` }),
        })
      return (await alarms()).length
    })
    .toBe(0)
})
test.afterAll(() => server.stop())

const AlarmItems = z.object({ items: z.array(z.object({ id: z.string(), device: z.string(), occurrence: z.string(), version: z.number(), ack: z.string() })) })

function everyoneSpeaks(now: number) {
  const world = createWorld(shippedRegister(), 7, now)
  return [...world.register.devices.values()].flatMap(({ id, points }) =>
    [...points.values()].flatMap(({ id: point, point: declared, series }) => {
      const sample = usualSignal(declared, hashOf(`${id} ${point}`), world)
      return sample ? [{ device: id, point, value: sample(now), time: now - (series % 40) * 1000 }] : []
    }),
  )
}

/** The scene with its labels and its legend, without the panels, once two pictures in a row are the same. */
async function takeScene(page: Page): Promise<Picture> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll('.shell > :not(.stage)')) if (part instanceof HTMLElement) part.style.visibility = 'hidden'
    for (const part of document.querySelectorAll('.left *, .right *')) if (part instanceof HTMLElement) part.style.visibility = 'hidden'
  })
  await untilScene(page, (scene) => scene.camera.resting, null)
  let picture = await takePicture(page)
  await expect
    .poll(async () => {
      const before = picture
      picture = await takePicture(page)
      return countChanged(before, picture, whole)
    })
    .toBe(0)
  return picture
}

async function livePicture(opened: OpenedPage, address: string): Promise<{ readonly picture: Picture; readonly at: number }> {
  await opened.goto(address)
  await untilScene(opened.page, (scene) => scene.shown.simulated + scene.shown.other > 0 && scene.litHomes > 50, null)
  const picture = await takeScene(opened.page)
  return { picture, at: await readScene(opened.page, (scene) => Math.round(scene.shownAt)) }
}

for (const { name, address } of [
  { name: 'of the whole community with every layer, by day', address: `/?motion=off&light=day&layers=${layers}` },
  { name: 'of the whole community by night', address: `/?motion=off&light=night&layers=lighting,metering` },
  { name: 'of a floor opened by a fire', address: '/?motion=off&light=day&layers=smoke&focus=3/5/home/3-2-501&select=device:smoke-3-2-501-kitchen' },
])
  test(`a picture ${name} taken live and its replay differ in less than one per cent of the pixels`, async ({ browser }) => {
    const opened = await openPage(browser, server)
    const live = await livePicture(opened, address)
    await opened.goto(`${address}&at=${new Date(live.at).toISOString()}`)
    await untilScene(opened.page, (scene, at) => Math.abs(scene.shownAt - at) < 1000 && scene.shown.simulated + scene.shown.other > 0, live.at)
    await expect(opened.page.locator('[data-testid="replay-frame"]')).toHaveCount(1)
    const replayed = await takeScene(opened.page)
    const changed = countChanged(live.picture, replayed, whole)
    test.info().annotations.push({ type: 'pixels that differ', description: `${((100 * changed) / (whole.width * whole.height)).toFixed(3)} %` })
    expect(changed / (whole.width * whole.height)).toBeLessThan(0.01)
    // And not because little is in them: an hour before, when nobody had spoken, is another picture.
    await opened.goto(`${address}&at=${new Date(live.at - 3_600_000).toISOString()}`)
    await untilScene(opened.page, (scene, at) => Math.abs(scene.shownAt - at) < 1000, live.at - 3_600_000)
    expect(countChanged(live.picture, await takeScene(opened.page), whole) / (whole.width * whole.height)).toBeGreaterThan(0.01)
    expect(opened.faults).toEqual([])
    await opened.page.context().close()
  })
