import type { SampleColumns } from './sample-columns.ts'

/** The newest reading of each series, folded from columns; each `take` replaces what is not newer than its own. */
export class LatestFold {
  private readonly slots: Map<number, { readonly columns: SampleColumns; readonly row: number }>

  constructor(from: LatestFold | null) {
    this.slots = new Map(from?.slots)
  }

  take(columns: SampleColumns): void {
    for (let row = 0; row < columns.time.length; row++) {
      const series = columns.series[row] ?? 0
      const known = this.slots.get(series)
      if (!known || (known.columns.time[known.row] ?? 0) <= (columns.time[row] ?? 0)) this.slots.set(series, { columns, row })
    }
  }

  get size(): number {
    return this.slots.size
  }

  /** By series, ascending. */
  columns(): SampleColumns {
    const order = [...this.slots.keys()].sort((a, b) => a - b)
    const count = order.length
    const out = {
      series: Int32Array.from(order),
      time: new Float64Array(count),
      received: new Float64Array(count),
      value: new Float64Array(count),
      quality: new Uint8Array(count),
      flags: new Uint16Array(count),
      origin: new Uint8Array(count),
    }
    const text: (string | null)[] = new Array<string | null>(count).fill(null)
    let hasText = false
    order.forEach((series, index) => {
      const slot = this.slots.get(series)
      if (!slot) return
      const { columns, row } = slot
      out.time[index] = columns.time[row] ?? 0
      out.received[index] = columns.received[row] ?? 0
      out.value[index] = columns.value[row] ?? 0
      out.quality[index] = columns.quality[row] ?? 0
      out.flags[index] = columns.flags[row] ?? 0
      out.origin[index] = columns.origin[row] ?? 0
      text[index] = columns.text?.[row] ?? null
      hasText ||= text[index] !== null
    })
    return { ...out, text: hasText ? text : null }
  }
}
