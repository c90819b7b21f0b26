import { shippedCommunities } from '../../../models/communities/index.ts'
import type { DeviceEntry, PointEntry } from '../../../models/register.ts'
import { buildRegister } from '../../../models/register.ts'
import type { Point } from '../../../models/subsystem.ts'
import { subsystems } from '../../../models/subsystems/index.ts'
import { hashOf } from '../../../simulators/random.ts'
import { usualSignal } from '../../../simulators/usual-signal.ts'
import type { World } from '../../../simulators/world.ts'
import { createWorld } from '../../../simulators/world.ts'

/** What one device of the shipped community says: its topic, its points, and the text of its n-th report. */
export type Talker = {
  readonly device: string
  readonly topic: string
  readonly points: readonly PointEntry[]
  readonly report: (time: number, round: number) => string
}

/** Every device of 幸福里 with all that it reports by itself (events happen, they are not reported): usual values that move a little each time and raise no alarm. */
export function shippedTalkers(now: number): Talker[] {
  const make = shippedCommunities.xingfuli
  if (!make) throw new Error('the community 幸福里 does not ship with this build')
  const register = buildRegister(make(), subsystems)
  const world = createWorld(register, 1, now)
  return [...register.devices.values()].map((device) => talkerOf(device, register.community.id, world, now)).filter(({ points }) => points.length > 0)
}

function talkerOf(device: DeviceEntry, community: string, world: World, now: number): Talker {
  const spoken = [...device.points.values()].filter(({ point }) => point.kind !== 'event')
  const words = spoken.map(({ id, point }) => wordOf(device, id, point, world, now))
  return {
    device: device.id,
    topic: `linli/${community}/${device.id}/telemetry`,
    points: spoken,
    report: (time, round) => {
      let text = `{"time":${time}`
      for (const word of words) text += word(round)
      return `${text}}`
    },
  }
}

/** `,"point":value` of the n-th report. */
function wordOf({ id: device, device: { position } }: DeviceEntry, id: string, point: Point, world: World, now: number): (round: number) => string {
  const name = `,${JSON.stringify(id)}:`
  switch (point.kind) {
    case 'number':
    case 'counter': {
      const usual = Number(usualSignal(point, hashOf(id, hashOf(device, world.seed)), world)?.(now) ?? point.range[0])
      const steps = Math.round(usual / point.resolution)
      // A counter goes on; a number goes up and down by its last digit.
      const digits = String(point.resolution).split('.')[1]?.length ?? 0
      const printed = (more: number): string => ((steps + more) * point.resolution).toFixed(digits)
      const [calm, moved] = [printed(0), printed(steps * point.resolution < point.range[1] ? 1 : -1)]
      return point.kind === 'counter' ? (round) => name + printed(round) : (round) => name + (round % 2 === 0 ? calm : moved)
    }
    case 'boolean': {
      const { hours } = point.usual
      const usual = hours.reduce((sum, share) => sum + share, 0) / hours.length > 0.5
      return () => name + String(usual)
    }
    case 'state': {
      const [normal = ''] = Object.keys(point.states)
      return () => name + JSON.stringify(normal)
    }
    case 'location':
      return () => name + JSON.stringify(position)
    case 'event':
      throw new Error(`${id} is an event: it happens, it is not reported`)
  }
}
