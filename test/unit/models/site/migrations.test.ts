import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildRegister } from '../../../../models/register.ts'
import { schemaVersion } from '../../../../models/site/community.ts'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'

/** Files as they were written when their form was the newest. They are never made anew. */
const folder = join(import.meta.dirname, '../../../fixtures/communities')
const read = (form: number): Record<string, unknown> => JSON.parse(readFileSync(join(folder, `form-${form}.json`), 'utf8'))

describe('an old community file', () => {
  it('is kept of every form there ever was', () => {
    expect(readdirSync(folder).sort()).toEqual(Array.from({ length: schemaVersion + 1 }, (_, form) => `form-${form}.json`))
  })

  it.each(Array.from({ length: schemaVersion + 1 }, (_, form) => form))('of form %i is opened, brought up, and every device in it known', (form) => {
    const old = read(form)
    expect(old.schema ?? 0).toBe(form)
    const community = parseCommunity(old)
    expect(community.schema).toBe(schemaVersion)
    expect(community.buildings.map(({ id, units }) => [id, units.length])).toEqual([['5', 4]])
    const { unknown, devices } = buildRegister(community, subsystems)
    expect(unknown).toEqual([])
    expect(devices.size).toBe(community.devices.length)
  })

  it('of form 1 says what it said', () => {
    expect(parseCommunity(read(1))).toEqual(read(1))
  })

  it('of form 0, which named no frame, no source and no remarks, keeps the rest as it was', () => {
    const old = read(0)
    expect(Object.keys(old)).not.toContain('sourceFrame')
    expect(parseCommunity(old)).toEqual({ ...old, schema: 1, sourceFrame: 'local', attribution: '', assumed: [], omitted: [] })
  })

  it('is not changed by being opened', () => {
    const old = read(0)
    parseCommunity(old)
    expect(old).toEqual(read(0))
  })
})

describe('a community file that cannot be read', () => {
  it.each<readonly [string, unknown, RegExp]>([
    ['of a form to come', { ...read(1), schema: schemaVersion + 1 }, /use a newer version/],
    ['with a place that is wrong', { ...read(1), timeZone: 8 }, /wrong at timeZone/],
    ['with a field nobody knows', { ...read(1), colour: 'red' }, /wrong at/],
    ['that is a list', [], /holds something else/],
  ])('%s is refused with the place and the remedy', (_, file, message) => {
    expect(() => parseCommunity(file)).toThrow(message)
  })
})
