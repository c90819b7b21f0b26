import type { Matrix4 } from 'three'

const side = 64
/** A mark is met within this reach of its middle. */
const reachPixels = 16

export type Screen = { readonly width: number; readonly height: number }

/**
 * Marks by where they stand over the ground, so that a pointer looks only at those in cells it is near on the screen.
 * `places`: scene coordinates, three a mark. Built in one pass by counting, some milliseconds for a hundred thousand.
 */
export class MarkGrid {
  private readonly starts = new Int32Array(side * side + 1)
  private readonly marks: Int32Array
  /** Of each cell: the middle of its marks and how far the farthest is from it. */
  private readonly balls = new Float32Array(side * side * 4)

  constructor(
    private readonly places: ArrayLike<number>,
    count: number,
  ) {
    this.marks = new Int32Array(count)
    let [west, east, far, near] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let mark = 0; mark < count; mark += 1) {
      west = Math.min(west, places[mark * 3])
      east = Math.max(east, places[mark * 3])
      far = Math.min(far, places[mark * 3 + 2])
      near = Math.max(near, places[mark * 3 + 2])
    }
    const [perEast, perSouth] = [(side - 1e-6) / Math.max(1e-6, east - west), (side - 1e-6) / Math.max(1e-6, near - far)]
    const cells = new Int32Array(count)
    for (let mark = 0; mark < count; mark += 1) {
      const cell = Math.floor((places[mark * 3] - west) * perEast) + Math.floor((places[mark * 3 + 2] - far) * perSouth) * side
      cells[mark] = cell
      this.starts[cell + 1] += 1
    }
    for (let cell = 0; cell < side * side; cell += 1) this.starts[cell + 1] += this.starts[cell]
    const next = this.starts.slice(0, side * side)
    for (let mark = 0; mark < count; mark += 1) this.marks[next[cells[mark]]++] = mark
    for (let cell = 0; cell < side * side; cell += 1) this.enclose(cell)
  }

  private enclose(cell: number): void {
    const [from, to] = [this.starts[cell], this.starts[cell + 1]]
    if (from === to) return
    const low = [Infinity, Infinity, Infinity]
    const high = [-Infinity, -Infinity, -Infinity]
    for (let at = from; at < to; at += 1)
      for (let axis = 0; axis < 3; axis += 1) {
        const value = this.places[this.marks[at] * 3 + axis]
        low[axis] = Math.min(low[axis], value)
        high[axis] = Math.max(high[axis], value)
      }
    for (let axis = 0; axis < 3; axis += 1) this.balls[cell * 4 + axis] = (low[axis] + high[axis]) / 2
    this.balls[cell * 4 + 3] = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2
  }

  /** The mark under a pixel that was drawn last, and so lies on top; -1 if there is none. `lens`: projection times view. */
  under(x: number, y: number, { elements: e }: Matrix4, { width, height }: Screen): number {
    // How many pixels a metre is at a distance of one: rows of the matrix hold the lens.
    const [wide, tall] = [(Math.hypot(e[0], e[4], e[8]) * width) / 2, (Math.hypot(e[1], e[5], e[9]) * height) / 2]
    const scale = Math.max(wide, tall)
    let found = -1
    for (let cell = 0; cell < side * side; cell += 1) {
      const [from, to] = [this.starts[cell], this.starts[cell + 1]]
      if (from === to) continue
      const radius = this.balls[cell * 4 + 3]
      const depth = this.depthOf(this.balls, cell * 4, e)
      if (depth < -radius) continue
      // Around the eye itself nothing can be told from the screen: all of it is looked at.
      if (depth > radius * 1.01) {
        const off = this.pixelsOff(this.balls, cell * 4, e, depth, x, y, width, height)
        if (off > reachPixels + (radius * scale * 1.5) / (depth - radius)) continue
      }
      for (let at = to - 1; at >= from; at -= 1) {
        const mark = this.marks[at]
        if (mark <= found) break
        const away = this.depthOf(this.places, mark * 3, e)
        if (away > 0 && this.pixelsOff(this.places, mark * 3, e, away, x, y, width, height) < reachPixels) found = mark
      }
    }
    return found
  }

  private depthOf(places: ArrayLike<number>, at: number, e: ArrayLike<number>): number {
    return e[3] * places[at] + e[7] * places[at + 1] + e[11] * places[at + 2] + e[15]
  }

  private pixelsOff(places: ArrayLike<number>, at: number, e: ArrayLike<number>, depth: number, x: number, y: number, width: number, height: number): number {
    const [east, up, south] = [places[at], places[at + 1], places[at + 2]]
    const onX = (((e[0] * east + e[4] * up + e[8] * south + e[12]) / depth + 1) / 2) * width
    const onY = ((1 - (e[1] * east + e[5] * up + e[9] * south + e[13]) / depth) / 2) * height
    return Math.hypot(onX - x, onY - y)
  }
}
