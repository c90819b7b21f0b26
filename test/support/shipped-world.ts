import { shippedCommunities } from '../../models/communities/index.ts'
import type { Register } from '../../models/register.ts'
import { buildRegister } from '../../models/register.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import type { World } from '../../simulators/world.ts'
import { createWorld } from '../../simulators/world.ts'

let register: Register | undefined

/** The shipped community with its points numbered from 0; made once per test file. */
export function shippedRegister(): Register {
  const make = shippedCommunities.xingfuli
  if (!make) throw new Error('The community xingfuli is not in models/communities/index.ts.')
  register ??= buildRegister(make(), subsystems)
  return register
}

/** A Tuesday in the heating season, 20:00 in Beijing. */
export const tuesdayEvening = Date.UTC(2026, 10, 24, 12)

export const shippedWorld = (seed = 1): World => createWorld(shippedRegister(), seed, tuesdayEvening)
