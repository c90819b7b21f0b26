import { expect, type Page, test } from '@playwright/test'
import { keys } from '../../client/features/help/strings.ts'
import { type OpenedPage, openPage, readScene, untilScene } from '../support/browser/open-page.ts'
import { takePicture } from '../support/browser/picture.ts'
import { chartOnScreen } from '../support/browser/read-chart.ts'
import { type BuiltServer, startBuiltServer } from '../support/built-server.ts'

test.describe.configure({ mode: 'serial' })

const minute = 60_000
const hour = 60 * minute
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

const meter = 'electricity-3-2-501'
const postPower = (value: number, time = Date.now()) => server.post([{ device: meter, point: 'power', value, time }])
const raiseFire = () => server.post([{ device: 'smoke-3-2-501-kitchen', point: 'obscuration', value: 0.9 }])
const fireRow = (page: Page) => page.locator('.alarm[data-class="lifeSafety"]', { hasText: '3-2-501' }).first()
const acknowledgeIn = (page: Page) => fireRow(page).getByRole('button', { name: '确认', exact: true })

test('each part has its face while there is nothing, while it waits, and when it fails; trying again helps', async () => {
  const { page, goto } = opened
  await goto(`/?motion=off&light=day&select=device:${meter}`)
  const panel = page.locator('.panel.device')
  await expect(panel.locator('[data-face="empty"]').first()).toContainText('从未上报')

  const open: (() => void)[] = []
  let answers: 'wait' | 'fail' | 'through' = 'wait'
  await page.route('**/api/v1/series?**', async (route) => {
    if (answers === 'wait') await new Promise<void>((done) => open.push(done))
    if (answers === 'fail')
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"history_away","detail":"历史库暂时不可用"}' })
    else await route.continue()
  })
  await postPower(0.4, Date.now() - 30_000)
  await panel.getByRole('button', { name: '1 小时', exact: true }).click()
  await expect(panel.locator('.history [data-face="loading"]')).toBeVisible()
  answers = 'fail'
  for (const pass of open.splice(0)) pass()
  await expect(panel.locator('.history [data-face="error"]')).toContainText('历史库暂时不可用')
  answers = 'through'
  await panel.getByRole('button', { name: '再试一次' }).click()
  await expect(panel.locator('.history svg[role="img"]')).toBeVisible()
  await page.unrouteAll({ behavior: 'wait' })
})

test('a value that is old is hatched, with its age, in the panel as in the scene', async () => {
  const { page, goto } = opened
  await server.post([{ device: 'electricity-3-2-502', point: 'power', value: 3, time: Date.now() - 2 * hour }])
  await goto('/?motion=off&light=day&layers=metering&focus=3/5&select=device:electricity-3-2-502')
  await expect(page.locator('.panel.device [data-face="stale"]')).toContainText('2 小时前')
  await expect(page.locator('.headline button').first()).toHaveClass(/hatched/)
  await untilScene(page, (scene) => scene.tint('3-2-502')?.stale === true && scene.tint('3-2-501')?.stale === false, null)
})

test('the history of the last day is drawn where its axes say, gaps as gaps', async () => {
  const { page, goto } = opened
  const now = Date.now()
  const [peak, silence] = [now - 5 * hour, now - 10 * hour]
  const times = Array.from({ length: 287 }, (_, index) => now - 23.9 * hour + index * 5 * minute)
  await server.post(
    times
      .filter((time) => Math.abs(time - silence) > hour)
      .map((time) => ({ device: meter, point: 'power', value: Math.abs(time - peak) < hour ? 4 : 0.5, time })),
  )
  await goto(`/?motion=off&light=day&select=device:${meter}`)
  const chart = page.locator('.history svg[role="img"]')
  await expect(chart.locator('[data-part="run"]')).toHaveCount(2)
  await chart.scrollIntoViewIfNeeded()
  const { x, y, darkest } = await chartOnScreen(page, chart, await takePicture(page))
  for (const [time, value] of [
    [peak, 4],
    [now - 2 * hour, 0.5],
    [now - 20 * hour, 0.5],
  ] as const)
    expect(Math.abs(darkest(x(time)) - y(value)), `the line at ${new Date(time).toISOString()}`).toBeLessThan(4)
  expect(darkest(x(silence))).toBeNaN()
  const gap = await chart.locator('[data-part="gap"]').first().boundingBox()
  expect(gap && gap.x < x(silence) && gap.x + gap.width > x(silence)).toBe(true)
})

test('the chart is taken along as a table and as a picture, and nothing of it breaks the policy of the page', async () => {
  const { page, faults } = opened
  const before = faults.length
  const saved = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
    const parts: Buffer[] = []
    for await (const part of await download.createReadStream()) parts.push(part)
    return Buffer.concat(parts)
  }
  const table = (await saved('存为表格')).toString('utf8').split('\r\n')
  expect(table[0]).toContain(`${meter} power (kW)`)
  expect(table.length).toBeGreaterThan(200)
  const picture = await saved('存为图片')
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(picture.length).toBeGreaterThan(3000)
  expect(faults.slice(before)).toEqual([])
})

test('a link opens the same place, device, layers, moment and language at a colleague', async ({ browser }) => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('smoke-3-2-501-kitchen')
  await page.keyboard.press('Enter')
  await page.locator('.layer', { hasText: '智能停车' }).click()
  await page.locator('.track').focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('e')
  await expect.poll(() => page.url()).toMatch(/at=.*lang=en/)
  const moment = new URL(page.url()).searchParams.get('at') ?? ''
  const focus = await readScene(page, (scene) => scene.openFloor)

  const colleague = await openPage(browser, server)
  await colleague.goto(new URL(page.url()).pathname + new URL(page.url()).search)
  const there = colleague.page
  await untilScene(there, (scene, floor) => JSON.stringify(scene.openFloor) === floor, JSON.stringify(focus))
  await untilScene(there, (scene, at) => Math.abs(scene.shownAt - at) < 1000, Date.parse(moment))
  await expect(there.locator('.panel.device')).toContainText('smoke-3-2-501-kitchen')
  await expect(there.locator('.layer[aria-pressed="true"]')).toContainText('Smart parking')
  await expect(there.locator('[data-testid="replay-frame"]')).toContainText('not live')
  expect(colleague.faults).toEqual([])
  await there.context().close()
})

test('of two consoles that acknowledge, the second reads who was first', async ({ browser }) => {
  const second = await openPage(browser, server)
  await opened.goto('/?motion=off&light=day')
  await second.goto('/?motion=off&light=day')
  await raiseFire()
  // The second operator presses while the first is being served: the request is held until the first is through.
  let pass: () => void = () => {}
  const served = new Promise<void>((done) => {
    pass = done
  })
  await second.page.route('**/acknowledge?**', async (route) => {
    await served
    await route.continue()
  })
  const pressed = second.page.waitForRequest('**/acknowledge?**')
  await acknowledgeIn(second.page).click()
  await pressed
  await acknowledgeIn(opened.page).click()
  await expect(fireRow(opened.page)).toHaveAttribute('data-state', 'acknowledged')
  pass()
  const winner = /"acknowledgedBy":"([^"]+)"/.exec(JSON.stringify(await server.get('/api/v1/alarms?state=current')))?.[1] ?? ''
  expect(winner).not.toBe('')
  await expect(fireRow(second.page).locator('.alarm-refused')).toContainText(winner)
  await expect(fireRow(second.page)).toHaveAttribute('data-state', 'acknowledged')
  expect(second.faults.filter((fault) => !fault.includes('409'))).toEqual([])
  await second.page.context().close()
})

test('a refused reading is assigned to its device from the page, and is in the scene', async () => {
  const { page, goto } = opened
  await server.post([{ device: 'bay-005', point: 'occupied', value: false, time: Date.now() - minute }])
  await fetch(`${server.url}/api/v1/ingest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ device: 'bay-five', point: 'busy', value: true }]),
  })
  await goto('/quarantine?motion=off&light=day')
  const row = page.locator('tbody tr', { hasText: 'bay-five' })
  await row.getByRole('button', { name: '指派' }).click()
  await row.getByLabel('设备').fill('bay-005')
  await row.getByLabel('测点').selectOption('occupied')
  await row.getByRole('button', { name: '入库' }).click()
  await expect(row).toHaveCount(0)
  await untilScene(page, (scene) => scene.bay('005') === 'car', null)
})

test('the history of alarms is filtered, and brings back the moment of each', async () => {
  const { page, goto } = opened
  await goto('/alarms?motion=off&light=day')
  const rows = page.locator('tbody tr')
  await expect(rows.filter({ hasText: '3-2-501' }).first()).toContainText('火警')
  await page.getByRole('button', { name: '低', exact: true }).click()
  await expect(rows.filter({ hasText: '3-2-501' })).toHaveCount(0)
  await page.getByRole('button', { name: '危及生命', exact: true }).click()
  await rows.filter({ hasText: '3-2-501' }).getByRole('button', { name: '回放这一刻' }).first().click()
  await untilScene(page, (scene) => scene.openFloor?.building === '3' && scene.openFloor.level === 5, null)
  await expect(page.locator('[data-testid="replay-frame"]')).toContainText('非实时画面')
  await expect(page.locator('.panel.device')).toContainText('smoke-3-2-501-kitchen')
})

test('everything an operator does goes by the keyboard: the keys, a home, its levels, an alarm, its acknowledgement', async () => {
  const { page, goto } = opened
  await goto('/?motion=off&light=day')
  await page.keyboard.press('?')
  const sheet = page.locator('dialog.help')
  for (const key of keys) await expect(sheet).toContainText(key.does.zh)
  expect(await sheet.locator('kbd').allTextContents()).toEqual(keys.flatMap((key) => key.keys))
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('5-2-501')
  await page.keyboard.press('Enter')
  await untilScene(page, (scene) => scene.openFloor?.level === 5, null)
  for (const _level of ['the panel', 'home', 'floor']) await page.keyboard.press('Escape')
  await untilScene(page, (scene) => scene.openFloor === null, null)
  await expect(page.locator('.breadcrumbs')).toContainText('5号楼')
  await page.keyboard.press('Escape')
  await expect(page.locator('.breadcrumbs')).not.toContainText('5号楼')

  await server.post([{ device: 'smoke-3-2-601-kitchen', point: 'obscuration', value: 0.9 }])
  await expect(page.locator('.alarm[data-state="unacknowledged"]')).toContainText('3-2-601')
  await page.keyboard.press('1')
  await untilScene(page, (scene) => scene.openFloor?.level === 6, null)
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('跳到报警')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toContainText('3-2-601')
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText('确认')
  await page.keyboard.press('Enter')
  await expect(page.locator('.alarm', { hasText: '3-2-601' })).toHaveAttribute('data-state', 'acknowledged')
})

test('more alarms than a person can read are grouped by building, the first marked', async () => {
  const { page } = opened
  const homes = ['1-1-101', '1-1-201', '1-1-301', '1-1-401', '1-1-501', '1-1-601', '2-1-101', '2-1-201', '2-1-301', '2-1-401', '2-1-501', '2-1-601']
  await server.post(homes.map((home) => ({ device: `smoke-${home}-kitchen`, point: 'obscuration', value: 0.9 })))
  await expect(page.locator('.alarm-flood')).toBeVisible()
  await expect(page.locator('.alarm-group', { hasText: '1号楼' })).toContainText('6')
  await expect(page.locator('.alarm', { hasText: '首发' }).first()).toBeVisible()
  await untilScene(page, (scene) => scene.alarmMarks >= 12, null)
})

test('every screen speaks English when asked to; none reports a fault, asks another host or breaks the security policy', async () => {
  const { page, goto, faults } = opened
  const speaksEnglish = async (where: string): Promise<void> => {
    await expect(page.locator('.pages, .panel.device').first()).toBeVisible()
    await expect(page.locator('.pages [data-face="loading"]')).toHaveCount(0)
    const words = (await page.locator('.shell').textContent()) ?? ''
    expect(words.length).toBeGreaterThan(300)
    expect(
      (words.match(/\p{Script=Han}+/gu) ?? []).filter((word) => word !== '中'),
      where,
    ).toEqual([])
  }
  await goto('/alarms?motion=off&light=day&lang=en')
  await speaksEnglish('alarm history')
  for (const name of ['Devices', 'Quarantine', 'System']) {
    await page.locator('.page-links').getByRole('button', { name }).click()
    await expect(page.locator('.pages h1')).toContainText(name)
    await speaksEnglish(name)
  }
  await goto(`/?motion=off&light=day&lang=en&focus=3/5&select=device:${meter}`)
  await page.keyboard.press('?')
  await expect(page.locator('dialog.help')).toBeVisible()
  await speaksEnglish('device panel and keys')
  await page.goto(`${server.url}/nowhere?motion=off&lang=en`)
  await expect(page.locator('.pages')).toContainText('There is no such page')
  await page.goto(`${server.url}/api/docs`)
  await expect(page.locator('body')).toContainText('Linli')
  expect(faults.filter((fault) => !/status of 503/.test(fault))).toEqual([])
})
