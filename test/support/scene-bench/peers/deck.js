import { COORDINATE_SYSTEM, Deck, OrbitView } from '@deck.gl/core'
import { ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers'
import { countGl } from '../count-gl.ts'
import { measureFrames } from '../measure.ts'
import { changedIn, houses, markerAt, markers } from './site.ts'

const { take } = countGl(true)
const positions = new Float32Array(markers * 3)
const colors = new Uint8Array(markers * 4).fill(255)
for (let each = 0; each < markers; each += 1) positions.set(markerAt(each), each * 3)

const layers = () => [
  new SolidPolygonLayer({
    id: 'houses',
    data: houses,
    coordinateSystem: COORDINATE_SYSTEM.CARTESIAN,
    extruded: true,
    getPolygon: ({ outline }) => outline,
    getElevation: ({ height }) => height,
    getFillColor: [235, 233, 229],
  }),
  new ScatterplotLayer({
    id: 'markers',
    coordinateSystem: COORDINATE_SYSTEM.CARTESIAN,
    radiusUnits: 'pixels',
    getRadius: 6,
    billboard: true,
    data: { length: markers, attributes: { getPosition: { value: positions, size: 3 }, getFillColor: { value: colors, size: 4 } } },
  }),
]

const canvas = document.body.appendChild(document.createElement('canvas'))
let resting = true
const deck = new Deck({
  canvas,
  width: window.innerWidth,
  height: window.innerHeight,
  views: new OrbitView({ fovy: 26 }),
  initialViewState: { target: [0, 0, 0], rotationX: 38, rotationOrbit: 20, zoom: 1 },
  layers: layers(),
  onAfterRender: () => {
    if (!resting) return
    resting = false
    window.bench = {
      firstFrameMs: performance.now(),
      measure: (changes, frames) =>
        measureFrames(
          (frame) => {
            for (let each = 0; each < changes; each += 1) colors[changedIn(frame, each) * 4] = each % 255
            deck.setProps({ layers: layers() })
            deck.redraw('bench')
          },
          take,
          frames,
          performance.now(),
        ),
    }
  },
})
