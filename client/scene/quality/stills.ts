import {
  Color,
  type DirectionalLight,
  FramebufferTexture,
  HalfFloatType,
  type HemisphereLight,
  Mesh,
  NoBlending,
  NormalBlending,
  OrthographicCamera,
  type PerspectiveCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  Vector3,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three'

/** Pictures that are averaged into one still. */
export const stillFrames = 24

/** Refines the picture while nothing in it changes: edges, soft shadows and the shade of the sky itself, by the mean of many slightly different ones. */
export type Stills = {
  /** Something changed: the next still begins from nothing. */
  restart(): void
  /** Draws one more picture and shows the mean of all so far. */
  step(gl: WebGLRenderer, scene: Scene, camera: PerspectiveCamera): void
  readonly count: number
  readonly isDone: boolean
  dispose(): void
}

type StillLights = { readonly sun: DirectionalLight; readonly dome: DirectionalLight; readonly sky: HemisphereLight; readonly radiusMeters: number }

/** Share of the sky's light that comes from the dome, with shadows of its own; the rest stays as it is live. */
const domeShare = 0.6

const vertex = /* glsl */ `varying vec2 vAt; void main() { vAt = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }`
const fragment = /* glsl */ `
uniform sampler2D picture;
uniform float share;
varying vec2 vAt;
void main() { gl_FragColor = vec4(texture2D(picture, vAt).rgb, share); }`

/** Radical inverse: fills an interval evenly, whatever count it is stopped at. */
export function halton(index: number, base: number): number {
  let [value, share, rest] = [0, 1 / base, index]
  while (rest > 0) {
    value += (rest % base) * share
    rest = Math.floor(rest / base)
    share /= base
  }
  return value
}

/** Degrees across the sun's disc as it is drawn: a little more than the real 0.53°, as thin haze makes it. */
const discDegrees = 1.3
const toward = new Vector3()
const side = new Vector3()
const upward = new Vector3()
const sunAt = new Vector3()
const skyColor = new Color()

export function createStills({ sun, dome, sky, radiusMeters }: StillLights): Stills {
  let target: WebGLRenderTarget | null = null
  let copy: FramebufferTexture | null = null
  let count = 0
  const material = new ShaderMaterial({
    vertexShader: vertex,
    fragmentShader: fragment,
    uniforms: { picture: { value: copy }, share: { value: 1 } },
    depthTest: false,
    depthWrite: false,
    transparent: true,
  })
  const geometry = new PlaneGeometry(2, 2)
  const quad = new Mesh(geometry, material)
  quad.frustumCulled = false
  const flat = new Scene()
  flat.add(quad)
  const plain = new OrthographicCamera()

  function sized(gl: WebGLRenderer): { readonly sum: WebGLRenderTarget; readonly frame: FramebufferTexture } {
    const { width, height } = gl.domElement
    if (target && copy && target.width === width && target.height === height) return { sum: target, frame: copy }
    target?.dispose()
    copy?.dispose()
    target = new WebGLRenderTarget(width, height, { type: HalfFloatType, depthBuffer: false })
    copy = new FramebufferTexture(width, height)
    count = 0
    return { sum: target, frame: copy }
  }

  /** The sun somewhere on its disc, the sky from one of its directions: each casts its own shadows. */
  function aim(sample: number): void {
    toward.subVectors(sun.position, sun.target.position)
    const distance = toward.length()
    toward.divideScalar(distance)
    side.set(0, 1, 0).cross(toward).normalize()
    upward.crossVectors(toward, side)
    const out = Math.sqrt(halton(sample, 2)) * Math.tan((discDegrees * Math.PI) / 360)
    const turn = halton(sample, 3) * Math.PI * 2
    toward.addScaledVector(side, Math.cos(turn) * out).addScaledVector(upward, Math.sin(turn) * out)
    sun.position.copy(sun.target.position).addScaledVector(toward, distance)
    const rise = 0.06 + 0.94 * halton(sample, 5)
    const around = halton(sample, 7) * Math.PI * 2
    const level = Math.sqrt(1 - rise * rise)
    dome.target.position.copy(sun.target.position)
    dome.target.updateMatrixWorld()
    dome.position
      .set(level * Math.cos(around), rise, level * Math.sin(around))
      .multiplyScalar(radiusMeters * 3)
      .add(sun.target.position)
    Object.assign(dome.shadow.camera, {
      left: sun.shadow.camera.left,
      right: sun.shadow.camera.right,
      top: sun.shadow.camera.top,
      bottom: sun.shadow.camera.bottom,
    })
    dome.shadow.camera.updateProjectionMatrix()
  }

  function draw(gl: WebGLRenderer, scene: Scene, camera: PerspectiveCamera): void {
    const { width, height } = gl.domElement
    sunAt.copy(sun.position)
    skyColor.copy(sky.color)
    aim(count + 1)
    // Light from one direction at a time: twice as strong, as half of them are below a surface's own horizon on the mean.
    dome.color.copy(sky.color)
    dome.intensity = sky.intensity * 2 * domeShare
    sky.color.multiplyScalar(1 - domeShare)
    camera.setViewOffset(width, height, halton(count + 1, 2) - 0.5, halton(count + 1, 3) - 0.5, width, height)
    dome.shadow.needsUpdate = gl.shadowMap.needsUpdate = true
    gl.render(scene, camera)
    camera.clearViewOffset()
    dome.intensity = 0
    sky.color.copy(skyColor)
    sun.position.copy(sunAt)
    // What is drawn next live casts the shadows of the sun where it stands.
    gl.shadowMap.needsUpdate = true
  }

  function blend(gl: WebGLRenderer, into: WebGLRenderTarget | null, picture: FramebufferTexture | WebGLRenderTarget['texture'], share: number): void {
    material.uniforms.picture.value = picture
    material.uniforms.share.value = share
    material.blending = share < 1 ? NormalBlending : NoBlending
    const { autoClear } = gl
    // The quad is not what is counted as the picture's draw calls.
    gl.info.autoReset = gl.autoClear = false
    gl.setRenderTarget(into)
    gl.render(flat, plain)
    gl.setRenderTarget(null)
    gl.autoClear = autoClear
    gl.info.autoReset = true
  }

  return {
    restart() {
      count = 0
    },
    step(gl, scene, camera) {
      const { sum, frame } = sized(gl)
      draw(gl, scene, camera)
      gl.copyFramebufferToTexture(frame)
      blend(gl, sum, frame, 1 / (count + 1))
      blend(gl, null, sum.texture, 1)
      count += 1
    },
    get count() {
      return count
    },
    get isDone() {
      return count >= stillFrames
    },
    dispose() {
      target?.dispose()
      copy?.dispose()
      geometry.dispose()
      material.dispose()
    },
  }
}
