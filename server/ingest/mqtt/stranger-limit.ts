/** Counts connections of an address that have not yet presented themselves. */
export type StrangerLimit = {
  /** False when the address has too many already. */
  admit(connection: object, address: string): boolean
  /** The connection presented itself, or is gone. */
  forget(connection: object): void
}

export function createStrangerLimit(perAddress: number): StrangerLimit {
  const addresses = new WeakMap<object, string>()
  const counts = new Map<string, number>()
  return {
    admit: (connection, address) => {
      const count = counts.get(address) ?? 0
      if (count >= perAddress) return false
      addresses.set(connection, address)
      counts.set(address, count + 1)
      return true
    },
    forget: (connection) => {
      const address = addresses.get(connection)
      if (address === undefined) return
      addresses.delete(connection)
      const left = (counts.get(address) ?? 1) - 1
      if (left > 0) counts.set(address, left)
      else counts.delete(address)
    },
  }
}
