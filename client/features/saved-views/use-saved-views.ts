import { useState } from 'react'
import { addView, keepViews, readViews, removeView, renameView, restoreView, type SavedView } from './saved-views.ts'

/** The views kept on this machine for a community, what was deleted last, and the acts on them. */
export function useSavedViews(community: string) {
  const [views, setViews] = useState(() => readViews(localStorage, community))
  const [isKept, setKept] = useState(true)
  const [removed, setRemoved] = useState<{ readonly view: SavedView; readonly at: number } | null>(null)
  const change = (next: readonly SavedView[]): void => {
    setViews(next)
    setKept(keepViews(localStorage, community, next))
    setRemoved(null)
  }
  return {
    views,
    isKept,
    removed,
    add: (view: SavedView): void => change(addView(views, view)),
    rename: (id: string, name: string): void => change(renameView(views, id, name)),
    remove(id: string): void {
      const at = views.findIndex((view) => view.id === id)
      change(removeView(views, id))
      if (views[at]) setRemoved({ view: views[at], at })
    },
    undo: (): void => (removed ? change(restoreView(views, removed.view, removed.at)) : undefined),
  }
}
