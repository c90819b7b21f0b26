import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { sceneHand } from '../state/scene-hand.ts'
import { useView } from '../state/use-view.ts'

/** Where no picture comes so long, what waits for it comes without. */
const longestMs = 4_000

type Props = { readonly children: ReactNode; readonly fallback?: ReactNode }

/** What an operator needs only once the picture stands: its code is fetched after that of the picture, not beside it. */
export function AfterPicture({ children, fallback = null }: Props) {
  const hasPicture = useStore(sceneHand, ({ hand }) => hand !== null)
  const isPlan = useView(({ drawing }) => drawing === 'plan')
  const [isDue, setDue] = useState(false)
  const isNow = hasPicture || isPlan || isDue
  useEffect(() => {
    if (isDue) return
    if (isNow) setDue(true)
    const timer = setTimeout(() => setDue(true), longestMs)
    return () => clearTimeout(timer)
  }, [isDue, isNow])
  return isNow ? <Suspense fallback={fallback}>{children}</Suspense> : fallback
}
