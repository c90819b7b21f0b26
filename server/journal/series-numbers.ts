import type { SeriesPair } from './journal-meta.ts'

/** The numbers of (device, point) pairs, in memory: 0, 1, 2… in the order in which pairs were first met. */
export class SeriesNumbers {
  private readonly numbers = new Map<string, number>()
  private kept: SeriesPair[] = []
  private next = 0

  get pairs(): readonly SeriesPair[] {
    return this.kept
  }

  keep(pairs: readonly SeriesPair[]): void {
    this.kept = [...this.kept, ...pairs]
    for (const { number, device, point } of pairs) {
      this.numbers.set(keyOf(device, point), number)
      this.next = Math.max(this.next, number + 1)
    }
  }

  /** A number for each pair; `added` are new ones, to be kept once they are durable. */
  assign(pairs: readonly { readonly device: string; readonly point: string }[]): { readonly numbers: Int32Array; readonly added: readonly SeriesPair[] } {
    const added = new Map<string, SeriesPair>()
    const numbers = Int32Array.from(pairs, ({ device, point }) => {
      const key = keyOf(device, point)
      const known = this.numbers.get(key) ?? added.get(key)?.number
      if (known !== undefined) return known
      const number = this.next + added.size
      added.set(key, { number, device, point })
      return number
    })
    return { numbers, added: [...added.values()] }
  }
}

const keyOf = (device: string, point: string): string => `${device}\n${point}`
