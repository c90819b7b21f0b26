// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DevicePanel } from '../../../../client/features/device/device-panel.tsx'
import { createTestTwin, kitchenDetector, noon, showInTwin } from '../support/console-twin.tsx'

const json = (body: unknown): Response => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
const hour = 3_600_000
const asked: URL[] = []

/** A server with an hourly temperature, one message and two refused readings of the detector. */
function answer(address: string): Response {
  const url = new URL(address, 'http://linli.test')
  asked.push(url)
  if (url.pathname.endsWith('/series')) {
    const points = Array.from({ length: 24 }, (_, index) => [noon - (24 - index) * hour, 20 + index / 10])
    return json({ device: kitchenDetector.id, point: 'temperature', points, next: null })
  }
  if (url.pathname.endsWith('/messages')) {
    const reading = { device: kitchenDetector.id, point: 'temperature', value: 21.5, quality: 'good', flags: [], origin: 'measured' }
    const time = new Date(noon - 60_000).toISOString()
    const received = new Date(noon).toISOString()
    return json({ items: [{ time, received, readings: [{ ...reading, time, received }] }], since: time, next: null })
  }
  return json({ items: [], next: null, total: 2 })
}

beforeEach(() => {
  asked.length = 0
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string) => answer(address)),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function showDetector(): void {
  const { twin, write } = createTestTwin()
  write(kitchenDetector.id, 'temperature', 21.5, noon - 60_000)
  showInTwin(twin, <DevicePanel id={kitchenDetector.id} />)
}
const lastSpan = (): number => {
  const url = asked.findLast(({ pathname, searchParams }) => pathname.endsWith('/series') && searchParams.has('from'))
  return Date.parse(url?.searchParams.get('to') ?? '') - Date.parse(url?.searchParams.get('from') ?? '')
}

it('a chart is narrowed in its overview by key, and Escape shows the whole again', async () => {
  showDetector()
  const frame = await screen.findByRole('slider', { name: /整段时间/ })
  await act(async () => fireEvent.keyDown(frame, { key: '+' }))
  expect(lastSpan()).toBe(24 * hour)
  expect(asked.some(({ searchParams }) => Date.parse(searchParams.get('to') ?? '') - Date.parse(searchParams.get('from') ?? '') === 12 * hour)).toBe(true)
  expect(screen.getByText('还原')).toBeTruthy()
  await act(async () => fireEvent.keyDown(frame, { key: 'Escape' }))
  expect(screen.queryByText('还原')).toBeNull()
})

it('thirty days and any typed span are asked for', async () => {
  showDetector()
  await act(async () => screen.getByText('30 天').click())
  expect(lastSpan()).toBe(720 * hour)
  await act(async () => screen.getByText('自定').click())
  await act(async () => fireEvent.change(screen.getByLabelText('从'), { target: { value: '2026-11-20T08:00' } }))
  await act(async () => fireEvent.change(screen.getByLabelText('到'), { target: { value: '2026-11-20T20:00' } }))
  await act(async () => screen.getByText('显示').click())
  expect(lastSpan()).toBe(12 * hour)
})

it('what was received is asked for once it is opened, and shown with both clocks and what was refused', async () => {
  showDetector()
  expect(asked.some(({ pathname }) => pathname.endsWith('/messages'))).toBe(false)
  const part = screen.getByText('原始消息').closest('details')
  if (!part) throw new Error('there is no part for messages')
  await act(async () => {
    part.open = true
    fireEvent(part, new Event('toggle'))
  })
  expect(await screen.findByText('60 秒后收到')).toBeTruthy()
  expect(document.querySelector('.messages dd')?.textContent).toBe('21.5')
  expect(screen.getByText(/另有 2 条被拒收/)).toBeTruthy()
})
