const zero = 0x30
const minus = 0x2d
const plus = 0x2b
const point = 0x2e
/** So many digits make a whole number that a double holds exactly. */
const mostDigits = 15
const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent)

/**
 * A plain decimal (`-12.5`) straight from its bytes; NaN for everything else, which is then read as text. Up to 15 digits the digits as a whole
 * number and the power of ten are exact, so that the one division rounds as `Number` does.
 */
export function readDecimal(bytes: Uint8Array, start: number, stop: number): number {
  let at = start
  const sign = bytes[at]
  if (sign === minus || sign === plus) at += 1
  let digits = 0
  let whole = 0
  let decimals = -1
  for (; at < stop; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === point) {
      if (decimals >= 0) return Number.NaN
      decimals = 0
      continue
    }
    if (byte < zero || byte > zero + 9) return Number.NaN
    whole = whole * 10 + (byte - zero)
    digits += 1
    if (decimals >= 0) decimals += 1
  }
  if (digits === 0 || digits > mostDigits) return Number.NaN
  const value = decimals > 0 ? whole / (powersOfTen[decimals] ?? 1) : whole
  return sign === minus ? -value : value
}
