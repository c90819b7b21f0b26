/**
 * Runs in a page before its scripts: WebGL takes everything but draws nothing, so that software drawing is not what is measured. The page's
 * own work stays whole: it believes in a graphics card, so it works for every frame at full detail.
 */
export function parkCanvas(): void {
  const unmaskedRenderer = 0x9246
  const parked = WebGL2RenderingContext.prototype
  const getParameter = parked.getParameter
  parked.getParameter = function (name: number): unknown {
    return name === unmaskedRenderer ? 'parked canvas' : getParameter.call(this, name)
  }
  const draw = (): void => undefined
  parked.drawArrays = parked.drawElements = parked.drawArraysInstanced = parked.drawElementsInstanced = parked.drawRangeElements = draw
  parked.clear = draw
}
