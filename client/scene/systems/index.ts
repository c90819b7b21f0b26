import type { FrameSystem } from '../frame-context.ts'
import { advanceClock } from './advance-clock.ts'
import { aimCones } from './aim-cones.ts'
import { bringWeather } from './bring-weather.ts'
import { clearView } from './clear-view.ts'
import { cutOpen } from './cut-open.ts'
import { followCamera } from './follow-camera.ts'
import { letFall } from './let-fall.ts'
import { lightLamps } from './light-lamps.ts'
import { lightWindows } from './light-windows.ts'
import { moveLifts } from './move-lifts.ts'
import { moveSun } from './move-sun.ts'
import { openFloors } from './open-floors.ts'
import { placeBadges } from './place-badges.ts'
import { placeCars } from './place-cars.ts'
import { placeLabels } from './place-labels.ts'
import { readTelemetry } from './read-telemetry.ts'
import { refreshShadows } from './refresh-shadows.ts'
import { showFittings } from './show-fittings.ts'
import { tintRooms } from './tint-rooms.ts'
import { writeLegend } from './write-legend.ts'

/** The frame, in order. The camera comes before what hides or follows it; shadows come last, once all that casts them stands. */
export const frame: readonly FrameSystem[] = [
  readTelemetry,
  advanceClock,
  bringWeather,
  letFall,
  moveSun,
  followCamera,
  showFittings,
  clearView,
  openFloors,
  cutOpen,
  tintRooms,
  lightWindows,
  lightLamps,
  moveLifts,
  placeCars,
  aimCones,
  placeBadges,
  placeLabels,
  writeLegend,
  refreshShadows,
]
