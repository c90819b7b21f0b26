import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildRegister } from '../../../../models/register.ts'
import type { Community } from '../../../../models/site/community.ts'
import { toGcj02 } from '../../../../models/site/frames.ts'
import { homesOf } from '../../../../models/site/homes.ts'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { distanceToRing } from '../../../../models/site/planar.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { emptyOsm } from '../../../../server/import/osm-data.ts'
import { readOsm } from '../../../../server/import/read-osm.ts'
import { countsOf } from '../../../../server/import/report.ts'
import { importData, importFile, smallMap, transform, writeMap } from '../../../support/osm-maps.ts'

const counts = (community: Community) => countsOf(community, subsystems)
const remark = (remarks: Community['omitted'], what: string) => remarks.find((one) => one.what === what)

describe('importing a small map', () => {
  it('makes four entrances of the four that are mapped, six storeys by rule, and says so', async () => {
    const community = await importFile(await writeMap(smallMap()))
    const [building] = community.buildings
    expect(building).toMatchObject({ id: '5', kind: 'walkup', storeys: 6 })
    expect(building?.assumed).toContain('storeys')
    expect(building?.assumed).not.toContain('entrances')
    expect(building?.units).toHaveLength(4)
    expect(counts(community)).toMatchObject({ buildings: 1, homes: 48, roads: 1, lamps: 1 })
    expect(remark(community.assumed, 'storeys')?.count).toBe(1)
    expect(community.devices.some(({ id }) => id === 'smoke-5-2-501-kitchen')).toBe(true)
  })

  it('takes the storeys that the map gives', async () => {
    const community = await importFile(await writeMap(smallMap().replace('v="apartments"/>', 'v="apartments"/><tag k="building:levels" v="4"/>')))
    expect(community.buildings[0]?.storeys).toBe(4)
    expect(community.buildings[0]?.assumed).not.toContain('storeys')
  })

  it('fits two rows of ten bays into 25 m by 16.5 m', async () => {
    expect((await importFile(await writeMap(smallMap()))).bays).toHaveLength(20)
  })

  it('keeps the courtyard of a multipolygon as a hole', async () => {
    const map =
      smallMap(`<node id="1" lat="39.9610" lon="116.3500"/><node id="2" lat="39.9610" lon="116.3506"/><node id="3" lat="39.9614" lon="116.3506"/><node id="4" lat="39.9614" lon="116.3500"/>
      <node id="5" lat="39.9611" lon="116.3502"/><node id="6" lat="39.9611" lon="116.3504"/><node id="7" lat="39.9613" lon="116.3504"/>
      <way id="50"><nd ref="1"/><nd ref="2"/><nd ref="3"/></way><way id="51"><nd ref="3"/><nd ref="4"/><nd ref="1"/></way><way id="52"><nd ref="5"/><nd ref="6"/><nd ref="7"/><nd ref="5"/></way>
      <relation id="60"><member type="way" ref="50" role="outer"/><member type="way" ref="51" role="outer"/><member type="way" ref="52" role="inner"/><tag k="type" v="multipolygon"/><tag k="building" v="school"/></relation>`)
    const building = (await importFile(await writeMap(map))).buildings.find(({ kind }) => kind === 'school')
    expect(building?.outline).toHaveLength(4)
    expect(building?.holes).toHaveLength(1)
  })

  it('reads GCJ-02 as the same place on the ground', async () => {
    const truth = await importFile(await writeMap(smallMap()))
    const shifted = smallMap().replace(/lat="([\d.]+)" lon="([\d.]+)"/g, (_, latitude, longitude) => {
      const there = toGcj02({ latitude: Number(latitude), longitude: Number(longitude) })
      return `lat="${there.latitude}" lon="${there.longitude}"`
    })
    const community = await importFile(await writeMap(shifted), 'gcj02')
    expect(community.sourceFrame).toBe('GCJ-02')
    expect(community.origin.longitude).toBeCloseTo(truth.origin.longitude, 6)
    expect(community.origin.latitude).toBeCloseTo(truth.origin.latitude, 6)
    expect(counts(community)).toEqual(counts(truth))
  })
})

describe('importing flawed maps', () => {
  it('keeps what comes before the break of a truncated file and says where it broke', async () => {
    const whole = smallMap()
    const community = await importFile(await writeMap(whole.slice(0, whole.indexOf('<way id="3"') + 30)))
    expect(community.buildings).toHaveLength(1)
    expect(community.bays).toHaveLength(0)
    expect(remark(community.omitted, 'restOfFile')?.why.en).toMatch(/map-\d+\.osm/)
  })

  it('keeps the newer of two nodes with the same id', async () => {
    const community = await importFile(await writeMap(smallMap('<node id="101" version="0" lat="39.96" lon="116.35"/>')))
    expect(remark(community.omitted, 'duplicates')?.count).toBe(1)
    expect(community.buildings).toHaveLength(1)
  })

  it('draws a building without the corner that is missing, and counts it', async () => {
    const community = await importFile(await writeMap(smallMap().replace('<nd ref="105"/>', '<nd ref="999999"/>')))
    expect(remark(community.omitted, 'nodes')?.count).toBe(1)
    expect(community.buildings).toHaveLength(1)
  })

  it('leaves out nodes with impossible coordinates', async () => {
    const community = await importFile(await writeMap(smallMap('<node id="7" lat="abc" lon="1"/><node id="8" lat="1" lon="999"/><node lat="1" lon="1"/>')))
    expect(remark(community.omitted, 'badNodes')?.count).toBe(3)
  })

  it('numbers buildings where there are no names at all', async () => {
    const community = await importFile(await writeMap(smallMap().replace('<tag k="name" v="5号楼"/>', '')))
    expect(community.buildings[0]?.id).toBe('b1')
    expect(community.devices.some(({ id }) => id === 'electricity-b1-1-101')).toBe(true)
  })

  const refused: readonly [string, string, RegExp][] = [
    ['an empty file', '', /empty/],
    ['a file with a document type', `<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><osm/>`, /document type/],
    ['a map without buildings', '<osm version="0.6"/>', /no building/],
    ['other XML', '<gpx/>', /not <osm>/],
    ['no XML', 'hello', /not XML/],
  ]
  for (const [what, text, message] of refused)
    it(`refuses ${what} with one clear line`, async () => {
      await expect(importFile(await writeMap(text))).rejects.toThrow(message)
    })

  it('refuses a file beyond the limit before it reads it', async () => {
    await expect(readOsm(await writeMap(smallMap()), emptyOsm(), 1000)).rejects.toThrow(/limit/)
  })

  it('takes a tag named __proto__ as a tag like any other', async () => {
    await importFile(await writeMap(smallMap('<node id="9" lat="39.96" lon="116.35"><tag k="__proto__" v="x"/><tag k="constructor" v="y"/></node>')))
    expect(Object.prototype).not.toHaveProperty('x')
  })
})

describe('a map moved, turned and numbered anew', () => {
  it('gives the same counts', async () => {
    const data = emptyOsm()
    await readOsm(await writeMap(smallMap()), data)
    const still = counts(importData(data))
    const move = fc.record({
      turn: fc.double({ min: 0, max: 6.28, noNaN: true }),
      longitude: fc.double({ min: -8, max: 8, noNaN: true }),
      latitude: fc.double({ min: -12, max: 8, noNaN: true }),
      salt: fc.integer({ min: 1, max: 1e6 }),
    })
    fc.assert(
      fc.property(move, (by) => {
        expect(counts(importData(transform(data, by)))).toEqual(still)
      }),
      { seed: 7, numRuns: 25 },
    )
  })
})

describe('what comes out', () => {
  it('is a valid community whose homes lie inside their building, and builds a register without unknown devices', async () => {
    const community = parseCommunity(JSON.parse(JSON.stringify(await importFile(await writeMap(smallMap())))))
    const register = buildRegister(community, subsystems)
    expect(register.unknown).toEqual([])
    expect(register.pointCount).toBeGreaterThan(500)
    for (const { plan, building } of homesOf(community)) for (const corner of plan.outline) expect(distanceToRing(building.outline, corner)).toBeLessThan(0.02)
  })
})
