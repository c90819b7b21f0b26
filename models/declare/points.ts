import type { BooleanPoint, CounterPoint, EventPoint, LocationPoint, NumberPoint, StatePoint } from '../subsystem.ts'

type Declared<P extends { readonly everySeconds: number }> = Omit<P, 'kind' | 'everySeconds'> & {
  /** The longest time between two reports of a healthy device, in seconds. */
  readonly every: number
}

/** A measured value. `range` is what the device can physically report; `onChange` a step that is reported at once. */
export const number = ({ every, ...point }: Declared<NumberPoint>): NumberPoint => ({ kind: 'number', everySeconds: every, ...point })

/** A total that only grows and rolls over at `range[1]`; `usual` is its increase per hour. */
export const counter = ({ every, ...point }: Declared<CounterPoint>): CounterPoint => ({ kind: 'counter', everySeconds: every, ...point })

/** Yes or no, with the words for each. */
export const boolean = ({ every, ...point }: Declared<BooleanPoint>): BooleanPoint => ({ kind: 'boolean', everySeconds: every, ...point })

/** One of several states; the first is the normal one, new ones are appended. */
export const state = ({ every, ...point }: Declared<StatePoint>): StatePoint => ({ kind: 'state', everySeconds: every, ...point })

/** What happens at a moment, with an optional detail text; new codes are appended. */
export const event = ({ every, ...point }: Declared<EventPoint>): EventPoint => ({ kind: 'event', everySeconds: every, ...point })

/** Where a thing is: metres east, north and up from the community's origin. */
export const location = ({ every, ...point }: Declared<LocationPoint>): LocationPoint => ({ kind: 'location', everySeconds: every, ...point })
