import type { FrameSystem } from '../frame-context.ts'
import { advanceClock } from './advance-clock.ts'
import { followCamera } from './follow-camera.ts'
import { lightLamps } from './light-lamps.ts'
import { lightWindows } from './light-windows.ts'
import { moveSun } from './move-sun.ts'
import { openFloors } from './open-floors.ts'
import { placeCars } from './place-cars.ts'
import { readTelemetry } from './read-telemetry.ts'
import { refreshShadows } from './refresh-shadows.ts'

/** The frame, in order. */
export const frame: readonly FrameSystem[] = [readTelemetry, advanceClock, moveSun, openFloors, lightWindows, lightLamps, placeCars, followCamera, refreshShadows]
