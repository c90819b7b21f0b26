import { useEffect } from 'react'
import { useEveryTwoSeconds } from '../state/ticker.ts'
import { useView } from '../state/use-view.ts'
import { isNight } from './sun.ts'

/** Sets language, light and motion on the document. `at` and `origin` decide night where the light follows the sun. */
export function useAppearance(at: () => number, origin: { readonly latitude: number; readonly longitude: number } | null): void {
  useEveryTwoSeconds()
  const light = useView((view) => view.light)
  const language = useView((view) => view.language)
  const motion = useView((view) => view.motion)
  const cursor = useView((view) => view.cursor)
  const night = light === 'night' || (light === 'sun' && origin !== null && isNight(cursor ?? at(), origin))
  useEffect(() => {
    const root = document.documentElement
    root.lang = language === 'zh' ? 'zh-CN' : 'en'
    root.dataset.light = night ? 'night' : 'day'
    root.dataset.motion = motion ? 'on' : 'off'
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', night ? '#12171d' : '#f0f0ee')
  }, [language, night, motion])
}
