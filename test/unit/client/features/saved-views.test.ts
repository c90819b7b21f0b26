import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from '../../../../client/app/address.ts'
import { goToView, savable } from '../../../../client/features/saved-views/go-to-view.ts'
import {
  addView,
  keepViews,
  mostViews,
  readViews,
  removeView,
  renameView,
  restoreView,
  type SavedView,
  type Shelf,
} from '../../../../client/features/saved-views/saved-views.ts'
import { shippedViews } from '../../../../client/features/saved-views/shipped-views.ts'
import { initialView, view } from '../../../../client/state/view.ts'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { smallCommunity } from '../../../support/small-community.ts'

const shelfWith = (content: string | null): Shelf & { content: string | null } => ({
  content,
  getItem() {
    return this.content
  },
  setItem(_key, value) {
    this.content = value
  },
})
const gate: SavedView = { id: 'a', name: '南门', query: '?focus=3' }

describe('saved views', () => {
  it('come back from the shelf as they were put there', () => {
    const shelf = shelfWith(null)
    expect(keepViews(shelf, 'xingfuli', [gate])).toBe(true)
    expect(readViews(shelf, 'xingfuli')).toEqual([gate])
  })

  it('are none where the shelf holds anything else', () => {
    for (const content of [null, '', '{', 'null', '[{"id":"a"}]', '[{"id":"a","name":"x","query":"javascript:alert(1)"}]'])
      expect(readViews(shelfWith(content), 'xingfuli')).toEqual([])
    fc.assert(
      fc.property(fc.json(), (content) => {
        expect(Array.isArray(readViews(shelfWith(content), 'xingfuli'))).toBe(true)
      }),
    )
  })

  it('are told not to be kept by a browser that keeps nothing', () => {
    const shut: Shelf = {
      getItem: () => null,
      setItem: () => {
        throw new Error('The quota has been exceeded.')
      },
    }
    expect(keepViews(shut, 'xingfuli', [gate])).toBe(false)
  })

  it('have a name and a bound', () => {
    expect(addView([], { ...gate, name: '  ' })).toEqual([])
    expect(addView([], { ...gate, name: ' 塔楼 ' })[0]?.name).toBe('塔楼')
    const full = Array.from({ length: mostViews }, (_, at) => ({ ...gate, id: String(at) }))
    expect(addView(full, gate)).toBe(full)
  })

  it('are renamed, deleted and brought back to their place', () => {
    const views = ['a', 'b', 'c'].map((id) => ({ ...gate, id }))
    expect(renameView(views, 'b', '东门')[1]?.name).toBe('东门')
    expect(renameView(views, 'b', ' ')).toBe(views)
    const left = removeView(views, 'b')
    expect(left.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(restoreView(left, views[1], 1)).toEqual(views)
  })
})

describe('going to a view', () => {
  beforeEach(() => view.setState(initialView, true))

  it('keeps the moment shown, the language and the motion as they are', () => {
    view.setState({ cursor: 5, language: 'en', motion: false })
    goToView({ ...initialView, focus: { level: 'building', building: '3' }, xray: true, cursor: 9 })
    expect(view.getState()).toMatchObject({ cursor: 5, language: 'en', motion: false, xray: true, focus: { building: '3' } })
  })

  it('saves no moment: a view of yesterday shows today', () => {
    const saved = savable({ ...initialView, cursor: 5, playing: true, cut: { plane: 'level', meters: 4 } })
    expect(writeAddress(saved)).toBe('?cut=level:4')
  })
})

describe('the views that come with a community', () => {
  it('are found in it: gate, tower, kindergarten, car park, substation', () => {
    const views = shippedViews(shippedCommunities.xingfuli())
    expect(views.map(({ name }) => name.zh)).toEqual(['南门', '26号楼', '幸福里幼儿园', '停车场', '1号配电室'])
    for (const { view: each } of views) expect(readAddress(writeAddress(each)).focus).toEqual(each.focus)
  })

  it('leave out what a community does not have', () => {
    expect(shippedViews({ ...smallCommunity(), gates: [], bays: [] })).toEqual([])
  })
})
