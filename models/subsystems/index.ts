import type { Subsystem } from '../subsystem.ts'
import { access } from './access.ts'
import { accessible } from './accessible.ts'
import { call } from './call.ts'
import { electrical } from './electrical.ts'
import { environment } from './environment.ts'
import { fall } from './fall.ts'
import { health } from './health.ts'
import { lift } from './lift.ts'
import { lighting } from './lighting.ts'
import { locker } from './locker.ts'
import { metering } from './metering.ts'
import { parking } from './parking.ts'
import { perimeter } from './perimeter.ts'
import { smoke } from './smoke.ts'
import { video } from './video.ts'
import { waste } from './waste.ts'

/** The only place where all subsystems are named; their order is that of lists and layers. */
export const subsystems: readonly Subsystem[] = [
  smoke,
  electrical,
  video,
  access,
  perimeter,
  lift,
  parking,
  locker,
  lighting,
  call,
  fall,
  health,
  accessible,
  metering,
  waste,
  environment,
]
