/** Spans of time, in seconds, as declarations give them. */
export const minutes = (count: number): number => count * 60
export const hours = (count: number): number => count * 3600
export const days = (count: number): number => count * 86_400
