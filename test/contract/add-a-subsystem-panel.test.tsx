// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DevicePanel } from '../../client/features/device/device-panel.tsx'
import { subsystems } from '../../models/subsystems/index.ts'
import type { Language } from '../../models/text.ts'
import { rainTank } from '../support/recipes/rain-tank.ts'
import { alarmOf, createTestTwin, noon, showInTwin } from '../unit/client/support/console-twin.tsx'

const tank = { id: 'tank-1', type: 'rainTank.tank', place: {}, position: [0, 0, 0] as [number, number, number] }
const overflow = alarmOf({ id: 'tank-1/overflowing', device: 'tank-1', alarm: 'overflowing', class: 'high', point: 'level', value: '97' })

beforeEach(() =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => Response.json({ device: 'tank-1', point: 'level', points: [] })),
  ),
)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('the panel of a subsystem declared anew', () => {
  it.each<Language>(['zh', 'en'])('shows every point, its alarms and what to do in %s without another line', (language) => {
    const { twin, write } = createTestTwin([tank], [overflow], [...subsystems, rainTank])
    write('tank-1', 'level', 97, noon - 2000)
    write('tank-1', 'pump', 1, noon - 2000)
    showInTwin(twin, <DevicePanel id="tank-1" />, language)
    const words = document.body.textContent ?? ''
    const { points, alarms, name, source } = rainTank.devices.tank
    for (const point of Object.values(points)) expect(words).toContain(point.name[language])
    for (const alarm of Object.values(alarms)) expect(words).toContain(alarm.name[language])
    expect(words).toContain(alarms.overflowing.response[language])
    expect(words).toContain(name[language])
    expect(words).toContain(source)
    expect(screen.getAllByText(points.pump.kind === 'state' ? points.pump.states.running[language] : '').length).toBeGreaterThan(0)
    expect(document.querySelector('.headline')?.textContent).toContain('97')
  })
})
