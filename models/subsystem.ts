import type { Text } from './text.ts'

/**
 * What moves many points together in a community, each a pure function of the simulated hour
 * (see `simulators/drivers.ts`): temperatures in °C, humidity in %, wind in m/s, pm25 in µg/m³,
 * noise in dB(A), rain in mm/h, the others a share 0–1.
 */
export type Driver =
  | 'outdoorTemperature'
  | 'indoorTemperature'
  | 'humidity'
  | 'rain'
  | 'pm25'
  | 'noise'
  | 'wind'
  | 'darkness'
  | 'occupancy'
  | 'activity'
  | 'traffic'
  | 'heating'

/** The typical day of a numeric value, or of a counter's rate per hour. `spread` is one standard deviation of device and moment. */
export type Usual =
  | { readonly shape: 'steady'; readonly value: number; readonly spread: number }
  /** 24 values at the full hours of local time, linear between; `weekend` replaces them on Saturday and Sunday. */
  | { readonly shape: 'daily'; readonly hours: readonly number[]; readonly weekend?: readonly number[]; readonly spread: number }
  /** `offset + scale × driver`. */
  | { readonly shape: 'driven'; readonly by: Driver; readonly scale: number; readonly offset: number; readonly spread: number }

/** The typical day of a boolean: the share of time it is true, by hour (24) or always the same (1 value). */
export type UsualShare = { readonly shape: 'share'; readonly hours: readonly number[] }

/** The typical day of a state: share of time for each state that is not the first; the first takes the rest. */
export type UsualStates = { readonly shape: 'states'; readonly share: Readonly<Record<string, number>> }

/** How often an event happens: mean number an hour, by hour (24) or always the same (1 value), and which (weights; default: equal). */
export type UsualEvents = { readonly shape: 'events'; readonly perHour: readonly number[]; readonly weights?: Readonly<Record<string, number>> }

type Common = {
  readonly name: Text
  /** The longest time between two reports of a healthy device, in seconds; events: the heartbeat they are covered by. */
  readonly everySeconds: number
}
/** `range` holds what the device can physically report; outside is kept but flagged, never drawn as true. */
export type NumberPoint = Common & {
  readonly kind: 'number'
  readonly unit: string
  readonly range: readonly [number, number]
  readonly resolution: number
  readonly onChange?: number
  readonly usual: Usual
}
/** `range[1]` is where the register rolls over to 0. `usual` is the increase per hour. */
export type CounterPoint = Common & {
  readonly kind: 'counter'
  readonly unit: string
  readonly range: readonly [number, number]
  readonly resolution: number
  readonly usual: Usual
}
export type BooleanPoint = Common & { readonly kind: 'boolean'; readonly labels: { readonly true: Text; readonly false: Text }; readonly usual: UsualShare }
/** The order of `states` is part of the stored form: append new ones at the end. The first is the normal one. */
export type StatePoint = Common & { readonly kind: 'state'; readonly states: Readonly<Record<string, Text>>; readonly usual: UsualStates }
/** Metres east, north and up from the community's origin. */
export type LocationPoint = Common & { readonly kind: 'location'; readonly usual: { readonly shape: 'place'; readonly wander: number } }
/** The order of `events` is part of the stored form: append new ones at the end. An event may carry a detail text (a plate, a card number's tail). */
export type EventPoint = Common & { readonly kind: 'event'; readonly events: Readonly<Record<string, Text>>; readonly usual: UsualEvents }
export type Point = NumberPoint | CounterPoint | BooleanPoint | StatePoint | LocationPoint | EventPoint

/** Priority classes of ISA-18.2 as this product uses them; each sets timers (alarms.md 1.3) and a look. */
export type AlarmClass = 'lifeSafety' | 'high' | 'medium' | 'low'

/** A pure test over the latest values of one device. Deadband is in the point's unit and applies on the way back. */
export type Condition =
  | { readonly test: 'above' | 'below'; readonly point: string; readonly limit: number; readonly deadband: number }
  /** Change per minute over the last two readings at least 20 s apart. */
  | { readonly test: 'rising' | 'falling'; readonly point: string; readonly perMinute: number }
  | { readonly test: 'is'; readonly point: string; readonly value: boolean | string }
  /** An event's code; the condition holds for `holdSeconds` after it, or until the event `endedBy`. */
  | { readonly test: 'event'; readonly point: string; readonly code: string; readonly holdSeconds: number; readonly endedBy?: string }
  /** Nothing heard from the device for so long. */
  | { readonly test: 'silent'; readonly seconds: number }
  /** Between two full hours of the community's local time; over midnight where `from` is the later. */
  | { readonly test: 'hours'; readonly from: number; readonly to: number }
  | { readonly test: 'all' | 'any'; readonly of: readonly Condition[] }

export type Alarm = {
  readonly name: Text
  readonly class: AlarmClass
  readonly when: Condition
  readonly onDelaySeconds: number
  readonly offDelaySeconds: number
  /** Stays until it is reset by a person. */
  readonly latch: boolean
  readonly cause: Text
  readonly consequence: Text
  readonly response: Text
  /** The response plan it opens. */
  readonly opens?: string
  readonly source?: string
}

export type Argument =
  | { readonly kind: 'number'; readonly name: Text; readonly unit: string; readonly range: readonly [number, number] }
  | { readonly kind: 'choice'; readonly name: Text; readonly choices: Readonly<Record<string, Text>> }
  | { readonly kind: 'text'; readonly name: Text; readonly maxLength: number }

/** safe: at once; armed: armed, then done; twoPersons: armed by one, confirmed by another. */
export type Danger = 'safe' | 'armed' | 'twoPersons'
export type Command = {
  readonly name: Text
  readonly arguments: Readonly<Record<string, Argument>>
  readonly danger: Danger
  /** The point and value by which the effect is read back, where the device reports it. */
  readonly confirmedBy?: { readonly point: string; readonly value: number | boolean | string | { readonly argument: string } }
}

export type Ramp = readonly { readonly at: number; readonly color: string }[]

/** A container's size in metres; with `doors`, its columns and rows of compartments, and `late` the point that counts those left too long. */
export type Body = {
  readonly widthMeters: number
  readonly depthMeters: number
  readonly heightMeters: number
  readonly doors?: readonly [number, number]
  readonly late?: string
}

/** How devices of a type show in the scene. Each is one generic, instanced overlay in `client/scene/overlays/`. */
export type Overlay =
  | { readonly overlay: 'tint'; readonly target: 'room' | 'home' | 'floor' | 'unit'; readonly by: string; readonly ramp: Ramp }
  | { readonly overlay: 'windows'; readonly by: string; readonly litAbove: number }
  | { readonly overlay: 'badge'; readonly glyph: string; readonly by?: string }
  | { readonly overlay: 'field'; readonly by: string; readonly ramp: Ramp; readonly reachMeters: number }
  /** `pixelsAcross`: the width of the camera's picture, by which what it shows is graded. */
  | {
      readonly overlay: 'cone'
      readonly fieldOfViewDegrees: number
      readonly rangeMeters: number
      readonly pixelsAcross: number
      readonly by: string
    }
  | { readonly overlay: 'line'; readonly by: string }
  /** The stretch of ground along the device's line, kept clear; `by` is true or not in its first state where it is not. */
  | { readonly overlay: 'strip'; readonly glyph: string; readonly by: string }
  /** The arm of a gate; `by` is a state: `open` is up, `closed` is down, any other in between. */
  | { readonly overlay: 'barrier'; readonly glyph: string; readonly by: string }
  /** How full a thing is; with its `body` it stands there itself and is seen filling. */
  | { readonly overlay: 'level'; readonly by: string; readonly full: number; readonly body?: Body }
  | { readonly overlay: 'lamp'; readonly by: string }
  | { readonly overlay: 'bay'; readonly by: string }
  | { readonly overlay: 'shaft'; readonly position: string; readonly door: string }
  | { readonly overlay: 'ring'; readonly by: string }

/** Where devices of this type are placed: read by the layout rules of `models/site/layout/`. */
export type Mount = {
  readonly on: 'ceiling' | 'wall' | 'floor' | 'pole' | 'ground' | 'fence' | 'person' | 'shaft'
  readonly heightMeters: number
  readonly rule?: string
}

export type DeviceType = {
  readonly name: Text
  /** Where the list of points comes from: a standard, or a class of products on the market. */
  readonly source: string
  readonly points: Readonly<Record<string, Point>>
  readonly alarms: Readonly<Record<string, Alarm>>
  readonly commands: Readonly<Record<string, Command>>
  readonly mount: Mount
  readonly shows: Overlay
  /** Points shown first in the panel, in this order; the others follow. The first is what lists and labels show. */
  readonly headline: readonly string[]
}

/** A kind of thing kept beside the telemetry, e.g. an inspection of a lift: fields as data, life as a list of states. */
export type RecordType = { readonly name: Text; readonly fields: Readonly<Record<string, Argument>>; readonly states: readonly [string, ...string[]] }

export type Need = 'safety' | 'convenience' | 'care' | 'environment'

export type Subsystem = {
  readonly id: string
  /** The row of the mission's table, e.g. A1. */
  readonly code: string
  readonly name: Text
  readonly need: Need
  /** The name of a lucide icon, shown in layers and lists. */
  readonly icon: string
  readonly devices: Readonly<Record<string, DeviceType>>
  readonly records: Readonly<Record<string, RecordType>>
  /** One line for the layer list, computed from the devices' latest values. */
  readonly summary: Summary
}

/** The figure beside a layer's name: over all devices of `type`, of `point`. Of a state, `countTrue` counts those that are not in the first, the normal one. */
export type Summary = {
  readonly type: string
  readonly point: string
  readonly figure: 'sum' | 'mean' | 'max' | 'countTrue' | 'countFalse'
  readonly unit?: string
  readonly label: Text
}

/** What a person reads for a device type is `subsystem.type`, e.g. `smoke.detector`; ids in the model use the same. */
export const deviceTypeId = (subsystem: string, type: string): string => `${subsystem}.${type}`
