import { inflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'

export type Colour = { readonly red: number; readonly green: number; readonly blue: number }
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Picture = { readonly width: number; readonly height: number; at(x: number, y: number): Colour }

/** Decodes what Chromium makes: a PNG of eight bits a channel, with or without alpha, not interlaced (ISO/IEC 15948). */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = { 2: 3, 6: 4 }[png[25]]
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error(`a PNG of another kind: depth ${png[24]}, colour ${png[25]}`)
  const packed: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const rows = unfilter(inflateSync(Buffer.concat(packed)), width * channels, height, channels)
  return {
    width,
    height,
    at: (x, y) => {
      const from = (Math.round(y) * width + Math.round(x)) * channels
      return { red: rows[from], green: rows[from + 1], blue: rows[from + 2] }
    },
  }
}

function unfilter(filtered: Buffer, rowBytes: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(rowBytes * height)
  for (let row = 0; row < height; row += 1) {
    const kind = filtered[row * (rowBytes + 1)]
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column
      const left = column < step ? 0 : out[at - step]
      const above = row === 0 ? 0 : out[at - rowBytes]
      const corner = row === 0 || column < step ? 0 : out[at - rowBytes - step]
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][kind]
      out[at] = filtered[row * (rowBytes + 1) + 1 + column] + guess
    }
  }
  return out
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** The page as it is drawn once nothing more waits to be drawn. */
export async function takePicture(page: Page): Promise<Picture> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return decodePng(await page.screenshot())
}

const pixelsOf = (box: Box): { x: number; y: number }[] =>
  Array.from({ length: box.width * box.height }, (_, at) => ({ x: box.x + (at % box.width), y: box.y + Math.floor(at / box.width) }))

/** How many pixels of the box are as asked. */
export const countPixels = (picture: Picture, box: Box, isWanted: (colour: Colour) => boolean): number =>
  pixelsOf(box).filter(({ x, y }) => isWanted(picture.at(x, y))).length

/** How many pixels of the box differ by more than `tolerance` of 255 in a channel. */
export function countChanged(one: Picture, other: Picture, box: Box, tolerance = 12): number {
  return pixelsOf(box).filter(({ x, y }) => {
    const [a, b] = [one.at(x, y), other.at(x, y)]
    return Math.max(Math.abs(a.red - b.red), Math.abs(a.green - b.green), Math.abs(a.blue - b.blue)) > tolerance
  }).length
}

/** The mean colour of the box. */
export function meanColour(picture: Picture, box: Box): Colour {
  const sum = { red: 0, green: 0, blue: 0 }
  for (const { x, y } of pixelsOf(box)) {
    const colour = picture.at(x, y)
    sum.red += colour.red
    sum.green += colour.green
    sum.blue += colour.blue
  }
  const count = box.width * box.height
  return { red: sum.red / count, green: sum.green / count, blue: sum.blue / count }
}

export const boxAround = ({ x, y }: { readonly x: number; readonly y: number }, reach: number): Box => ({
  x: Math.round(x) - reach,
  y: Math.round(y) - reach,
  width: 2 * reach + 1,
  height: 2 * reach + 1,
})

/** A lamp or a lit window by night: warm and bright. */
export const isWarmLight = ({ red, green, blue }: Colour): boolean => red > 120 && red > green && green > blue && red - blue > 35

/** The colour of what is critical, as it is drawn on floors, walls and marks: nothing that is normal comes near it. */
export const isAlarmRed = ({ red, green, blue }: Colour): boolean => red > 150 && red - Math.max(green, blue) > 60
