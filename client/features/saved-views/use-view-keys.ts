import { useEffect } from 'react'
import type { Community } from '../../../models/site/community.ts'
import { goToView } from './go-to-view.ts'
import { readViews } from './saved-views.ts'
import type { Addresses } from './saved-views-panel.tsx'
import { shippedViews } from './shipped-views.ts'

/** Alt and a number go to the view of that number in the list, whether the list is open or not. */
export function useViewKeys(community: Community, addresses: Addresses): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const [, digit] = /^Digit([1-9])$/.exec(event.code) ?? []
      if (!digit || !event.altKey || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return
      const own = readViews(localStorage, community.id).map(({ query }) => addresses.read(query))
      const wanted = [...own, ...shippedViews(community).map(({ view }) => view)][Number(digit) - 1]
      if (!wanted) return
      event.preventDefault()
      goToView(wanted)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [community, addresses])
}
