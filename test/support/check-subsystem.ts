import { classTimers } from '../../models/declare/index.ts'
import { compileAlarms } from '../../models/engines/compile-alarms.ts'
import { BrokenCondition, pointsOf } from '../../models/engines/compile-condition.ts'
import type { Alarm, Argument, Command, Condition, DeviceType, Overlay, Point, Subsystem } from '../../models/subsystem.ts'
import type { Text } from '../../models/text.ts'

/** A comma, colon, semicolon, exclamation or question mark of Latin script beside a Chinese character. */
export const hasHalfWidthMarks = (zh: string): boolean => /\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}/u.test(zh)

/** What is wrong with a declaration, one sentence each; none for a sound one. */
export function faultsOf(subsystem: Subsystem): string[] {
  const types = Object.entries(subsystem.devices)
  const count = (of: (type: DeviceType) => object) => types.reduce((sum, [, type]) => sum + Object.keys(of(type)).length, 0)
  const faults = types.flatMap(([id, type]) => faultsOfDevice(`${subsystem.id}.${id}`, type))
  if (count((type) => type.points) < 6) faults.push(`${subsystem.id} has fewer than 6 points`)
  if (count((type) => type.alarms) < 2) faults.push(`${subsystem.id} has fewer than 2 alarms`)
  for (const [where, words] of textsOf(subsystem)) {
    if (words.en.trim() === '') faults.push(`${where} says nothing in English`)
    // Names such as PM2.5 are the same in both languages.
    if (!/\p{Script=Han}/u.test(words.zh) && words.zh !== words.en) faults.push(`${where} is not Chinese: '${words.zh}'`)
    if (hasHalfWidthMarks(words.zh)) faults.push(`${where} has the marks of another script: '${words.zh}'`)
    if (/\p{Script=Han}/u.test(words.en)) faults.push(`${where} is not English: '${words.en}'`)
  }
  const { type, point, figure } = subsystem.summary
  const summed = subsystem.devices[type]?.points[point]
  if (!summed) faults.push(`the summary of ${subsystem.id} names ${type}.${point}, which is not declared`)
  else if (figure.startsWith('count') !== (summed.kind === 'boolean' || summed.kind === 'state'))
    faults.push(`the summary of ${subsystem.id} cannot take the ${figure} of a ${summed.kind}`)
  return faults
}

function faultsOfDevice(id: string, type: DeviceType): string[] {
  const faults = Object.entries(type.points).flatMap(([point, declared]) => faultsOfPoint(`${id}.${point}`, declared))
  if (!/GB|DL|CJ|HJ|JT|GA|YZ|Q\/GDW|on the market/.test(type.source)) faults.push(`${id} cites no source`)
  if (!Object.keys(type.alarms).includes('silent')) faults.push(`${id} does not notice its own silence`)
  for (const point of type.headline) if (!type.points[point]) faults.push(`the headline of ${id} names '${point}'`)
  if (type.headline.length === 0) faults.push(`${id} has no headline`)
  for (const point of pointsOfOverlay(type.shows)) if (!type.points[point]) faults.push(`the overlay of ${id} names '${point}'`)
  for (const [alarm, declared] of Object.entries(type.alarms)) faults.push(...faultsOfAlarm(`${id}.${alarm}`, declared, type))
  for (const [command, declared] of Object.entries(type.commands)) faults.push(...faultsOfCommand(`${id}.${command}`, declared, type))
  return faults
}

function faultsOfPoint(id: string, point: Point): string[] {
  const faults: string[] = []
  if (!(point.everySeconds > 0)) faults.push(`${id} has no report interval`)
  if (point.kind === 'state' && Object.keys(point.states).length < 2) faults.push(`${id} has fewer than two states`)
  if (point.kind === 'state') {
    const shares = Object.entries(point.usual.share)
    if (shares.some(([code, share]) => !point.states[code] || share < 0) || shares.reduce((sum, [, share]) => sum + share, 0) > 1)
      faults.push(`the typical day of ${id} is no share of its states`)
  }
  if (point.kind === 'event' && Object.keys(point.usual.weights ?? {}).some((code) => !point.events[code]))
    faults.push(`the typical day of ${id} names an event that is not declared`)
  if (point.kind === 'event' && ![1, 24].includes(point.usual.perHour.length)) faults.push(`the typical day of ${id} has ${point.usual.perHour.length} hours`)
  if (point.kind === 'boolean' && (![1, 24].includes(point.usual.hours.length) || point.usual.hours.some((share) => share < 0 || share > 1)))
    faults.push(`the typical day of ${id} is no share of time`)
  if (point.kind === 'number' || point.kind === 'counter') {
    const [lowest, highest] = point.range
    const steps = (highest - lowest) / point.resolution
    if (!(lowest < highest) || !(point.resolution > 0)) faults.push(`${id} has an empty range or resolution`)
    if (Math.abs(steps - Math.round(steps)) > 1e-3) faults.push(`the resolution of ${id} does not divide its range`)
    if (!(steps < 2 ** 31)) faults.push(`${id} has more steps than the wire can carry`)
    if (point.kind === 'counter' && lowest !== 0) faults.push(`the counter ${id} does not start at 0`)
    if (point.usual.shape === 'daily' && [point.usual.hours, point.usual.weekend ?? point.usual.hours].some((hours) => hours.length !== 24))
      faults.push(`the typical day of ${id} has not 24 hours`)
    const values =
      point.usual.shape === 'daily' ? [...point.usual.hours, ...(point.usual.weekend ?? [])] : point.usual.shape === 'steady' ? [point.usual.value] : []
    if (point.kind === 'number' && values.some((value) => value < lowest || value > highest)) faults.push(`the typical day of ${id} leaves its range`)
  }
  return faults
}

function faultsOfAlarm(id: string, alarm: Alarm, type: DeviceType): string[] {
  const faults: string[] = []
  try {
    compileAlarms({ ...type, alarms: { [id]: alarm } }, 480)
  } catch (error) {
    if (!(error instanceof BrokenCondition)) throw error
    return [`${id} cannot run: ${error.message}`]
  }
  if (pointsOf(alarm.when).length === 0 && alarm.when.test !== 'silent') faults.push(`${id} looks at no point`)
  if (alarm.class === 'lifeSafety' && (alarm.onDelaySeconds !== 0 || alarm.offDelaySeconds !== 0 || !alarm.latch))
    faults.push(`${id} loosens the timers of life-safety`)
  if (alarm.onDelaySeconds < 0 || alarm.offDelaySeconds < 0 || !classTimers[alarm.class]) faults.push(`${id} has impossible timers`)
  if (alarm.opens !== undefined && !/^[a-z]+(-[a-z]+)*$/.test(alarm.opens)) faults.push(`${id} opens '${alarm.opens}', which is no plan's id`)
  return [...faults, ...unreachable(id, alarm.when, type)]
}

/** A limit that no value in the point's range can pass, or from which no value comes back. */
function unreachable(id: string, condition: Condition, type: DeviceType): string[] {
  if (condition.test === 'all' || condition.test === 'any') return condition.of.flatMap((part) => unreachable(id, part, type))
  if (condition.test !== 'above' && condition.test !== 'below') return []
  const point = type.points[condition.point]
  if (point?.kind !== 'number') return []
  const [lowest, highest] = point.range
  const { limit, deadband } = condition
  if (deadband < 0) return [`the dead band of ${id} is negative`]
  if (condition.test === 'above')
    return limit >= highest || limit - deadband < lowest ? [`${id} cannot be reached and left within ${lowest} to ${highest}`] : []
  return limit <= lowest || limit + deadband > highest ? [`${id} cannot be reached and left within ${lowest} to ${highest}`] : []
}

function faultsOfCommand(id: string, { confirmedBy, arguments: given }: Command, type: DeviceType): string[] {
  if (!confirmedBy) return []
  const { point: pointId, value } = confirmedBy
  const point = type.points[pointId]
  if (!point) return [`${id} is confirmed by '${pointId}', which is not declared`]
  if (typeof value === 'object') return given[value.argument] ? [] : [`${id} is confirmed by its argument '${value.argument}', which it does not take`]
  if (point.kind === 'state' && !Object.hasOwn(point.states, String(value))) return [`${id} is confirmed by '${value}', which is no state of ${pointId}`]
  return point.kind === 'boolean' && typeof value !== 'boolean' ? [`${id} is confirmed by '${value}', but ${pointId} is yes or no`] : []
}

function pointsOfOverlay(overlay: Overlay): readonly string[] {
  if (overlay.overlay === 'shaft') return [overlay.position, overlay.door]
  return overlay.by === undefined ? [] : [overlay.by]
}

/** Every text of a subsystem with where it stands. */
export function* textsOf(subsystem: Subsystem): Generator<readonly [string, Text]> {
  yield [subsystem.id, subsystem.name]
  yield [`${subsystem.id} summary`, subsystem.summary.label]
  for (const [recordId, record] of Object.entries(subsystem.records)) {
    yield [`${subsystem.id} ${recordId}`, record.name]
    yield* textsOfArguments(`${subsystem.id} ${recordId}`, record.fields)
  }
  for (const [typeId, type] of Object.entries(subsystem.devices)) {
    const id = `${subsystem.id}.${typeId}`
    yield [id, type.name]
    for (const [pointId, point] of Object.entries(type.points)) {
      yield [`${id}.${pointId}`, point.name]
      const labels = point.kind === 'boolean' ? point.labels : point.kind === 'state' ? point.states : point.kind === 'event' ? point.events : {}
      for (const [code, label] of Object.entries(labels)) yield [`${id}.${pointId} ${code}`, label]
    }
    for (const [alarmId, { name, cause, consequence, response }] of Object.entries(type.alarms)) {
      yield [`${id}.${alarmId} name`, name]
      yield [`${id}.${alarmId} cause`, cause]
      yield [`${id}.${alarmId} consequence`, consequence]
      yield [`${id}.${alarmId} response`, response]
    }
    for (const [commandId, command] of Object.entries(type.commands)) {
      yield [`${id}.${commandId} command`, command.name]
      yield* textsOfArguments(`${id}.${commandId}`, command.arguments)
    }
  }
}

function* textsOfArguments(where: string, given: Readonly<Record<string, Argument>>): Generator<readonly [string, Text]> {
  for (const [id, argument] of Object.entries(given)) {
    yield [`${where} ${id}`, argument.name]
    if (argument.kind === 'choice') for (const [code, label] of Object.entries(argument.choices)) yield [`${where} ${id} ${code}`, label]
  }
}
