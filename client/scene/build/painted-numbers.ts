import { type Frame, placeOn } from '../space.ts'
import type { MeshWriter } from './mesh-writer.ts'

/** Which strokes of the seven make a digit: top, upper left, upper right, middle, lower left, lower right, foot. */
const digits: Readonly<Record<string, readonly number[]>> = {
  '0': [0, 1, 2, 4, 5, 6],
  '1': [2, 5],
  '2': [0, 2, 3, 4, 6],
  '3': [0, 2, 3, 5, 6],
  '4': [1, 2, 3, 5],
  '5': [0, 1, 3, 5, 6],
  '6': [0, 1, 3, 4, 5, 6],
  '7': [0, 2, 5],
  '8': [0, 1, 2, 3, 4, 5, 6],
  '9': [0, 1, 2, 3, 5, 6],
}

const [high, wide, line, gap] = [0.78, 0.4, 0.09, 0.17]

/** Strokes of one digit as along from, along to, across from, across to. */
const strokes: readonly (readonly [number, number, number, number])[] = [
  [high - line, high, 0, wide],
  [high / 2, high, 0, line],
  [high / 2, high, wide - line, wide],
  [high / 2 - line / 2, high / 2 + line / 2, 0, wide],
  [0, high / 2, 0, line],
  [0, high / 2, wide - line, wide],
  [0, line, 0, wide],
]

/** A number as it is sprayed through a stencil, centred on the frame's line and read looking along it; `from` is its foot. */
export function writeNumber(writer: MeshWriter, frame: Frame, text: string, from: number, up: number): void {
  const all = text.length * wide + (text.length - 1) * gap
  for (const [place, digit] of [...text].entries()) {
    const left = -all / 2 + place * (wide + gap)
    for (const stroke of digits[digit] ?? []) {
      const [low, top, inner, outer] = strokes[stroke]
      const corners = [
        placeOn(frame, from + low, left + outer),
        placeOn(frame, from + top, left + outer),
        placeOn(frame, from + top, left + inner),
        placeOn(frame, from + low, left + inner),
      ]
      writer.quad(corners.map(([east, north]) => [east, north, up] as const))
    }
  }
}
