import type { Text } from '../../text.ts'

/** What a picture is good for by the pixels a metre of the scene gets in it. */
export type PixelClass = { readonly id: string; readonly pixelsPerMeter: number; readonly name: Text }

/**
 * The operational classes of IEC 62676-4:2014, finest first: at most 4, 8, 16, 40, 80 mm of the scene in one pixel. The edition of 2025 has other
 * classes (20 to 1,500 px/m); the year is therefore said wherever the names are.
 */
export const pixelClasses: readonly PixelClass[] = [
  { id: 'identify', pixelsPerMeter: 250, name: { zh: '辨认', en: 'Identify' } },
  { id: 'recognise', pixelsPerMeter: 125, name: { zh: '识别', en: 'Recognise' } },
  { id: 'observe', pixelsPerMeter: 62.5, name: { zh: '观察', en: 'Observe' } },
  { id: 'detect', pixelsPerMeter: 25, name: { zh: '探测', en: 'Detect' } },
  { id: 'monitor', pixelsPerMeter: 12.5, name: { zh: '监视', en: 'Monitor' } },
]

/** The finest class a picture reaches, or undefined where it is too coarse for any. */
export const pixelClassOf = (pixelsPerMeter: number): PixelClass | undefined => pixelClasses.find((each) => pixelsPerMeter >= each.pixelsPerMeter)
