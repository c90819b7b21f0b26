import type { Body, Overlay, Ramp } from '../subsystem.ts'

type Of<Kind extends Overlay['overlay']> = Extract<Overlay, { overlay: Kind }>

/** Colours the space the device stands in by a value. */
export const tint = (target: Of<'tint'>['target'], { by, ramp }: { by: string; ramp: Ramp }): Overlay => ({ overlay: 'tint', target, by, ramp })
/** Lights the windows of the home where the value is above `litAbove`. */
export const windows = ({ by, litAbove }: { by: string; litAbove: number }): Overlay => ({ overlay: 'windows', by, litAbove })
/** A small sign with the name of a lucide icon; it shows itself when `by` is not normal. */
export const badge = (glyph: string, by?: string): Overlay => (by === undefined ? { overlay: 'badge', glyph } : { overlay: 'badge', glyph, by })
/** A field over the ground, weighted by distance within `reachMeters`. */
export const field = ({ by, ramp, reachMeters }: { by: string; ramp: Ramp; reachMeters: number }): Overlay => ({ overlay: 'field', by, ramp, reachMeters })
/** What a camera sees. */
export const cone = (view: { fieldOfViewDegrees: number; rangeMeters: number; pixelsAcross: number; by: string }): Overlay => ({ overlay: 'cone', ...view })
export const line = (by: string): Overlay => ({ overlay: 'line', by })
/** Ground along the device's line that is to be kept clear, with a sign at the device. */
export const strip = (glyph: string, by: string): Overlay => ({ overlay: 'strip', glyph, by })
/** The arm of the gate the device stands at, with a sign at the device. */
export const barrier = (glyph: string, by: string): Overlay => ({ overlay: 'barrier', glyph, by })
/** A filling column, and the container itself where its `body` is given; `full` is the value at which it is full. */
export const level = (shown: { by: string; full: number; body?: Body }): Overlay => ({ overlay: 'level', ...shown })
export const lamp = (by: string): Overlay => ({ overlay: 'lamp', by })
export const bay = (by: string): Overlay => ({ overlay: 'bay', by })
export const shaft = ({ position, door }: { position: string; door: string }): Overlay => ({ overlay: 'shaft', position, door })
/** A ring that spreads from where a person called or fell. */
export const ring = (by: string): Overlay => ({ overlay: 'ring', by })
