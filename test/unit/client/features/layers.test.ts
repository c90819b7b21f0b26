import { expect, it } from 'vitest'
import { showSummary } from '../../../../client/features/layers/show-summary.ts'
import type { Summary } from '../../../../models/subsystem.ts'

const shown = (figure: Summary['figure'], value: number | null, language: 'zh' | 'en' = 'zh', unit: string | undefined = 'mA') =>
  showSummary(
    { summary: { type: 'monitor', point: 'current', figure, ...(unit ? { unit } : {}), label: { zh: '门', en: 'Doors' } } },
    { figure: value, of: 30, devices: 31 },
    language,
  )

it('says of a figure of many devices whether it is the greatest or the mean', () => {
  expect(shown('max', 88)).toBe('最大 88 mA')
  expect(shown('max', 0.034, 'en')).toBe('max 0.03 mA')
  expect(shown('mean', 24.46)).toBe('平均 24.5 mA')
  expect(shown('sum', 206)).toBe('206 mA')
  expect(shown('countTrue', 29)).toBe('29 / 30')
})

it('says nothing where nothing trustworthy was heard', () => {
  expect(shown('max', null)).toBeNull()
})
