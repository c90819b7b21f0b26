/** Whether this browser can draw with WebGL 2 at all, which the scene needs. */
export function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  // Browsers keep few contexts: this one is given back at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
