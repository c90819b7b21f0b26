import { describe, expect, it } from 'vitest'
import { isIconKnown } from '../../../../client/ui/icon.tsx'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { hasHalfWidthMarks } from '../../../support/check-subsystem.ts'

const files = import.meta.glob<Record<string, Record<string, { zh: string; en: string }>>>(['../../../../client/**/strings.ts'], { eager: true })
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()

describe('the words of the console', () => {
  it.each(Object.entries(files))('%s is complete in both languages and fills the same places', (_, file) => {
    for (const [name, texts] of Object.entries(file).filter(([, value]) => !Array.isArray(value)))
      for (const [key, { zh, en }] of Object.entries(texts)) {
        expect(zh.trim(), `${name}.${key}`).not.toBe('')
        expect(en.trim(), `${name}.${key}`).not.toBe('')
        expect(places(zh), `${name}.${key}`).toEqual(places(en))
        expect(hasHalfWidthMarks(zh), `${name}.${key}: ${zh}`).toBe(false)
      }
  })

  it('has the icon that every subsystem names', () => {
    expect(subsystems.filter(({ icon }) => !isIconKnown(icon)).map(({ id, icon }) => `${id}: ${icon}`)).toEqual([])
  })
})
