const nice = [1, 2, 5]

/** The longest round length that is no longer than `mostMeters`: 1, 2 or 5 times a power of ten. */
export function roundLength(mostMeters: number): number {
  const power = 10 ** Math.floor(Math.log10(mostMeters))
  return Math.max(...nice.map((times) => times * power).filter((meters) => meters <= mostMeters))
}
