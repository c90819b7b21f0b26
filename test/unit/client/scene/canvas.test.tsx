// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ErrorEdge } from '../../../../client/app/error-edge.tsx'
import { Canvas } from '../../../../client/scene/canvas.tsx'
import { quietClock } from '../../../../client/scene/quiet-clock.ts'

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
  // A place on screen, which jsdom does not lay out.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(320)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(200)
  vi.spyOn(console, 'error').mockReturnValue(undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('a browser that cannot draw says so to whoever stands around the canvas', async () => {
  // jsdom has no WebGL: no context is to be had.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  render(
    <ErrorEdge instead={(error) => <p>instead: {String(error)}</p>}>
      <Canvas>{null}</Canvas>
    </ErrorEdge>,
  )
  expect((await screen.findByText(/instead:/)).textContent).toMatch(/WebGL/)
})

test('of what three has to say only the warning about the clock of react-three-fiber is left out', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { Clock, warn } = await import('three')
  quietClock()
  new Clock()
  warn('Something else')
  expect(warned.mock.calls).toEqual([['THREE.Something else']])
})
