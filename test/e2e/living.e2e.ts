import { expect, test } from '@playwright/test'
import mqtt from 'mqtt'
import { shippedCommunities } from '../../models/communities/index.ts'
import { homesOf } from '../../models/site/homes.ts'
import { type OpenedPage, openPage, placeOnScreen, readScene, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { boxAround, countChanged, countPixels, isAlarmRed, isWarmLight, meanColour, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const community = shippedCommunities.xingfuli()
const meters = community.devices.filter(({ type }) => type === 'metering.electricity').map(({ id }) => id)
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

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const postAll = (ids: readonly string[], point: string, value: unknown) => server.post(ids.map((device) => ({ device, point, value })))

test('a stranger opens the page and sees the community, from this host alone and without a fault', async () => {
  const { page, goto, faults } = opened
  await goto('/?motion=off&light=day')
  expect(await readScene(page, (scene) => scene.drawCalls)).toBeGreaterThan(5)
  const picture = await takePicture(page)
  const colours = new Set<string>()
  countPixels(picture, sceneBox, ({ red, green, blue }) => colours.add(`${red >> 4} ${green >> 4} ${blue >> 4}`) && false)
  expect(colours.size).toBeGreaterThan(30)
  expect(faults).toEqual([])
})

test('a car stands in a bay when its sensor says so, and the picture changes', async () => {
  const { page } = opened
  const bays = community.bays.map(({ id }) => `bay-${id}`)
  await postAll(bays, 'occupied', false)
  await untilScene(page, (scene, id) => scene.bay(id) === 'free' && scene.cars === 0, '001')
  const free = await takePicture(page)
  await postAll(bays, 'occupied', true)
  await untilScene(page, (scene, count) => scene.cars === count, bays.length)
  expect(countChanged(free, await takePicture(page), sceneBox)).toBeGreaterThan(20)
})

test('two bays change places when their values do', async () => {
  const { page } = opened
  const tell = (first: boolean, second: boolean) =>
    server.post([
      { device: 'bay-001', point: 'occupied', value: first },
      { device: 'bay-002', point: 'occupied', value: second },
    ])
  await tell(true, false)
  await untilScene(page, (scene) => scene.bay('001') === 'car' && scene.bay('002') !== 'car', null)
  await tell(false, true)
  await untilScene(page, (scene) => scene.bay('001') !== 'car' && scene.bay('002') === 'car', null)
})

test('a reading published by MQTT is in the scene', async () => {
  const { page } = opened
  const health = await server.get('/api/v1/health')
  const port = Number(/"port":(\d+)/.exec(JSON.stringify(health))?.[1])
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`)
  await client.publishAsync('linli/xingfuli/bay-001/telemetry', JSON.stringify({ occupied: true }), { qos: 1 })
  await client.endAsync()
  await untilScene(page, (scene) => scene.bay('001') === 'car', null)
})

test('windows are lit by the meters, and dark when all are at zero', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=night')
  await postAll(meters, 'power', 2)
  await untilScene(page, (scene) => scene.litHomes > 1000, null)
  const lit = countPixels(await takePicture(page), sceneBox, isWarmLight)
  await postAll(meters, 'power', 0)
  await untilScene(page, (scene) => scene.litHomes === 0, null)
  const dark = countPixels(await takePicture(page), sceneBox, isWarmLight)
  expect(lit).toBeGreaterThan(dark + 200)
})

test('two lamps change places when their levels do', async () => {
  const { page } = opened
  const brightnessAt = async (levels: Readonly<Record<string, number>>) => {
    await server.post(community.lamps.map(({ id }) => ({ device: `lamp-${id}`, point: 'level', value: levels[id] ?? levels.all ?? 0 })))
    await untilScene(
      page,
      (scene, asked) => Object.entries(asked).every(([id, level]) => id === 'all' || Math.abs(scene.lamp(id) - level / 100) < 0.01),
      levels,
    )
    const picture = await takePicture(page)
    return ({ at }: { readonly at: { readonly x: number; readonly y: number } }): number => {
      const { red, green, blue } = meanColour(picture, boxAround(at, 4))
      return red + green + blue
    }
  }
  // The two lamps that are seen best, well apart: which they are is the camera's affair.
  const spots = []
  for (const { id, position } of community.lamps) spots.push({ id, at: await placeOnScreen(page, [...position, 0]) })
  const inSight = spots.filter(({ at }) => at.x > sceneBox.x && at.x < sceneBox.x + sceneBox.width && at.y > sceneBox.y && at.y < sceneBox.y + sceneBox.height)
  const off = await brightnessAt({ all: 0 })
  const on = await brightnessAt({ all: 100, [inSight[0].id]: 100 })
  const byGain = inSight.sort((a, b) => on(b) - off(b) - (on(a) - off(a)))
  const one = byGain[0]
  const other = byGain.find(({ at }) => Math.hypot(at.x - one.at.x, at.y - one.at.y) > 80) ?? one
  const first = await brightnessAt({ [one.id]: 100, [other.id]: 0 })
  const second = await brightnessAt({ [one.id]: 0, [other.id]: 100 })
  for (const [lamp, lit, dark] of [[one, first, second] as const, [other, second, first] as const]) {
    expect(lit(lamp), `lamp ${lamp.id} lit`).toBeGreaterThan(off(lamp) + 40)
    expect(Math.abs(dark(lamp) - off(lamp)), `lamp ${lamp.id} dark`).toBeLessThan(8)
  }
})

test('two homes change places when their meters do', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=night&focus=3')
  const homes = ['3-1-301', '3-4-302'] as const
  const lightsOf = async (lit: string) => {
    await server.post(homes.map((home) => ({ device: `electricity-${home}`, point: 'power', value: home === lit ? 3 : 0 })))
    await untilScene(page, (scene, asked) => asked.homes.every((home) => scene.windows(home) > 0.5 === (home === asked.lit)), { homes, lit })
    return await takePicture(page)
  }
  const pictures = { [homes[0]]: await lightsOf(homes[0]), [homes[1]]: await lightsOf(homes[1]) }
  for (const [home, neighbour] of [homes, [homes[1], homes[0]] as const]) {
    const at = [...homesOf(community)].find(({ home: { id } }) => id === home)
    const outline = at?.plan.outline ?? []
    const middle = [mean(outline.map(([east]) => east)), mean(outline.map(([, north]) => north)), (at?.elevationMeters ?? 0) + 1.4] as const
    const windows = boxAround(await placeOnScreen(page, middle), 34)
    expect(countPixels(pictures[home], windows, isWarmLight), `${home} lit`).toBeGreaterThan(8)
    expect(countPixels(pictures[neighbour], windows, isWarmLight), `${home} dark`).toBeLessThan(3)
  }
})

test('3-2-501 is found by its number, with its meters, their units and age', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  await server.post([{ device: 'electricity-3-2-501', point: 'power', value: 1.234 }])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('3-2-501')
  await page.keyboard.press('Enter')
  await untilScene(page, (scene) => scene.openFloor?.building === '3' && scene.openFloor.level === 5, null)
  await expect(page.locator('.shell')).toContainText('1.234 kW')
})

test('a fire is on the list, opens in the picture, and stays acknowledged after a reload', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&focus=3/5')
  await untilScene(page, (scene) => scene.openFloor?.level === 5, null)
  const before = countPixels(await takePicture(page), sceneBox, isAlarmRed)
  await server.post([
    { device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 },
    { device: 'smoke-3-2-501-kitchen', point: 'temperature', value: 74 },
  ])
  const alarm = page.locator('.alarm[data-class="lifeSafety"]').first()
  await expect(alarm).toContainText('3-2-501')
  await untilScene(page, (scene) => scene.fireRooms.some((room) => room.includes('3-2-501-kitchen')), null)
  expect(countPixels(await takePicture(page), sceneBox, isAlarmRed)).toBeGreaterThan(before + 200)
  await alarm.getByRole('button', { name: '确认', exact: true }).click()
  await expect(page.locator('.alarm[data-class="lifeSafety"][data-state="acknowledged"]').first()).toBeVisible()
  await goto('/?motion=off&light=day')
  await expect(page.locator('.alarm[data-class="lifeSafety"][data-state="acknowledged"]').first()).toContainText('3-2-501')
})

test('an address opens the past in the same scene, unmistakably not live, and one key brings the present back', async () => {
  const { page, goto } = opened
  const hourAgo = Date.now() - 3_600_000
  await server.post(community.bays.map(({ id }) => ({ device: `bay-${id}`, point: 'occupied', value: id === '003', time: hourAgo })))
  await goto(`/?motion=off&light=day&at=${new Date(hourAgo + 60_000).toISOString()}`)
  await untilScene(page, (scene) => scene.bay('003') === 'car' && scene.cars === 1, null)
  await expect(page.locator('body')).toContainText('非实时画面')
  await page.keyboard.press('l')
  await untilScene(page, (scene) => scene.cars > 1, null)
  await expect(page.locator('body')).not.toContainText('非实时画面')
})

test('names that hold markup are shown as text, and what was refused can be seen', async () => {
  const { page, faults } = opened
  const name = '<img src=x onerror="window.__xss=1">'
  await fetch(`${server.url}/api/v1/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ device: name, point: 'obscuration', value: '<script>window.__xss=1</script>' }]),
  })
  await page.goto(`${server.url}/quarantine`)
  await expect(page.locator('body')).toContainText(name)
  expect(await page.evaluate(() => Reflect.get(window, '__xss'))).toBeUndefined()
  expect(faults).toEqual([])
})

test('the whole shell speaks English when it is asked to', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day&lang=en')
  await expect(page.locator('body')).toContainText('Smart parking')
  const words = await page.locator('.shell').textContent()
  expect(((words ?? '').match(/\p{Script=Han}+/gu) ?? []).filter((word) => word !== '中')).toEqual([])
})
