export const dayMs = 86_400_000

/** The UTC day a moment lies in, as `2026-11-24`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)
