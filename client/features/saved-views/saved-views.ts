import { z } from 'zod'

/** As many as number keys and a list that needs no search bear. */
export const mostViews = 24
const longestName = 40

/** A view by name: the query of its link, without the moment shown, which is of today. */
const SavedView = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(longestName),
  query: z.string().startsWith('?').max(1000).or(z.literal('')),
})
export type SavedView = z.infer<typeof SavedView>
const SavedViews = z.array(SavedView).max(mostViews)

export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const keyOf = (community: string): string => `linli.views.${community}`

/** What was kept here for a community; what cannot be read counts as none, and is left as it is until something is saved. */
export function readViews(shelf: Shelf, community: string): readonly SavedView[] {
  try {
    const kept = SavedViews.safeParse(JSON.parse(shelf.getItem(keyOf(community)) ?? '[]'))
    return kept.success ? kept.data : []
  } catch {
    return []
  }
}

/** Keeps them; false where the browser does not allow it. */
export function keepViews(shelf: Shelf, community: string, views: readonly SavedView[]): boolean {
  try {
    shelf.setItem(keyOf(community), JSON.stringify(views))
    return true
  } catch {
    return false
  }
}

const tidy = (name: string): string => name.trim().slice(0, longestName)

/** One more at the end; unchanged when it has no name or the shelf is full. */
export function addView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const name = tidy(view.name)
  return name === '' || views.length >= mostViews ? views : [...views, { ...view, name }]
}

export const renameView = (views: readonly SavedView[], id: string, name: string): readonly SavedView[] =>
  tidy(name) === '' ? views : views.map((view) => (view.id === id ? { ...view, name: tidy(name) } : view))

export const removeView = (views: readonly SavedView[], id: string): readonly SavedView[] => views.filter((view) => view.id !== id)

/** Back to where it stood. */
export const restoreView = (views: readonly SavedView[], view: SavedView, at: number): readonly SavedView[] => [...views.slice(0, at), view, ...views.slice(at)]
