import { buildBoxGeometry, math, SceneModel, Viewer } from '@xeokit/xeokit-sdk'
import { ShapeUtils, Vector2 } from 'three'
import { countGl } from '../count-gl.ts'
import { measureFrames } from '../measure.ts'
import { changedIn, houses, markerAt, markers } from './site.ts'

const { take } = countGl(true)
const canvas = document.body.appendChild(
  Object.assign(document.createElement('canvas'), { id: 'xeokit', width: window.innerWidth, height: window.innerHeight }),
)
canvas.style.cssText = 'width:100vw;height:100vh'
const viewer = new Viewer({ canvasId: 'xeokit', transparent: true, pbrEnabled: false, saoEnabled: false })
viewer.camera.eye = [200, 300, 400]
viewer.camera.look = [0, 0, 0]
const model = new SceneModel(viewer.scene, { id: 'site', isModel: true, edges: false })

for (const { id, outline, height } of houses) {
  const count = outline.length
  const positions = []
  for (const up of [0, height]) for (const [east, north] of outline) positions.push(east, up, -north)
  const indices = []
  for (let at = 0; at < count; at += 1) {
    const next = (at + 1) % count
    indices.push(at, next, count + next, at, count + next, count + at)
  }
  const ring = outline.map(([east, north]) => new Vector2(east, north))
  for (const [a, b, c] of ShapeUtils.triangulateShape(ring, [])) indices.push(count + a, count + b, count + c)
  model.createMesh({ id: `mesh-${id}`, primitive: 'triangles', positions, indices, normals: null, color: [0.92, 0.91, 0.9] })
  model.createEntity({ id: `house-${id}`, isObject: true, meshIds: [`mesh-${id}`] })
}
const box = buildBoxGeometry({ xSize: 0.5, ySize: 0.5, zSize: 0.5 })
model.createGeometry({ id: 'marker', primitive: 'triangles', positions: box.positions, indices: box.indices, normals: box.normals })
for (let each = 0; each < markers; each += 1) {
  const [east, north, up] = markerAt(each)
  model.createMesh({ id: `m${each}`, geometryId: 'marker', matrix: math.translationMat4v([east, up, -north]), color: [1, 1, 1] })
  model.createEntity({ id: `marker-${each}`, isObject: true, meshIds: [`m${each}`] })
}
model.finalize()
const entities = Array.from({ length: markers }, (_, each) => model.objects[`marker-${each}`])
viewer.scene.render(true)
window.bench = {
  firstFrameMs: performance.now(),
  measure: (changes, frames) =>
    measureFrames(
      (frame) => {
        for (let each = 0; each < changes; each += 1) entities[changedIn(frame, each)].colorize = [(each % 255) / 255, 0.5, 0.5]
        viewer.scene.render(true)
      },
      take,
      frames,
      performance.now(),
    ),
}
