const emptyKey = 0
/** Eight for the key, eight for the value, four for the text. */
const bytesPerSlot = 20
/** What a table costs beside its slots, measured: the buffer's own account and the objects that stand for it. */
const bytesPerTable = 800

/** What a series said at a moment of one minute: an open-addressing table from (series, ms in the minute) to value and hash of the text. */
export class MinuteTable {
  private keys: Float64Array
  private values: Float64Array
  private texts: Int32Array
  private mask: number
  private used = 0

  constructor(capacity = 64) {
    const slots = makeSlots(capacity)
    this.keys = slots.keys
    this.values = slots.values
    this.texts = slots.texts
    this.mask = capacity - 1
  }

  get bytes(): number {
    return bytesPerTable + this.keys.length * bytesPerSlot
  }

  /** `absent`, or whether what is held equals this. */
  compare(series: number, ms: number, value: number, text: string | null): 'absent' | 'same' | 'other' {
    const slot = this.slotOf(series * 60_000 + ms + 1)
    if (this.keys[slot] === emptyKey) return 'absent'
    return Object.is(this.values[slot], value) && this.texts[slot] === hashText(text) ? 'same' : 'other'
  }

  /** Keeps the first that was said at a moment. */
  add(series: number, ms: number, value: number, text: string | null): void {
    const key = series * 60_000 + ms + 1
    const slot = this.slotOf(key)
    if (this.keys[slot] !== emptyKey) return
    this.keys[slot] = key
    this.values[slot] = value
    this.texts[slot] = hashText(text)
    this.used += 1
    if (this.used * 5 > this.keys.length * 3) this.grow()
  }

  private slotOf(key: number): number {
    let slot = mix(key) & this.mask
    while (this.keys[slot] !== emptyKey && this.keys[slot] !== key) slot = (slot + 1) & this.mask
    return slot
  }

  private grow(): void {
    const { keys, values, texts } = this
    const slots = makeSlots(keys.length * 2)
    this.keys = slots.keys
    this.values = slots.values
    this.texts = slots.texts
    this.mask = keys.length * 2 - 1
    for (let from = 0; from < keys.length; from += 1) {
      const key = keys[from] ?? emptyKey
      if (key === emptyKey) continue
      const slot = this.slotOf(key)
      this.keys[slot] = key
      this.values[slot] = values[from] ?? 0
      this.texts[slot] = texts[from] ?? 0
    }
  }
}

/** One buffer for the three columns: thousands of tables are held. */
function makeSlots(capacity: number) {
  const buffer = new ArrayBuffer(capacity * bytesPerSlot)
  return {
    keys: new Float64Array(buffer, 0, capacity),
    values: new Float64Array(buffer, capacity * 8, capacity),
    texts: new Int32Array(buffer, capacity * 16, capacity),
  }
}

function mix(key: number): number {
  let hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 4_294_967_296) | 0, 0x85ebca6b)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** FNV-1a over the UTF-16 units; 0 for no text. */
function hashText(text: string | null): number {
  if (text === null) return 0
  let hash = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash === 0 ? 1 : hash
}
