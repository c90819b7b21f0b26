/** 32-bit FNV-1a of a text: the stable seed of a device, a home, a day. */
export function hashOf(text: string, seed = 0): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

/** A number in [0, 1) that depends on its arguments alone (integers; a well-mixed hash, not a sequence). */
export function chance(a: number, b: number, c = 0): number {
  let x = (Math.imul(a | 0, 0x9e3779b1) ^ Math.imul(b | 0, 0x85ebca77) ^ Math.imul(c | 0, 0xc2b2ae3d)) >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d) >>> 0
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b) >>> 0
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296
}

/** Roughly normal with mean 0 and deviation 1: the sum of four uniform numbers, so never beyond ±3.5. */
export const bell = (a: number, b: number, c = 0): number =>
  (chance(a, b, c) + chance(a, b, c + 101) + chance(a, b, c + 202) + chance(a, b, c + 303) - 2) * 1.732

/** Smooth noise of deviation near 1 that changes over `periodMs`: a straight line between bells at whole periods. */
export function wander(seed: number, time: number, periodMs: number): number {
  const at = time / periodMs
  const left = Math.floor(at)
  const share = at - left
  return bell(seed, left) * (1 - share) + bell(seed, left + 1) * share
}
