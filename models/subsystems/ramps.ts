import type { Ramp } from '../subsystem.ts'

/** Nothing to see below what steam and cooking cause; the limit of the fire alarm is orange. */
export const smokeRamp: Ramp = [
  { at: 0, color: '#2b3036' },
  { at: 0.05, color: '#4a4640' },
  { at: 0.15, color: '#e07b1f' },
  { at: 0.5, color: '#ff3b1d' },
  { at: 2, color: '#ff0f0f' },
]

/** The colours of HJ 633-2026 at the PM2.5 concentrations that part its classes (table 3), µg/m³. */
export const pm25Ramp: Ramp = [
  { at: 0, color: '#00e400' },
  { at: 35, color: '#ffff00' },
  { at: 60, color: '#ff7e00' },
  { at: 115, color: '#ff0000' },
  { at: 150, color: '#99004c' },
  { at: 250, color: '#7e0023' },
]
