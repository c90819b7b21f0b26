import { type View, view } from '../state/view.ts'
import { readAddress, writeAddress } from './address.ts'

/** Where one is: setting out on foot and coming back are ways gone, too. */
const placeOf = ({ focus, selection, walk }: View): string => JSON.stringify([focus, selection, walk !== null])
const sameFocus = (one: View, other: View): boolean => placeOf(one) === placeOf(other)

/**
 * Keeps the address and the view equal: going somewhere makes a new entry of the browser's history, all else changes
 * the present one, at most once a second while a replay runs. Returns the way to stop.
 */
export function syncAddress(page: Window): () => void {
  view.setState(readAddress(page.location.search))
  let written = view.getState()
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    timer = undefined
    const now = view.getState()
    const query = writeAddress(now)
    if (query !== page.location.search) {
      const address = `${page.location.pathname}${query}`
      if (sameFocus(written, now)) page.history.replaceState(page.history.state, '', address)
      else page.history.pushState(null, '', address)
    }
    written = now
  }
  const unsubscribe = view.subscribe((now, before) => {
    if (!sameFocus(now, before)) {
      clearTimeout(timer)
      write()
    } else timer ??= setTimeout(write, 1000)
  })
  const onPop = (): void => {
    clearTimeout(timer)
    timer = undefined
    view.setState(readAddress(page.location.search))
    written = view.getState()
  }
  page.addEventListener('popstate', onPop)
  return () => {
    clearTimeout(timer)
    unsubscribe()
    page.removeEventListener('popstate', onPop)
  }
}
