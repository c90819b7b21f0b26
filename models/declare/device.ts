import type { Alarm, AlarmClass, Command, DeviceType, Point, Subsystem } from '../subsystem.ts'
import type { Text } from '../text.ts'
import { classTimers } from './alarm-classes.ts'
import { silent } from './conditions.ts'

/** What many kinds of devices share; it is told the device's name so that its texts speak of that device. */
export type Capability = (device: Text) => {
  readonly points?: Readonly<Record<string, Point>>
  readonly alarms?: Readonly<Record<string, Alarm>>
  readonly commands?: Readonly<Record<string, Command>>
}

/** What it means when nothing is heard of such a device, and how bad that is. */
type Silence = { readonly class: Exclude<AlarmClass, 'lifeSafety'>; readonly consequence: Text; readonly response: Text }

type Spec = Omit<DeviceType, 'alarms' | 'commands'> & {
  readonly has?: readonly Capability[]
  readonly alarms: Readonly<Record<string, Alarm>>
  readonly commands?: Readonly<Record<string, Command>>
  readonly whenSilent: Silence
}

/** How many of its shortest report intervals a device may miss before it counts as silent. */
const missedReports = 2.5
/** Communication faults are shown within 100 s at the earliest (GB 25506-2010 §7 gives 100 s for states). */
const earliestSilenceSeconds = 100

/** A kind of device. Its own points come first, then those of its capabilities; the alarm `silent` follows from its intervals. */
export function device({ has = [], whenSilent, ...own }: Spec): DeviceType {
  const shared = has.map((capability) => capability(own.name))
  const points = together(
    own.points,
    shared.map((part) => part.points),
  )
  const alarms = together(
    own.alarms,
    shared.map((part) => part.alarms),
  )
  const commands = together(
    own.commands ?? {},
    shared.map((part) => part.commands),
  )
  return { ...own, points, commands, alarms: { ...alarms, silent: silenceAlarm(own.name, points, whenSilent) } }
}

/** Checks nothing: what is wrong in a declaration is found by the contract tests. */
export const subsystem = ({ records = {}, ...declared }: Omit<Subsystem, 'records'> & { readonly records?: Subsystem['records'] }): Subsystem => ({
  ...declared,
  records,
})

/** How long a device of these points may be silent, in seconds. */
export function silentAfterSeconds(points: Readonly<Record<string, Point>>): number {
  const shortest = Math.min(...Object.values(points).map((point) => point.everySeconds))
  return Math.max(earliestSilenceSeconds, Math.ceil(shortest * missedReports))
}

function together<Thing>(
  own: Readonly<Record<string, Thing>>,
  shared: readonly (Readonly<Record<string, Thing>> | undefined)[],
): Readonly<Record<string, Thing>> {
  return Object.fromEntries([own, ...shared].flatMap((part) => Object.entries(part ?? {})))
}

function silenceAlarm(name: Text, points: Readonly<Record<string, Point>>, { class: alarmClass, consequence, response }: Silence): Alarm {
  return {
    name: { zh: `${name.zh}失联`, en: `${name.en}: nothing heard` },
    class: alarmClass,
    when: silent(silentAfterSeconds(points)),
    // The silence itself is the delay; one message ends it.
    ...classTimers[alarmClass],
    onDelaySeconds: 0,
    offDelaySeconds: 0,
    cause: { zh: `${name.zh}断电、电池耗尽、通信或网关中断`, en: `${name.en} without power or battery, or its network or gateway is down` },
    consequence,
    response,
  }
}
