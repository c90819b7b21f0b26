import { describe, expect, it } from 'vitest'
import { countDoubts } from '../../../../client/state/counts.ts'
import { showValue } from '../../../../client/state/latest.ts'
import { summarise } from '../../../../client/state/summarise.ts'
import type { Summary } from '../../../../models/subsystem.ts'
import { createTestTwin, kitchenDetector, noon } from '../support/console-twin.tsx'

const other = { ...kitchenDetector, id: 'smoke-3-2-501-hall' }

function summarised(figure: Summary['figure'], values: readonly number[], at = noon) {
  const { twin, write } = createTestTwin([kitchenDetector, other])
  const ids = [kitchenDetector.id, other.id]
  for (const [index, value] of values.entries()) write(ids[index], 'temperature', value, at)
  const subsystem = twin.register.devices.get(kitchenDetector.id)?.subsystem
  if (!subsystem) throw new Error('smoke is declared')
  return summarise(twin.register, twin.buffer, { ...subsystem, summary: { type: 'detector', point: 'temperature', figure, label: { zh: '', en: '' } } }, noon)
}

describe('the figure beside a layer', () => {
  it('sums, averages, takes the greatest and counts over what was heard', () => {
    expect(summarised('sum', [20, 30]).figure).toBe(50)
    expect(summarised('mean', [20, 30]).figure).toBe(25)
    expect(summarised('max', [20, 30]).figure).toBe(30)
    expect(summarised('countTrue', [0, 1]).figure).toBe(1)
    expect(summarised('countFalse', [0, 1]).figure).toBe(1)
  })

  it('leaves out what was never heard and never counts it as zero', () => {
    expect(summarised('mean', [20])).toEqual({ figure: 20, of: 1, devices: 2 })
    expect(summarised('sum', []).figure).toBeNull()
  })

  it('leaves out stale values', () => {
    expect(summarised('sum', [20, 30], noon - 30 * 86_400_000).figure).toBeNull()
  })
})

describe('what does not count', () => {
  it('tells never heard from lost, and simulated from both', () => {
    const { twin, write } = createTestTwin([kitchenDetector, other, { ...kitchenDetector, id: 'smoke-3-2-501-bath' }])
    write(kitchenDetector.id, 'temperature', 20, noon - 30 * 86_400_000)
    write(other.id, 'temperature', 20, noon, 2)
    expect(countDoubts(twin.register, twin.buffer, noon)).toMatchObject({ lost: 1, silent: 1, simulated: 1 })
  })
})

describe('a value as it is shown', () => {
  it('has the declared digits and unit', () => {
    const { twin } = createTestTwin()
    const point = twin.register.devices.get(kitchenDetector.id)?.points.get('obscuration')
    if (!point) throw new Error('obscuration is declared')
    expect(showValue(point, 0.42, null, 'en')).toEqual({ value: '0.420', unit: 'dB/m' })
  })
})
