import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { showFact } from '../../../../client/features/system/show-fact.ts'
import { factNames } from '../../../../client/features/system/strings.ts'
import { Health } from '../../../../server/api/health-routes.ts'
import { SystemReport } from '../../../../server/api/system-routes.ts'

type Shape = {
  readonly $defs: Readonly<Record<string, Shape>>
  readonly properties: Readonly<Record<string, Shape>>
  readonly items: Shape | null
  readonly anyOf: readonly Shape[]
}
const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    $defs: z.record(z.string(), Shape).default({}),
    properties: z.record(z.string(), Shape).default({}),
    items: Shape.nullable().default(null),
    anyOf: z.array(Shape).default([]),
  }),
)

/** The names of all figures in a schema; a text in both languages is one figure. */
function namesIn({ $defs, properties, items, anyOf }: Shape): string[] {
  if ('zh' in properties && 'en' in properties) return []
  const parts = [...Object.values($defs), ...Object.values(properties), ...(items ? [items] : []), ...anyOf]
  return [...Object.keys(properties), ...parts.flatMap(namesIn)]
}

const inChinese = { text: ({ zh }: { readonly zh: string }) => zh, language: 'zh', zone: 'Asia/Shanghai' } as const

describe('the system page', () => {
  it('has a name in both languages for every figure that the server tells of itself', () => {
    const told = [Health, SystemReport].flatMap((schema) => namesIn(Shape.parse(z.toJSONSchema(schema, { unrepresentable: 'any' }))))
    expect(told.length).toBeGreaterThan(40)
    expect([...new Set(told)].filter((name) => !Object.hasOwn(factNames, name))).toEqual([])
  })

  it('shows bytes, spans and moments as people read them, by the ending of the name', () => {
    expect(showFact('memoryBytes', 429_584_384, inChinese)).toBe('430 MB')
    expect(showFact('freeBytes', 81_757_609_984, inChinese)).toBe('81.8 GB')
    expect(showFact('uptimeSeconds', 651, inChinese)).toBe('11 分钟')
    expect(showFact('behindMs', 1234, inChinese)).toBe('1,234 ms')
    expect(showFact('at', Date.UTC(2026, 10, 24, 4), inChinese)).toBe('11-24 12:00:00')
    expect(showFact('pid', 6456, inChinese)).toBe('6,456')
  })

  it('says states and absences in words, and what it has no word for as it comes', () => {
    expect(showFact('status', 'degraded', inChinese)).toBe('降级')
    expect(showFact('trouble', null, inChinese)).toBe('无')
    expect(showFact('damage', [], inChinese)).toBe('无')
    expect(showFact('kind', 'duckdb', inChinese)).toBe('duckdb')
  })
})
