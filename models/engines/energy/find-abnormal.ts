/** A meter that stands out, and why: more at night than it is used to, or more than its line carries. kW. */
export type Abnormal =
  | { readonly kind: 'night'; readonly device: string; readonly kilowatts: number; readonly usualKilowatts: number; readonly nights: number }
  | { readonly kind: 'overload'; readonly device: string; readonly kilowatts: number; readonly limitKilowatts: number }

/** Mean power of one meter over the small hours of some nights, the latest first; null for a night it was not heard of. */
export type Nights = { readonly device: string; readonly kilowatts: readonly (number | null)[] }

/** Less than this is a fridge and what stands by, whatever it was before. */
const leastNightKilowatts = 0.4
const nightTimes = 2.5

/** Homes whose base load in the last night was far above what it was in their own nights before. The greatest excess first. */
export function unusualNights(nights: readonly Nights[]): Abnormal[] {
  const found: (Abnormal & { readonly kind: 'night' })[] = []
  for (const { device, kilowatts } of nights) {
    const [last, ...before] = kilowatts
    const known = before.filter((each) => each !== null)
    if (last === null || last === undefined || known.length === 0) continue
    const usual = known.reduce((sum, each) => sum + each, 0) / known.length
    if (last < leastNightKilowatts || last < nightTimes * usual) continue
    found.push({ kind: 'night', device, kilowatts: last, usualKilowatts: usual, nights: known.length })
  }
  return found.sort((a, b) => b.kilowatts - b.usualKilowatts - (a.kilowatts - a.usualKilowatts))
}

/** Meters that draw more than their line is rated for. */
export const overloads = (
  powers: readonly { readonly device: string; readonly kilowatts: number | null; readonly limitKilowatts: number | null }[],
): Abnormal[] =>
  powers.flatMap(({ device, kilowatts, limitKilowatts }): Abnormal[] =>
    kilowatts !== null && limitKilowatts !== null && kilowatts > limitKilowatts ? [{ kind: 'overload', device, kilowatts, limitKilowatts }] : [],
  )
