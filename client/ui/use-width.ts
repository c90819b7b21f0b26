import { useEffect, useRef, useState } from 'react'

/** The measured width of an element in CSS pixels; `initial` before the first measure and where nothing measures. */
export function useWidth(initial: number) {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(initial)
  useEffect(() => {
    const watched = element.current
    if (!watched || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => {
      const measured = entry?.contentRect.width ?? 0
      if (measured > 0) setWidth(Math.round(measured))
    })
    observer.observe(watched)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}
