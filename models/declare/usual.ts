import type { Driver, Usual, UsualEvents, UsualShare, UsualStates } from '../subsystem.ts'

/** The same all day, up to noise of one standard deviation `spread`. */
export const steady = (value: number, spread: number): Usual => ({ shape: 'steady', value, spread })

/** 24 values at the full hours of local time; `weekend` replaces them on Saturday and Sunday. */
export const daily = (hours: readonly number[], spread: number, weekend?: readonly number[]): Usual =>
  weekend ? { shape: 'daily', hours, weekend, spread } : { shape: 'daily', hours, spread }

/** `offset + scale × driver`. */
export const driven = (by: Driver, { scale, offset, spread }: { scale: number; offset: number; spread: number }): Usual => ({
  shape: 'driven',
  by,
  scale,
  offset,
  spread,
})

/** The share of time a boolean is true: one value for all day, or 24 at the full hours. */
export const share = (hours: number | readonly number[]): UsualShare => ({ shape: 'share', hours: typeof hours === 'number' ? [hours] : hours })

/** The share of time of each state that is not the first; the first takes the rest. */
export const mostlyFirst = (others: Readonly<Record<string, number>> = {}): UsualStates => ({ shape: 'states', share: others })

/** The mean number of events an hour, for all day or by the hour, and the weight of each code (default: equal). */
export const perHour = (hours: number | readonly number[], weights?: Readonly<Record<string, number>>): UsualEvents => {
  const rates = typeof hours === 'number' ? [hours] : hours
  return weights ? { shape: 'events', perHour: rates, weights } : { shape: 'events', perHour: rates }
}

/** A voltage of the public network of 220 V: a little lower when all cook, a little higher at night. */
export const mains = (): Usual =>
  daily([226, 226, 227, 227, 227, 226, 224, 223, 223, 224, 224, 223, 222, 223, 224, 224, 223, 221, 219, 218, 219, 221, 223, 225], 1.5)
