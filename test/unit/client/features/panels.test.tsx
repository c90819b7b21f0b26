// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AlarmList } from '../../../../client/features/alarms/alarm-list.tsx'
import { DevicePanel } from '../../../../client/features/device/device-panel.tsx'
import { QuarantinePage } from '../../../../client/features/quarantine/quarantine-page.tsx'
import { alarmOf, createTestTwin, kitchenDetector, noon, showInTwin } from '../support/console-twin.tsx'

const answer = (body: unknown, status = 200) =>
  vi.fn(async () => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }))
const markup = '<img src=x onerror="document.title=1">'

beforeEach(() => vi.stubGlobal('fetch', answer({ device: 'd', point: 'p', points: [], items: [], next: null })))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the device panel', () => {
  it('says that a device is not in the model', () => {
    showInTwin(createTestTwin().twin, <DevicePanel id="nobody" />)
    expect(screen.getByText('没有编号为 nobody 的设备')).toBeTruthy()
  })

  it('tells never heard from out of date', () => {
    const { twin, write } = createTestTwin()
    const { unmount } = showInTwin(twin, <DevicePanel id={kitchenDetector.id} />)
    expect(document.querySelector('[data-face="empty"]')).not.toBeNull()
    unmount()
    write(kitchenDetector.id, 'temperature', 21, noon - 30 * 86_400_000)
    showInTwin(twin, <DevicePanel id={kitchenDetector.id} />)
    expect(document.querySelector('[data-face="stale"]')?.textContent).toContain('30 天前')
  })

  it('shows a fresh value with unit, age and where it came from', () => {
    const { twin, write } = createTestTwin()
    write(kitchenDetector.id, 'temperature', 21.5, noon - 2000, 2)
    showInTwin(twin, <DevicePanel id={kitchenDetector.id} />, 'en')
    expect(screen.getAllByText('simulated').length).toBeGreaterThan(0)
    expect(screen.getAllByText('2 s ago').length).toBeGreaterThan(0)
    expect(document.querySelector('.headline')?.textContent).toContain('21.5 °C')
  })

  it('shows loading, then the error with a way to try again', async () => {
    let settle: (response: Response) => void = () => undefined
    vi.stubGlobal(
      'fetch',
      vi.fn(
        (address: string) =>
          new Promise<Response>((resolve) => {
            if (address.includes('/series')) settle = resolve
          }),
      ),
    )
    const { twin, write } = createTestTwin()
    write(kitchenDetector.id, 'temperature', 21)
    showInTwin(twin, <DevicePanel id={kitchenDetector.id} />)
    expect(document.querySelector('[data-face="loading"]')).not.toBeNull()
    await act(async () => settle(new Response(JSON.stringify({ code: 'time_series_unavailable', detail: '时序库不可用' }), { status: 503 })))
    expect(await screen.findByText('时序库不可用')).toBeTruthy()
    expect(screen.getByText('再试一次')).toBeTruthy()
  })

  it('says first what alarms and what to do, with the way to do it', () => {
    const { twin } = createTestTwin([kitchenDetector], [alarmOf(), alarmOf({ id: 'other/fire', occurrence: 'o2', device: 'other' })])
    showInTwin(twin, <DevicePanel id={kitchenDetector.id} actOn={({ occurrence }) => <button type="button">take {occurrence}</button>} />)
    const [alarm, ...others] = document.querySelectorAll('.device-alarm[data-state]')
    expect(others).toEqual([])
    expect(alarm?.textContent).toContain('119')
    expect(alarm?.querySelector('button')?.textContent).toBe('take o1')
    expect(alarm?.nextElementSibling?.className).toContain('history')
  })

  it('shows a name with markup as text', () => {
    const { twin } = createTestTwin([{ ...kitchenDetector, name: { zh: markup, en: markup } }])
    showInTwin(twin, <DevicePanel id={kitchenDetector.id} />)
    expect(screen.getByText(markup)).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })
})

describe('the alarm list', () => {
  it('shows place, value with unit, lateness and origin, and what to do for life safety', () => {
    const { twin } = createTestTwin([kitchenDetector], [alarmOf({ lateBy: 120_000, origin: 'simulated' })])
    showInTwin(twin, <AlarmList />)
    const row = document.querySelector('.alarm')
    expect(row?.textContent).toContain('3-2-501 厨房')
    expect(row?.textContent).toContain('0.420 dB/m')
    expect(row?.textContent).toContain('迟报 2 分钟')
    expect(row?.textContent).toContain('模拟')
    expect(row?.querySelector('.alarm-response')).not.toBeNull()
  })

  it('acknowledges the occurrence and version on screen, and says who was first', async () => {
    const asked = answer({ code: 'version_moved', detail: 'x', by: '李敏' }, 409)
    vi.stubGlobal('fetch', asked)
    const { twin } = createTestTwin([kitchenDetector], [alarmOf({ version: 7 })])
    showInTwin(twin, <AlarmList />)
    await act(async () => screen.getByText('确认').click())
    expect(await screen.findByText(/李敏 先确认了/)).toBeTruthy()
    const [address, init] = z.tuple([z.string(), z.looseObject({ body: z.string() })]).parse(asked.mock.calls[0])
    expect(address).toBe('/api/v1/alarms/smoke-3-2-501-kitchen%2Ffire/acknowledge?community=xingfuli')
    expect(JSON.parse(init.body)).toMatchObject({ occurrence: 'o1', version: 7 })
  })

  it('leaves the focus where it is when an alarm arrives, and announces it', async () => {
    const { twin } = createTestTwin([kitchenDetector], [])
    showInTwin(
      twin,
      <>
        <button type="button">note</button>
        <AlarmList />
      </>,
    )
    screen.getByText('note').focus()
    await act(async () => twin.alarms.setState({ current: [alarmOf()] }))
    expect(document.activeElement).toBe(screen.getByText('note'))
    expect(document.querySelector('[aria-live="assertive"]')?.textContent).toContain('3-2-501')
  })
})

describe('the quarantine', () => {
  it('shows what was sent as text', async () => {
    vi.stubGlobal(
      'fetch',
      answer({
        items: [
          {
            id: 'q',
            received: noon,
            via: 'http',
            code: 'unknown_device',
            reason: markup,
            device: markup,
            point: 'p',
            value: markup,
            time: '',
            origin: 'measured',
          },
        ],
        next: null,
      }),
    )
    showInTwin(createTestTwin().twin, <QuarantinePage />)
    expect((await screen.findAllByText(markup)).length).toBeGreaterThan(1)
    expect(document.querySelector('img')).toBeNull()
  })

  it('says that it is empty', async () => {
    showInTwin(createTestTwin().twin, <QuarantinePage />)
    expect(await screen.findByText(/隔离区是空的/)).toBeTruthy()
  })
})
