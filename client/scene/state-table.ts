import { DataTexture, FloatType, NearestFilter, RGBAFormat, UnsignedByteType } from 'three'

const tableWidth = 128

/**
 * What the shader looks up per storey or place: four numbers a texel, one or more texels a row, held as a texture so
 * that recolouring a thousand homes touches no geometry. `write` notes a change only where the value differs.
 */
export class StateTable {
  readonly texture: DataTexture
  private readonly data: Float32Array | Uint8Array

  constructor(
    readonly rows: number,
    readonly texelsPerRow: number,
    kind: 'bytes' | 'floats',
  ) {
    const height = Math.max(1, Math.ceil((rows * texelsPerRow) / tableWidth))
    const size = tableWidth * height * 4
    if (kind === 'floats') {
      const data = new Float32Array(size)
      this.data = data
      this.texture = new DataTexture(data, tableWidth, height, RGBAFormat, FloatType)
    } else {
      const data = new Uint8Array(size)
      this.data = data
      this.texture = new DataTexture(data, tableWidth, height, RGBAFormat, UnsignedByteType)
    }
    this.texture.magFilter = NearestFilter
    this.texture.minFilter = NearestFilter
    this.texture.needsUpdate = true
  }

  /** Sets one channel of a row's texel; true if it was another value before. */
  write(row: number, texel: number, channel: number, value: number): boolean {
    const at = (row * this.texelsPerRow + texel) * 4 + channel
    const before = this.data[at]
    this.data[at] = value
    if (this.data[at] === before) return false
    this.texture.needsUpdate = true
    return true
  }

  read(row: number, texel: number, channel: number): number {
    return this.data[(row * this.texelsPerRow + texel) * 4 + channel]
  }
}

/** Channels of the storey table, in metres above the ground where a height. */
export const storeyChannels = { lift: 0, fade: 1, cutAt: 2, hidden: 3 } as const
/** Texel 0 of the place table: tint red, green, blue (sRGB bytes) and how much of it. Texel 1: lit share, stale, alarm, whether what tints it is simulated. */
export const placeChannels = { tint: 0, state: 1, lit: 0, stale: 1, alarm: 2, simulated: 3 } as const
/** A cut height that cuts nothing. */
export const uncut = 10_000
