/** A reading as a load client sent it, or as the server stored it. */
export type Entry = { readonly device: string; readonly point: string; readonly time: number; readonly value: number }

/** A reading is known by its point and the device's time; nothing may stand twice under one key. */
export const keyOf = ({ device, point, time }: Entry): string => `${device}/${point}@${time}`

/**
 * What a load client sent and what it was promised (trust.md 4.2), kept apart from the server, so that the server need not be
 * believed. Whoever sends notes it here before, and notes an acknowledgement after it came.
 */
export class Ledger {
  readonly sent = new Map<string, Entry>()
  readonly acknowledged = new Map<string, Entry>()

  send(entries: readonly Entry[]): void {
    for (const entry of entries) this.sent.set(keyOf(entry), entry)
  }

  acknowledge(entries: readonly Entry[]): void {
    for (const entry of entries) this.acknowledged.set(keyOf(entry), entry)
  }
}
