import { describe, expect, it } from 'vitest'
import { loadPinyin } from '../../../../client/features/search/load-pinyin.ts'
import { buildSearchIndex, searchIndex } from '../../../../client/features/search/search-index.ts'
import { createTestTwin, kitchenDetector } from '../support/console-twin.tsx'

const { twin } = createTestTwin([kitchenDetector, { ...kitchenDetector, id: 'smoke-elders', name: { zh: '长者食堂', en: "The elders' canteen" } }])
const index = buildSearchIndex(twin.register, twin.places, await loadPinyin())
const idsFor = (query: string): string[] => searchIndex(index, query, 12).map(({ id }) => id)

describe('finding by name', () => {
  it('finds a Chinese name by its initials, by its pinyin, in Chinese and in English', () => {
    for (const query of ['cf', 'CF', 'chufang', '厨房', 'kitchen']) expect(idsFor(query), query).toContain(kitchenDetector.id)
  })

  it('reads a character with two sounds as the word wants it', () => {
    expect(idsFor('zzst')).toEqual(['smoke-elders'])
    expect(idsFor('zhangzhe')).toEqual(['smoke-elders'])
  })

  it('takes a number and initials together, all of them being there', () => {
    expect(idsFor('3-2-501 cf')).toEqual([kitchenDetector.id])
    expect(idsFor('3-2-999 cf')).toEqual([])
  })

  it('puts the thing whose id was typed whole first', () => {
    expect(idsFor(kitchenDetector.id)[0]).toBe(kitchenDetector.id)
    expect(idsFor('3-2-501')[0]).toBe('3-2-501')
  })

  it('finds names as written while the dictionary is not there', () => {
    const bare = buildSearchIndex(twin.register, twin.places, () => '')
    expect(searchIndex(bare, '厨房', 12).map(({ id }) => id)).toContain(kitchenDetector.id)
    expect(searchIndex(bare, 'chufang', 12)).toEqual([])
  })
})
