import { fenceIntrusion, fireLaneBlocked, gatewaySilent, sensorDrift, substationOverload } from './ground-scenarios.ts'
import { fallAtHome, nightLeak } from './home-scenarios.ts'
import { kitchenFire } from './kitchen-fire.ts'
import type { Scenario } from './scenario.ts'
import { trappedLift } from './trapped-lift.ts'

/** What can be acted out, from the command line and from the page. */
export const scenarios: readonly Scenario[] = [
  kitchenFire,
  trappedLift,
  nightLeak,
  fenceIntrusion,
  fireLaneBlocked,
  fallAtHome,
  substationOverload,
  sensorDrift,
  gatewaySilent,
]
