import { createRoot, type ReconcilerRoot, type RenderProps } from '@react-three/fiber'
import { Component, type ReactNode, useEffect, useInsertionEffect, useLayoutEffect, useRef, useState } from 'react'
import { quietClock } from './quiet-clock.ts'

quietClock()

type CanvasProps = Pick<RenderProps<HTMLCanvasElement>, 'frameloop' | 'dpr' | 'shadows' | 'gl' | 'camera'> & { readonly children: ReactNode }

/**
 * The canvas that a picture is drawn on, filling its parent. react-three-fiber's own `<Canvas>` makes every class of three known by name for
 * JSX, and so ships them all; this picture is built by calls, and ships what it calls. What fails inside is thrown to whoever stands around it.
 */
export function Canvas({ children, ...configuration }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const root = useRef<ReconcilerRoot<HTMLCanvasElement> | null>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [fault, setFault] = useState<{ readonly error: unknown } | null>(null)

  useLayoutEffect(() => {
    const { current } = place
    if (!current) return
    const measure = (): void => setSize({ width: current.clientWidth, height: current.clientHeight })
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    measure()
    return () => observer.disconnect()
  }, [])

  // Unlike other effects an insertion effect is not undone and done again by StrictMode: a root cannot be had twice on one canvas.
  useInsertionEffect(
    () => () => {
      root.current?.unmount()
      root.current = null
    },
    [],
  )

  useEffect(() => {
    if (!canvas.current || !size || size.width === 0 || size.height === 0) return
    root.current ??= createRoot(canvas.current)
    const drawn = root.current
    const fail = (error: unknown): void => setFault({ error })
    drawn
      .configure({ ...configuration, size: { ...size, top: 0, left: 0 } })
      .then(() => drawn.render(<Edge onError={fail}>{children}</Edge>))
      .catch(fail)
  })

  if (fault) throw fault.error
  return (
    <div ref={place} style={{ width: '100%', height: '100%' }}>
      <canvas ref={canvas} style={{ display: 'block' }} />
    </div>
  )
}

/** Hands an error of the picture's own React tree to the one around the canvas. */
class Edge extends Component<{ readonly onError: (error: unknown) => void; readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error)
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
