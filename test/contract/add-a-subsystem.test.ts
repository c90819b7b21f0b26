import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shippedCommunities } from '../../models/communities/index.ts'
import { above, lifeSafety } from '../../models/declare/index.ts'
import { compileAlarms } from '../../models/engines/compile-alarms.ts'
import { evaluateReading, freshMemory } from '../../models/engines/evaluate-alarm.ts'
import { encodeValue } from '../../models/protocol/value.ts'
import { buildRegister } from '../../models/register.ts'
import type { Alarm, DeviceType, Subsystem } from '../../models/subsystem.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { openApiDocument } from '../../server/api/openapi.ts'
import { createDeviceStream } from '../../simulators/device-stream.ts'
import { createWorld } from '../../simulators/world.ts'
import { faultsOf } from '../support/check-subsystem.ts'
import { makeIngest } from '../support/make-ingest.ts'
import { openApiFaults } from '../support/openapi-check.ts'
import { words } from '../support/play-alarm.ts'
import { rainTank } from '../support/recipes/rain-tank.ts'
import { serveCommunity } from '../support/served-community.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const noon = Date.UTC(2026, 4, 12, 4)

function present<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('it is not there')
  return thing
}

describe('the recipe "add a subsystem"', () => {
  it('shows the very file that is tried here', () => {
    const page = readFileSync('docs/recipes/add-a-subsystem.md', 'utf8')
    const shown = /```ts\n([\s\S]*?)\n```/.exec(page)?.[1]
    expect(shown).toBe(readFileSync('test/support/recipes/rain-tank.ts', 'utf8').replaceAll("'../../../models/", "'../").trimEnd())
  })

  it('passes the contract of all subsystems', () => {
    expect(faultsOf(rainTank)).toEqual([])
  })

  it('is in the register, in ingest, in the simulator and among the alarms without another line', () => {
    const community = present(shippedCommunities.xingfuli)()
    const tank = { id: 'tank-1', type: 'rainTank.tank', place: {}, position: [0, 0, 0] as [number, number, number] }
    const register = buildRegister({ ...community, devices: [tank] }, [...subsystems, rainTank])
    const entry = present(register.devices.get('tank-1'))
    expect(register.unknown).toEqual([])
    expect([...entry.points.keys()]).toEqual(['level', 'used', 'pump', 'turbidity', 'battery', 'signal'])
    expect(encodeValue(present(entry.type.points.level), 96.04)).toEqual({ ok: true, value: 96, text: null })

    const told = createDeviceStream(entry, createWorld(register, 1, noon))(noon, noon + 13 * 3_600_000, 1)
    expect(new Set(told.map(({ point }) => point))).toEqual(new Set(entry.points.keys()))

    const watch = present(
      compileAlarms(entry.type, 480)
        .byPoint.get('level')
        ?.find(({ alarm }) => alarm.id === 'overflowing'),
    )
    const full = (time: number) => ({ time, received: time, value: 96, isLate: false, isUsable: true, isNewest: true })
    const waiting = evaluateReading(watch, freshMemory(watch.alarm), full(noon))
    expect(waiting.active).toBe(false)
    expect(evaluateReading(watch, waiting, full(noon + 2000)).active).toBe(true)
  })
})

describe('a point declared anew', () => {
  const community = present(shippedCommunities.xingfuli)()
  const tank = { id: 'tank-1', type: 'rainTank.tank', place: {}, position: [0, 0, 0] as [number, number, number] }
  const register = buildRegister({ ...community, buildings: [], devices: [tank] }, [...subsystems, rainTank])

  it('is listed by the API with unit and range, and its state and history are told', async () => {
    const served = await serveCommunity(register, () => noon + 60_000)
    const { body } = await served.ask('/api/v1/communities/xingfuli/devices?subsystem=rainTank')
    const level = { id: 'level', name: { zh: '水位', en: 'Level' }, kind: 'number', unit: '%', minimum: 0, maximum: 100, resolution: 0.1, codes: null }
    expect(body).toMatchObject({ items: [{ id: 'tank-1', type: 'rainTank.tank', subsystem: 'rainTank' }], next: null })
    expect(body).toHaveProperty('items.0.points.0', level)
    await served.tell([{ device: 'tank-1', point: 'pump', value: 'running', time: noon }])
    const state = await served.ask('/api/v1/communities/xingfuli/state?subsystem=rainTank')
    expect(state.body).toMatchObject({ points: [{ device: 'tank-1', point: 'pump', value: 'running' }] })
    const history = await served.ask(`/api/v1/series?device=tank-1&point=pump&from=${noon - 1000}&to=${noon + 1000}`)
    expect(history).toMatchObject({ status: 200, body: { points: [[noon, 'running']] } })
  })

  it('is described by the OpenAPI document, beside those of every other device', () => {
    const document = openApiDocument([], '1', [...subsystems, rainTank])
    const schemas = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), z.unknown()) })) }) })
      .parse(document).components.schemas
    expect(Object.keys(schemas['rainTank.tank']?.properties ?? {})).toEqual(['level', 'used', 'pump', 'turbidity', 'battery', 'signal', 'time'])
    expect(schemas['rainTank.tank']?.properties.pump).toMatchObject({ type: 'string', enum: ['idle', 'running', 'faulty'] })
    for (const { id, devices } of subsystems)
      for (const [type, { points }] of Object.entries(devices))
        expect(Object.keys(schemas[`${id}.${type}`]?.properties ?? {}), `${id}.${type}`).toEqual([...Object.keys(points), 'time'])
    expect(openApiFaults(document)).toEqual([])
  })

  it('is taken in, and what it cannot be is refused with the reason', async () => {
    const { ingest, told } = await makeIngest({ now: noon, register, directory: temporaryDirectory() })
    const source = { via: 'http', origin: 'measured', who: 'test' } as const
    const acceptance = await ingest.accept(
      [
        { device: 'tank-1', point: 'level', value: 41.26, time: noon },
        { device: 'tank-1', point: 'pump', value: 'sleeping', time: noon },
        { device: 'tank-1', point: 'depth', value: 3, time: noon },
      ],
      source,
    )
    expect(acceptance.accepted).toBe(1)
    expect(acceptance.quarantined.map(({ index, code }) => [index, code])).toEqual([
      [1, 'unknown_state'],
      [2, 'unknown_point'],
    ])
    expect([...(told.readings[0]?.batch.value ?? [])]).toEqual([41.3])
  })
})

describe('the contract of all subsystems', () => {
  const tank = present(rainTank.devices.tank)
  const withTank = (changes: Partial<DeviceType>): Subsystem => ({ ...rainTank, devices: { tank: { ...tank, ...changes } } })
  const withPoint = (id: string, changes: object): Subsystem =>
    withTank({ points: { ...tank.points, [id]: Object.assign({}, present(tank.points[id]), changes) } })
  const withAlarm = (alarm: Partial<Alarm>): Subsystem =>
    withTank({ alarms: { ...tank.alarms, odd: { ...lifeSafety({ ...words, when: above('level', 50, { deadband: 1 }) }), ...alarm } } })

  it.each<readonly [string, Subsystem, string]>([
    ['too few points', withTank({ points: { level: present(tank.points.level) }, headline: ['level'] }), 'fewer than 6 points'],
    ['no source', withTank({ source: 'somebody said so' }), 'cites no source'],
    ['an unknown headline', withTank({ headline: ['depth'] }), "names 'depth'"],
    ['an unknown point under the overlay', withTank({ shows: { overlay: 'lamp', by: 'depth' } }), "names 'depth'"],
    ['a resolution that does not divide', withPoint('level', { resolution: 0.3 }), 'does not divide'],
    ['more steps than the wire carries', withPoint('level', { range: [0, 1e6], resolution: 1e-4 }), 'more steps'],
    ['a typical day of 23 hours', withPoint('level', { usual: { shape: 'daily', hours: new Array(23).fill(5), spread: 0 } }), 'not 24 hours'],
    ['a typical day out of range', withPoint('level', { usual: { shape: 'steady', value: 101, spread: 0 } }), 'leaves its range'],
    ['a limit beyond the range', withAlarm({ when: above('level', 100, { deadband: 1 }) }), 'cannot be reached'],
    ['a dead band from which nothing returns', withAlarm({ when: above('level', 50, { deadband: 60 }) }), 'cannot be reached'],
    ['a state that is not declared', withAlarm({ when: { test: 'is', point: 'pump', value: 'sleeping' } }), 'cannot run'],
    ['life-safety that waits', withAlarm({ onDelaySeconds: 5 }), 'loosens the timers'],
    ['life-safety that forgets', withAlarm({ latch: false }), 'loosens the timers'],
    ['a text without Chinese', withAlarm({ response: { zh: 'look', en: 'Look' } }), 'is not Chinese'],
    ['Chinese with a Latin comma', withAlarm({ response: { zh: '先看,再报', en: 'Look, then report' } }), 'marks of another script'],
    ['a text without English', withAlarm({ response: { zh: '看', en: ' ' } }), 'nothing in English'],
    [
      'a command confirmed by nothing',
      withTank({ commands: { drain: { name: words.name, danger: 'safe', arguments: {}, confirmedBy: { point: 'valve', value: true } } } }),
      "confirmed by 'valve'",
    ],
    ['a summary of what is not there', { ...rainTank, summary: { ...rainTank.summary, point: 'depth' } }, 'not declared'],
    ['no watch over its silence', withTank({ alarms: { pumpFaulty: present(tank.alarms.pumpFaulty), dry: present(tank.alarms.dry) } }), 'own silence'],
  ])('finds %s', (_, broken, fault) => {
    expect(faultsOf(broken).join('\n')).toContain(fault)
  })
})
