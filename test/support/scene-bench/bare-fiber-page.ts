import { Canvas, useThree } from '@react-three/fiber'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

declare global {
  interface Window {
    bareFrameMs?: number
  }
}

/** The least a page of react-three-fiber can be: a canvas, a box, a light; it tells when its first frame is drawn. */
function Box() {
  const gl = useThree((state) => state.gl)
  return createElement(
    'mesh',
    {
      onAfterRender: () => {
        gl.getContext().flush()
        requestAnimationFrame(() => {
          window.bareFrameMs ??= performance.now()
        })
      },
    },
    createElement('boxGeometry'),
    createElement('meshLambertMaterial'),
  )
}

createRoot(document.body.appendChild(Object.assign(document.createElement('div'), { style: 'height:100vh' }))).render(
  createElement(Canvas, null, createElement('ambientLight'), createElement(Box)),
)
