import { describe, expect, it } from 'vitest'
import { silentAfterSeconds } from '../../models/declare/index.ts'
import type { DeviceType } from '../../models/subsystem.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { faultsOf } from '../support/check-subsystem.ts'

const deviceTypes: readonly (readonly [string, DeviceType])[] = subsystems.flatMap(({ id, devices }) =>
  Object.entries(devices).map(([type, declared]) => [`${id}.${type}`, declared] as const),
)

/** Words that occur more than once, with where. */
function repeated(texts: readonly (readonly [string, string])[]): string[] {
  const places = new Map<string, string[]>()
  for (const [where, words] of texts) places.set(words, [...(places.get(words) ?? []), where])
  return [...places].flatMap(([words, where]) => (where.length > 1 ? [`'${words}' at ${where.join(', ')}`] : []))
}

describe('the sixteen subsystems', () => {
  it('are those of the mission, each once, with the device types everyone relies on', () => {
    expect(subsystems.map(({ code }) => code)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3', 'C4', 'D1', 'D2', 'D3'])
    expect(new Set(subsystems.map(({ id }) => id)).size).toBe(16)
    expect(deviceTypes.map(([id]) => id)).toEqual([
      'smoke.detector',
      'electrical.monitor',
      'video.camera',
      'access.door',
      'perimeter.zone',
      'lift.car',
      'parking.bay',
      'parking.gate',
      'parking.charger',
      'parking.lane',
      'locker.cabinet',
      'lighting.lamp',
      'lighting.circuit',
      'call.button',
      'fall.radar',
      'health.band',
      'accessible.stairlift',
      'accessible.door',
      'metering.electricity',
      'metering.water',
      'metering.transformer',
      'waste.bin',
      'environment.station',
    ])
  })

  it.each(subsystems.map((subsystem) => [subsystem.id, subsystem] as const))(
    '%s is sound: points, alarms, intervals, sources, references, ranges, both languages',
    (_, subsystem) => {
      expect(faultsOf(subsystem)).toEqual([])
    },
  )

  it('name subsystems, devices and alarms in words that occur once in each language', () => {
    for (const language of ['zh', 'en'] as const) {
      expect(repeated(subsystems.map(({ id, name }) => [id, name[language]]))).toEqual([])
      expect(repeated(deviceTypes.map(([id, { name }]) => [id, name[language]]))).toEqual([])
      expect(
        repeated(deviceTypes.flatMap(([id, { alarms }]) => Object.entries(alarms).map(([alarm, { name }]) => [`${id}.${alarm}`, name[language]] as const))),
      ).toEqual([])
    }
  })

  it('tell of every alarm its own cause, consequence and response, so that nothing is filler', () => {
    for (const language of ['zh', 'en'] as const)
      for (const part of ['cause', 'consequence', 'response'] as const)
        expect(
          repeated(
            deviceTypes.flatMap(([id, { alarms }]) => Object.entries(alarms).map(([alarm, declared]) => [`${id}.${alarm}`, declared[part][language]] as const)),
          ),
        ).toEqual([])
  })

  it('cite a source of their own, and name every command in words that occur once', () => {
    expect(repeated(deviceTypes.map(([id, { source }]) => [id, source]))).toEqual([])
    for (const language of ['zh', 'en'] as const) {
      expect(repeated(subsystems.map(({ id, summary }) => [id, summary.label[language]]))).toEqual([])
      expect(
        repeated(
          deviceTypes.flatMap(([id, { commands }]) => Object.entries(commands).map(([command, { name }]) => [`${id}.${command}`, name[language]] as const)),
        ),
      ).toEqual([])
    }
  })

  it('name the points of a device differently, and the states of a point', () => {
    for (const [id, { points }] of deviceTypes)
      for (const language of ['zh', 'en'] as const) {
        expect(repeated(Object.entries(points).map(([point, { name }]) => [`${id}.${point}`, name[language]]))).toEqual([])
        for (const [pointId, point] of Object.entries(points))
          if (point.kind === 'state')
            expect(repeated(Object.entries(point.states).map(([code, label]) => [`${id}.${pointId}.${code}`, label[language]]))).toEqual([])
      }
  })

  it('keep the points a home has few, since homes are many', () => {
    const points = (id: string) => Object.keys(deviceTypes.find(([typeId]) => typeId === id)?.[1].points ?? {})
    expect(points('smoke.detector')).toEqual(['obscuration', 'temperature', 'chamber', 'battery', 'signal', 'tamper'])
    expect(points('metering.electricity')).toHaveLength(4)
    expect(points('metering.water')).toHaveLength(3)
  })

  it('notice silence within a few of the device’s own intervals, never before 100 s', () => {
    for (const [, { alarms, points }] of deviceTypes) {
      const silence = alarms.silent?.when
      expect(silence).toEqual({ test: 'silent', seconds: silentAfterSeconds(points) })
      const shortest = Math.min(...Object.values(points).map(({ everySeconds }) => everySeconds))
      expect(silentAfterSeconds(points)).toBeGreaterThanOrEqual(Math.max(100, 2 * shortest))
    }
  })

  it('raise life-safety for fire, calls, falls and trapped people, and for nothing else', () => {
    const found = deviceTypes.flatMap(([id, { alarms }]) =>
      Object.entries(alarms)
        .filter(([, alarm]) => alarm.class === 'lifeSafety')
        .map(([alarm]) => `${id}.${alarm}`),
    )
    expect(found).toEqual([
      'smoke.detector.fire',
      'smoke.detector.heat',
      'lift.car.trapped',
      'lift.car.called',
      'call.button.help',
      'fall.radar.fell',
      'accessible.stairlift.stuckWithPerson',
    ])
  })

  it('open a response plan with every life-safety alarm', () => {
    for (const [, { alarms }] of deviceTypes) for (const alarm of Object.values(alarms)) if (alarm.class === 'lifeSafety') expect(alarm.opens).toBeTruthy()
  })
})
