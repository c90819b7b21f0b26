import type { Point } from '../../subsystem.ts'

/**
 * How a point's numbers become integers: `value = integer / scale` when the resolution is a whole part of 1 (0.001 →
 * scale 1000), else `value = integer × resolution`, kept as the negative resolution. Dividing gives the double that is
 * nearest to the decimal, so that 0.834 comes back as 0.834.
 */
export function scaleOf(kind: Point['kind'], resolution: number | undefined): number {
  if ((kind !== 'number' && kind !== 'counter') || resolution === undefined || !(resolution > 0)) return 1
  const parts = Math.round(1 / resolution)
  return parts >= 1 && Math.abs(parts * resolution - 1) < 1e-9 ? parts : -resolution
}

/** The integer nearest to the value; the encoder checks that it leads back to the very same value. */
export const toInteger = (value: number, scale: number): number => Math.round(scale > 0 ? value * scale : value / -scale)

export const fromInteger = (integer: number, scale: number): number => (scale > 0 ? integer / scale : integer * -scale)
