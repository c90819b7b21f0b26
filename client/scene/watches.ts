import type { PointEntry } from '../../models/register.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import type { FrameContext } from './frame-context.ts'

/** What one thing of an overlay shows at present: nothing, a value that was simulated, or one of any other origin. */
export type Showing = 'nothing' | 'simulated' | 'other'

/** True if the picture is another than before. Made once per overlay, so that a frame makes nothing. */
export type Look = (number: number, context: FrameContext) => boolean

/** The things of one overlay that are to be looked at again, and how many of those shown are simulated. */
export class Watch {
  readonly shown = { simulated: 0, other: 0 }
  private readonly queue: Int32Array
  private readonly isQueued: Uint8Array
  private readonly showing: Uint8Array
  private queued = 0
  /** Things looked at since the start: what a frame's work is measured by. */
  looks = 0

  constructor(readonly size: number) {
    this.queue = new Int32Array(size)
    this.isQueued = new Uint8Array(size)
    this.showing = new Uint8Array(size)
  }

  touch(number: number): void {
    if (this.isQueued[number] === 1) return
    this.isQueued[number] = 1
    this.queue[this.queued] = number
    this.queued += 1
  }

  touchAll(): void {
    for (let number = 0; number < this.size; number += 1) this.touch(number)
  }

  /** Looks at each touched thing once; true if any of them changed the picture. */
  look(context: FrameContext, at: Look): boolean {
    let changed = false
    for (let each = 0; each < this.queued; each += 1) {
      const number = this.queue[each]
      this.isQueued[number] = 0
      if (at(number, context)) changed = true
    }
    this.looks += this.queued
    this.queued = 0
    return changed
  }

  /** Keeps count of what is shown, so that the picture can say how much of it is simulated. */
  show(number: number, showing: Showing): void {
    const before = this.showing[number]
    const after = showing === 'nothing' ? 0 : showing === 'simulated' ? 1 : 2
    if (before === after) return
    this.showing[number] = after
    if (before === 1) this.shown.simulated -= 1
    else if (before === 2) this.shown.other -= 1
    if (after === 1) this.shown.simulated += 1
    else if (after === 2) this.shown.other += 1
  }
}

/** Leads each changed series to the things that show it: a frame's work grows with what changed, not with what there is. */
export class Watches {
  private readonly watches: Watch[] = []
  private readonly sum = { simulated: 0, other: 0 }
  private readonly owners: { readonly watch: Watch; readonly number: number }[][] = []
  private readonly lead = (series: number): void => {
    const owners = this.owners[series]
    if (!owners) return
    for (let each = 0; each < owners.length; each += 1) owners[each].watch.touch(owners[each].number)
  }

  /** One list of points per thing: a change of any of them touches it. */
  add(pointsOfEach: readonly (readonly (PointEntry | undefined)[])[]): Watch {
    const watch = new Watch(pointsOfEach.length)
    for (const [number, points] of pointsOfEach.entries())
      for (const point of points) {
        if (!point) continue
        this.owners[point.series] ??= []
        this.owners[point.series].push({ watch, number })
      }
    watch.touchAll()
    this.watches.push(watch)
    return watch
  }

  route(buffer: TelemetryBuffer): void {
    if (buffer.allChanged) this.touchAll()
    else buffer.changed.forEach(this.lead)
  }

  touchAll(): void {
    for (const watch of this.watches) watch.touchAll()
  }

  get looks(): number {
    return this.watches.reduce((sum, watch) => sum + watch.looks, 0)
  }

  /** Values shown in the picture now, over all overlays; the same object always. */
  get shown(): { readonly simulated: number; readonly other: number } {
    this.sum.simulated = this.sum.other = 0
    for (let each = 0; each < this.watches.length; each += 1) {
      this.sum.simulated += this.watches[each].shown.simulated
      this.sum.other += this.watches[each].shown.other
    }
    return this.sum
  }
}
