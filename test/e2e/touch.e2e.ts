import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { openPage, placeOnScreen, readScene, untilScene } from '../support/browser/open-page.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

let server: BuiltServer
let page: Page
let fingers: CDPSession
let faults: readonly string[]
type Spot = readonly [number, number]

test.beforeAll(async ({ browser }) => {
  server = await startBuiltServer()
  const opened = await openPage(browser, server, { viewport: { width: 390, height: 720 }, hasTouch: true, isMobile: true })
  page = opened.page
  faults = opened.faults
  await opened.goto('/?motion=off&light=day')
  fingers = await page.context().newCDPSession(page)
})
test.afterAll(async () => {
  await page.context().close()
  await server.stop()
})

const camera = () => readScene(page, (scene) => ({ position: [...scene.camera.position], target: [...scene.camera.target], resting: scene.camera.resting }))
const distanceOf = ({ position, target }: { position: number[]; target: number[] }): number =>
  Math.hypot(...position.map((value, axis) => value - (target[axis] ?? 0)))

/** Fingers laid down, moved in steps and lifted, as a hand does. */
async function stroke(from: readonly Spot[], to: readonly Spot[]): Promise<void> {
  const points = (share: number) => from.map(([x, y], id) => ({ x: x + ((to[id]?.[0] ?? x) - x) * share, y: y + ((to[id]?.[1] ?? y) - y) * share, id }))
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) })
  for (let step = 1; step <= 6; step += 1) await fingers.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(step / 6) })
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

/** Waits until the camera rests, and gives where. */
async function rested(): Promise<Awaited<ReturnType<typeof camera>>> {
  let last = await camera()
  await expect
    .poll(
      async () => {
        const now = await camera()
        const isSame = now.resting && JSON.stringify(now) === JSON.stringify(last)
        last = now
        return isSame
      },
      { intervals: [400] },
    )
    .toBe(true)
  return last
}

test('one finger moves over the ground, as on a map, and keeps height and distance', async () => {
  const before = await rested()
  await stroke([[200, 420]], [[120, 330]])
  await expect.poll(async () => Math.hypot(...(await camera()).target.map((value, axis) => value - (before.target[axis] ?? 0)))).toBeGreaterThan(5)
  const after = await rested()
  expect(after.position[1]).toBeCloseTo(before.position[1] ?? Number.NaN, 1)
  expect(distanceOf(after)).toBeCloseTo(distanceOf(before), 1)
})

test('two fingers pinch nearer and farther', async () => {
  const far = distanceOf(await rested())
  await stroke(
    [
      [180, 360],
      [210, 360],
    ],
    [
      [90, 360],
      [300, 360],
    ],
  )
  await expect.poll(async () => distanceOf(await camera())).toBeLessThan(far * 0.8)
  const near = distanceOf(await rested())
  await stroke(
    [
      [90, 360],
      [300, 360],
    ],
    [
      [180, 360],
      [210, 360],
    ],
  )
  await expect.poll(async () => distanceOf(await camera())).toBeGreaterThan(near * 1.2)
})

test('a tap selects the house under it, and a drag selects nothing', async () => {
  await page.goto(`${server.url}/?motion=off&light=day`)
  await untilScene(page, (scene) => scene?.ready === true, null)
  await stroke([[200, 420]], [[150, 380]])
  await rested()
  expect(new URL(page.url()).searchParams.get('select')).toBeNull()
  const spot = await placeOnScreen(page, await roofOfHouse11())
  await page.touchscreen.tap(spot.x, spot.y)
  await expect.poll(() => new URL(page.url()).searchParams.get('select')).toBe('building:11')
  expect(faults).toEqual([])
})

/** The middle of a roof, from the model the page itself reads. */
async function roofOfHouse11(): Promise<readonly [number, number, number]> {
  const { shippedCommunities } = await import('../../models/communities/index.ts')
  const house = shippedCommunities.xingfuli().buildings.find(({ id }) => id === '11')
  if (!house) throw new Error('There is no house 11.')
  const mean = (axis: 0 | 1): number => house.outline.reduce((sum, corner) => sum + corner[axis], 0) / house.outline.length
  return [mean(0), mean(1), house.baseMeters + house.storeys * house.storeyHeightMeters]
}
