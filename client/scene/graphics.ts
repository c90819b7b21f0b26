/** What this browser can draw with. */
export type Graphics = {
  /** WebGL 2, which the scene needs. */
  readonly hasWebGl: boolean
  /** The processor draws (a virtual machine, a remote desktop, a test): then vertices and pixels are dear. */
  readonly isSoftware: boolean
}

let known: Graphics | null = null

/** Looked up once: it takes a drawing context, which is slow to make and of which browsers keep few. */
export function graphics(): Graphics {
  known ??= look()
  return known
}

function look(): Graphics {
  const gl = document.createElement('canvas').getContext('webgl2')
  if (!gl) return { hasWebGl: false, isSoftware: false }
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { hasWebGl: true, isSoftware: /swiftshader|llvmpipe|software|basic render/i.test(name) }
}
