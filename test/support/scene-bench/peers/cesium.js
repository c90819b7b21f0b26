import {
  Cartesian2,
  Cartesian3,
  CesiumWidget,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  Matrix4,
  PerInstanceColorAppearance,
  PointPrimitiveCollection,
  PolygonGeometry,
  PolygonHierarchy,
  Primitive,
  Transforms,
} from '@cesium/engine'
import { countGl } from '../count-gl.ts'
import { measureFrames } from '../measure.ts'
import { changedIn, houses, markerAt, markers, origin } from './site.ts'

const { take } = countGl(true)
const place = document.body.appendChild(document.createElement('div'))
place.style.cssText = 'width:100vw;height:100vh'
const widget = new CesiumWidget(place, {
  baseLayer: false,
  globe: false,
  skyBox: false,
  skyAtmosphere: false,
  useDefaultRenderLoop: false,
  scene3DOnly: true,
  contextOptions: { webgl: { antialias: false } },
})
const { scene } = widget
const frameOfSite = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(origin.longitude, origin.latitude))
const onEarth = ([east, north, up]) => Matrix4.multiplyByPoint(frameOfSite, new Cartesian3(east, north, up), new Cartesian3())
scene.primitives.add(
  new Primitive({
    asynchronous: false,
    appearance: new PerInstanceColorAppearance({ translucent: false }),
    geometryInstances: houses.map(
      ({ id, outline, height }) =>
        new GeometryInstance({
          id,
          geometry: new PolygonGeometry({
            polygonHierarchy: new PolygonHierarchy(outline.map(([east, north]) => onEarth([east, north, 0]))),
            height: 0,
            extrudedHeight: height,
            vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
          }),
          attributes: { color: ColorGeometryInstanceAttribute.fromColor(Color.fromBytes(235, 233, 229)) },
        }),
    ),
  }),
)
const points = scene.primitives.add(new PointPrimitiveCollection())
const marks = Array.from({ length: markers }, (_, each) => points.add({ position: onEarth(markerAt(each)), pixelSize: 12, color: Color.WHITE }))
scene.camera.lookAtTransform(frameOfSite, new Cartesian3(200, -400, 300))
scene.pickPosition?.(new Cartesian2(1, 1))
widget.resize()
widget.render()
const shades = Array.from({ length: 256 }, (_, red) => Color.fromBytes(red, 128, 128))
window.bench = {
  firstFrameMs: performance.now(),
  measure: (changes, frames) =>
    measureFrames(
      (frame) => {
        for (let each = 0; each < changes; each += 1) marks[changedIn(frame, each)].color = shades[each % 256]
        scene.render()
      },
      take,
      frames,
      performance.now(),
    ),
}
