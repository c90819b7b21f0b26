/** What went to the graphics card since it was last asked: draws, triangles, bytes of buffers and textures. */
export type GlCount = { draws: number; triangles: number; bytes: number }

/**
 * Counts what three and its peers hand to WebGL 2; with `isParked` the draws are counted but not made, so that drawing
 * by the processor is not what is measured. To be called before any context is asked for.
 */
export function countGl(isParked: boolean): { readonly take: () => GlCount } {
  const count: GlCount = { draws: 0, triangles: 0, bytes: 0 }
  const card = WebGL2RenderingContext.prototype
  const unmaskedRenderer = 0x9246
  const { getParameter } = card
  card.getParameter = function (name: number): unknown {
    // Software drawing makes libraries choose lesser ways: all are measured as on a graphics card.
    return name === unmaskedRenderer ? 'counted canvas' : getParameter.call(this, name)
  }
  const countDraw = (mode: number, corners: number, instances: number): void => {
    count.draws += 1
    if (mode === card.TRIANGLES) count.triangles += (corners / 3) * instances
    else if (mode === card.TRIANGLE_STRIP) count.triangles += Math.max(0, corners - 2) * instances
  }
  const { drawArrays, drawElements, drawArraysInstanced, drawElementsInstanced, drawRangeElements } = card
  card.drawArrays = function (mode, first, corners) {
    countDraw(mode, corners, 1)
    if (!isParked) drawArrays.call(this, mode, first, corners)
  }
  card.drawElements = function (mode, corners, type, offset) {
    countDraw(mode, corners, 1)
    if (!isParked) drawElements.call(this, mode, corners, type, offset)
  }
  card.drawArraysInstanced = function (mode, first, corners, instances) {
    countDraw(mode, corners, instances)
    if (!isParked) drawArraysInstanced.call(this, mode, first, corners, instances)
  }
  card.drawElementsInstanced = function (mode, corners, type, offset, instances) {
    countDraw(mode, corners, instances)
    if (!isParked) drawElementsInstanced.call(this, mode, corners, type, offset, instances)
  }
  card.drawRangeElements = function (mode, start, end, corners, type, offset) {
    countDraw(mode, corners, 1)
    if (!isParked) drawRangeElements.call(this, mode, start, end, corners, type, offset)
  }
  if (isParked) card.clear = () => undefined
  countUploads(card, count)
  return {
    take() {
      const taken = { ...count }
      Object.assign(count, { draws: 0, triangles: 0, bytes: 0 })
      return taken
    },
  }
}

const uploads = ['bufferData', 'bufferSubData', 'texImage2D', 'texSubImage2D', 'texImage3D', 'texSubImage3D', 'compressedTexSubImage2D'] as const

/** Bytes of an upload: of the part named by offset and length where one is, otherwise of all that is handed over. */
function countUploads(card: WebGL2RenderingContext, count: GlCount): void {
  for (const name of uploads) {
    const upload: unknown = Reflect.get(card, name)
    if (typeof upload !== 'function') continue
    Reflect.set(card, name, function (this: WebGL2RenderingContext, ...given: unknown[]): unknown {
      count.bytes += bytesOf(name, given)
      return Reflect.apply(upload, this, given)
    })
  }
}

function bytesOf(name: (typeof uploads)[number], given: readonly unknown[]): number {
  const data = given.find((each) => ArrayBuffer.isView(each) || each instanceof ArrayBuffer)
  const part = name === 'bufferSubData' ? given[4] : name === 'bufferData' ? given[4] : undefined
  if (data instanceof ArrayBuffer) return data.byteLength
  if (ArrayBuffer.isView(data)) {
    const size = Number(Reflect.get(data, 'BYTES_PER_ELEMENT') ?? 1)
    if (typeof part === 'number' && part > 0) return part * size
    // Rows of a texture: what the rectangle holds, not the array it is cut from.
    if (name === 'texSubImage2D' && typeof given[4] === 'number' && typeof given[5] === 'number')
      return Math.min(data.byteLength, given[4] * given[5] * 4 * size)
    return data.byteLength
  }
  const picture = given.find((each) => each instanceof HTMLCanvasElement || each instanceof ImageBitmap || each instanceof HTMLImageElement)
  return picture instanceof HTMLCanvasElement || picture instanceof ImageBitmap || picture instanceof HTMLImageElement ? picture.width * picture.height * 4 : 0
}
