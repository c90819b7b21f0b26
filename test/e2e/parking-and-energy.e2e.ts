import { expect, test } from '@playwright/test'
import { shippedCommunities } from '../../models/communities/index.ts'
import { type OpenedPage, openPage, readScene, sceneBox, untilScene } from '../support/browser/open-page.ts'
import { type Colour, countChanged, countPixels, takePicture } from '../support/browser/picture.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const community = shippedCommunities.xingfuli()
const bays = community.bays.map(({ id }) => id)
const meters = community.devices.filter(({ type }) => type === 'metering.electricity')
const unit = '3-2'
/** Bays anyone may be led to: those for the disabled and for charging are not. */
const open = community.bays.filter(({ use }) => use === 'resident').map(({ id }) => id)
const freed = [open[20], open[60], open[100]]
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

const occupy = (ids: readonly string[], value: boolean) => server.post(ids.map((id) => ({ device: `bay-${id}`, point: 'occupied', value })))
const isAdvice = ({ red, green, blue }: Colour): boolean => blue > red + 35 && blue > green + 8
const isSlate = ({ red, green, blue }: Colour): boolean => blue > red + 14 && Math.abs(green - (red + blue) / 2) < 14 && blue < 200

test('the card counts the free bays that were ingested, and the way leads to the nearest', async () => {
  const { page, goto } = opened
  await occupy(bays, true)
  await goto('/?motion=off&light=day&layers=parking')
  await untilScene(page, (scene, count) => scene.cars === count && scene.guide === null, bays.length)
  const card = page.locator('.parking-card')
  await expect(card.locator('.card-figure')).toContainText(`0 空位 / ${bays.length} 个车位`)
  await expect(card.locator('.forecast')).toContainText('已停满')
  const before = countPixels(await takePicture(page), sceneBox, isAdvice)
  await occupy(freed, false)
  await untilScene(page, (scene, ids) => ids.every((id) => scene.bay(id) === 'free') && scene.guide !== null, freed)
  await expect(card.locator('.card-figure')).toContainText(`3 空位 / ${bays.length} 个车位`)
  const guide = await readScene(page, (scene) => scene.guide)
  expect(guide).toMatchObject({ gate: community.gates.find(({ passes }) => passes !== 'people')?.id })
  expect(await readScene(page, (scene) => scene.labels.join(' '))).toContain(`P-${guide?.bay} · 最近空位`)
  expect(countPixels(await takePicture(page), sceneBox, isAdvice)).toBeGreaterThan(before + 60)
  await occupy([guide?.bay ?? ''], true)
  await untilScene(page, (scene, taken) => scene.guide !== null && scene.guide.bay !== taken, guide?.bay ?? '')
})

test('the gate counts who came and went today, and shows no whole plate', async () => {
  const { page } = opened
  const passage = (code: string, detail: string) => ({ device: 'gate-south', point: 'passage', value: { code, detail } })
  await server.post([passage('in', '京A12317')])
  await server.post([passage('in', '京B56789')])
  await server.post([passage('out', '京AD34521')])
  await opened.goto('/?motion=off&light=day&layers=parking')
  const row = page.locator('.gate-row').first()
  await expect(row).toContainText('进 2 · 出 1', { timeout: 30_000 })
  await expect(row).toContainText('京A·••521')
  await expect(page.locator('.parking-card')).not.toContainText('34521')
})

test('columns and card show the power that was ingested, home by home', async () => {
  const { page, goto } = opened
  await server.post(meters.map(({ id }) => ({ device: id, point: 'power', value: 0 })))
  await goto('/?motion=off&light=day&layers=metering')
  await untilScene(page, (scene, id) => scene.energyColumn(id) === 0 && scene.litHomes === 0, unit)
  const flat = await takePicture(page)
  const paleSlate = countPixels(flat, sceneBox, isSlate)
  await server.post(meters.map(({ id }) => ({ device: id, point: 'power', value: 1.5 })))
  await untilScene(page, (scene, id) => scene.energyColumn(id) === 12 && (scene.tint('3-2-501')?.amount ?? 0) > 200, unit)
  const total = Math.round(meters.length * 1.5).toLocaleString('en-US')
  await expect(page.locator('.energy-card .card-figure')).toContainText(`${total} kW`)
  const high = await takePicture(page)
  expect(countPixels(high, sceneBox, isSlate)).toBeGreaterThan(paleSlate + 400)
  expect(countChanged(flat, high, sceneBox)).toBeGreaterThan(1000)
})

test('a home over its limit is yellow, named, and first in the ranking', async () => {
  const { page } = opened
  await server.post([{ device: 'electricity-3-2-501', point: 'power', value: 9.2 }])
  await untilScene(page, (scene) => scene.tint('3-2-501')?.color.join(' ') === '226 181 44', null)
  await expect(page.locator('.energy-card .outlier')).toContainText('9.2 kW，超过限值 8 kW')
  await expect(page.locator('.energy-card .rank').first()).toContainText('3-2-501')
  await expect.poll(() => readScene(page, (scene) => scene.labels.join(' '))).toContain('3-2-501 · 过载')
})

test('a bin fills as it reports', async () => {
  const { page, goto } = opened
  const bin = community.devices.find(({ type }) => type === 'waste.bin')?.id ?? ''
  await server.post([{ device: bin, point: 'fill', value: 64 }])
  await goto('/?motion=off&light=day&layers=waste')
  await untilScene(page, (scene, id) => Math.abs(scene.fill(id) - 0.64) < 0.001, bin)
  expect(opened.faults).toEqual([])
})
