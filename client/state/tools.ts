import { z } from 'zod'
import { createStore } from 'zustand/vanilla'

/** Which of the picture’s tools stand open; of this machine, so that it is in no link. */
type Tools = { readonly isMapOpen: boolean; readonly areViewsOpen: boolean }

const key = 'linli.minimap'
const Kept = z.enum(['open', 'closed'])

/** What was chosen last here; open where nothing was, or where the browser keeps nothing. */
function wasMapOpen(): boolean {
  try {
    const kept = Kept.safeParse(localStorage.getItem(key))
    return !kept.success || kept.data === 'open'
  } catch {
    return true
  }
}

export const tools = createStore<Tools>()(() => ({ isMapOpen: wasMapOpen(), areViewsOpen: false }))

export function toggleMap(): void {
  tools.setState(({ isMapOpen }) => ({ isMapOpen: !isMapOpen }))
  try {
    localStorage.setItem(key, tools.getState().isMapOpen ? 'open' : 'closed')
  } catch {
    // A browser that keeps nothing shows it again next time.
  }
}

export const toggleViews = (): void => tools.setState(({ areViewsOpen }) => ({ areViewsOpen: !areViewsOpen }))
