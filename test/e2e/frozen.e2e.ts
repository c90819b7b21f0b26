import { expect, test } from '@playwright/test'
import { type OpenedPage, openPage, untilScene } from '../support/browser/open-page.ts'
import { countPixels, decodePng, type Picture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

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

const whole = { x: 0, y: 0, width: 960, height: 540 }
/** The plate of the sign: nearly black, over a quarter of the picture's height. */
const darkPixels = (picture: Picture): number =>
  countPixels(picture, { x: 240, y: 180, width: 480, height: 180 }, ({ red, green, blue }) => red < 60 && green < 60 && blue < 60)
const orangePixels = (picture: Picture): number => countPixels(picture, whole, ({ red, green, blue }) => red > 180 && green > 80 && green < 170 && blue < 90)

test('a page that hangs shows that it has stopped, without doing anything, and says afterwards for how long', async () => {
  const { page, goto, faults } = opened
  await goto('/?motion=off&light=day')
  await expect(page.locator('.frozen-sign[data-watching]')).toHaveCSS('opacity', '0')
  // The browser itself tells what is on the screen: the page cannot be asked while it hangs.
  const line = await page.context().newCDPSession(page)
  const frames: { readonly at: number; readonly picture: Picture }[] = []
  line.on('Page.screencastFrame', ({ data, sessionId, metadata }) => {
    // When it stood on the screen: it is handed over later on a busy machine.
    frames.push({ at: (metadata.timestamp ?? 0) * 1000, picture: decodePng(Buffer.from(data, 'base64')) })
    void line.send('Page.screencastFrameAck', { sessionId })
  })
  await line.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 })
  const hang = () =>
    page.evaluate(() => {
      const start = Date.now()
      while (Date.now() < start + 8_000);
      return [start, Date.now()] as const
    })
  // What a browser shows of itself comes by samples: a hang of which none was taken is made once more.
  let last: Picture | undefined
  for (let round = 0; round < 4 && !last; round += 1) {
    const [began, ended] = await hang()
    await expect(page.locator('.frozen-note')).toContainText('画面曾停')
    last = frames.filter(({ at }) => at > began + 2_900 && at < ended).at(-1)?.picture
  }
  await line.send('Page.stopScreencast')
  if (!last) throw new Error('no picture while the page hung')
  expect(darkPixels(last)).toBeGreaterThan(20_000)
  expect(orangePixels(last)).toBeGreaterThan(5_000)
  await expect(page.locator('.frozen-sign')).toHaveCSS('opacity', '0')
  expect(faults).toEqual([])
})

test('a 3D picture that no longer follows what arrives is told of, and again no longer once it does', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  await server.post([{ device: 'bay-001', point: 'occupied', value: false }])
  await untilScene(page, (scene) => scene.bay('001') === 'free', null)
  // From here on no picture is drawn, as when a driver hangs.
  await page.evaluate(() => {
    const draw = window.requestAnimationFrame.bind(window)
    Reflect.set(window, 'drawAgain', () => {
      window.requestAnimationFrame = draw
    })
    window.requestAnimationFrame = () => 0
  })
  await server.post([{ device: 'bay-001', point: 'occupied', value: true }])
  await expect(page.locator('.scene-behind')).toContainText('三维画面没有跟上')
  await page.reload()
  await untilScene(page, (scene) => scene?.bay('001') === 'car', null)
  await expect(page.locator('.scene-behind')).toHaveCount(0)
})
