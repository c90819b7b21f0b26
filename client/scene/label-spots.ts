/** Where a label stands, CSS pixels from the top left of the picture. */
export type LabelBox = { readonly x: number; readonly y: number; readonly width: number }

/** What a label may not be laid over: the edges of the free picture, other labels, and the course of a way out. */
export type Surroundings = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly isTaken: (x: number, y: number, width: number) => boolean
  /** Pixels x, y, x, y… of the course, `courseLength` of them in use. */
  readonly course: Float64Array
  readonly courseLength: number
}

export const labelHeight = 28
/** How far a label keeps from a way out: nearer than this it hides where people must go. */
export const courseGapPixels = 60

/** Middles of a label against its thing, the best first: above, aside, farther, below. */
const offsets: readonly (readonly [number, number])[] = [
  [0, -58],
  [0, -92],
  [150, -70],
  [-150, -70],
  [190, -16],
  [-190, -16],
  [0, -136],
  [190, -120],
  [-190, -120],
  [0, 86],
  [200, 70],
  [-200, 70],
  [280, -60],
  [-280, -60],
  [0, -190],
  [230, -190],
  [-230, -190],
  [300, 20],
  [-300, 20],
  [0, 150],
  [240, 140],
  [-240, 140],
]

/**
 * The place for a label of a thing at (`x`, `y`): kept to the one it had while that is free, so that a slow turn of the camera moves no
 * label about. Where no place keeps clear of the course one is taken that covers no other label; it is never left out.
 */
export function findLabelSpot(x: number, y: number, width: number, before: number, around: Surroundings): { readonly box: LabelBox; readonly choice: number } {
  let fallback = -1
  for (let each = -1; each < offsets.length; each += 1) {
    const choice = each < 0 ? before : each
    if (choice < 0) continue
    const box = boxOf(x, y, width, choice, around)
    if (around.isTaken(box.x, box.y, width)) continue
    if (!isNearCourse(box, around)) return { box, choice }
    if (fallback < 0) fallback = choice
  }
  const choice = Math.max(0, fallback)
  return { box: boxOf(x, y, width, choice, around), choice }
}

function boxOf(x: number, y: number, width: number, choice: number, { left, right, top, bottom }: Surroundings): LabelBox {
  const [dx, dy] = offsets[choice]
  return {
    // No panel covers what a label says: it stays in the free part of the picture, its thing may lie beside it.
    x: Math.min(Math.max(x + dx - width / 2, left), Math.max(left, right - width)),
    y: Math.min(Math.max(y + dy - labelHeight / 2, top), Math.max(top, bottom - labelHeight)),
    width,
  }
}

function isNearCourse({ x, y, width }: LabelBox, { course, courseLength }: Surroundings): boolean {
  for (let at = 0; at < courseLength * 2; at += 2) {
    const dx = Math.max(x - course[at], 0, course[at] - x - width)
    const dy = Math.max(y - course[at + 1], 0, course[at + 1] - y - labelHeight)
    if (dx * dx + dy * dy < courseGapPixels * courseGapPixels) return true
  }
  return false
}
