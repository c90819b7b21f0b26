import {
  BoxGeometry,
  Color,
  DirectionalLight,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  WebGLRenderer,
} from 'three'
import { countGl } from './count-gl.ts'
import { measureFrames } from './measure.ts'

/** The bare limit: 6,000 boxes and 20,000 markers as two InstancedMesh, so many colours set a frame, and nothing else. */
const boxes = 6000
const markers = 20_000
const { take } = countGl(true)
const gl = new WebGLRenderer({ antialias: false })
gl.setSize(window.innerWidth, window.innerHeight)
document.body.append(gl.domElement)
const camera = new PerspectiveCamera(26, window.innerWidth / window.innerHeight, 1, 3000)
camera.position.set(200, 300, 400)
camera.lookAt(0, 0, 0)
const scene = new Scene()
scene.add(new DirectionalLight())
const city = new InstancedMesh(new BoxGeometry(), new MeshLambertMaterial(), boxes)
const marks = new InstancedMesh(new PlaneGeometry(), new MeshBasicMaterial(), markers)
const matrix = new Matrix4()
const color = new Color()
for (const mesh of [city, marks])
  for (let each = 0; each < mesh.count; each += 1) {
    mesh.setMatrixAt(each, matrix.makeTranslation((each % 150) * 3 - 225, each % 7, Math.floor(each / 150) * 2 - 130))
    mesh.setColorAt(each, color.setRGB(1, 1, 1))
  }
scene.add(city, marks)
gl.render(scene, camera)
window.bench = {
  firstFrameMs: performance.now(),
  measure: (changes, frames) =>
    measureFrames(
      (frame) => {
        for (let each = 0; each < changes; each += 1) marks.setColorAt((frame * 101 + each * 7) % markers, color.setRGB(each / 2000, 0.5, 0.5))
        if (marks.instanceColor && changes > 0) marks.instanceColor.needsUpdate = true
        gl.render(scene, camera)
      },
      take,
      frames,
      performance.now(),
    ),
}
