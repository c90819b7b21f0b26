import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildRegister } from '../../../../models/register.ts'
import type { Community } from '../../../../models/site/community.ts'
import type { Position2 } from '../../../../models/site/geometry.ts'
import { homesOf } from '../../../../models/site/homes.ts'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { contains, distanceToRing, insidePoint } from '../../../../models/site/planar.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { emptyOsm } from '../../../../server/import/osm-data.ts'
import { readOsm } from '../../../../server/import/read-osm.ts'
import { countsOf } from '../../../../server/import/report.ts'
import { importData, transform } from '../../../support/osm-maps.ts'

/**
 * What the map itself holds was counted in the files by another program: building ways + building points + building
 * multipolygons; barrier nodes; barrier ways. What rules make of it (`made`) is what they made when last looked at.
 */
const maps = [
  {
    file: '../shared/data/osm-beijing-bupt/map.osm',
    mapped: { buildings: 109 + 3 + 2, gates: 21 + 4 + 3, fences: 23 + 3 + 4, lamps: 0, wasteStations: 5 },
    made: { units: 180, homes: 1669, areas: 99, bays: 526 },
    lawns: 24,
    storeysSupposed: 113,
  },
  {
    file: '../shared/data/osm-beijing-cau/map.osm',
    mapped: { buildings: 255 + 1 + 2, gates: 15 + 6 + 2 + 1, fences: 13 + 2 + 2, lamps: 21, wasteStations: 0 },
    made: { units: 317, homes: 3579, areas: 98, bays: 1621 },
    lawns: 41,
    storeysSupposed: 252,
  },
]

for (const { file, mapped, made, lawns, storeysSupposed } of maps)
  describe.skipIf(!existsSync(file))(`the real map ${file}`, () => {
    const data = emptyOsm()
    let community: Community
    beforeAll(async () => {
      await readOsm(file, data)
      community = importData(data)
    }, 60_000)

    it('becomes a living community with every building, gate, fence, lamp and waste point of the map', () => {
      const counts = countsOf(community, subsystems)
      expect(counts).toMatchObject({ ...mapped, ...made })
      expect(counts.devices).toBeGreaterThan(3 * (counts.homes ?? 0))
      const supposed = (what: string) => community.assumed.find((remark) => remark.what === what)?.count
      expect(supposed('storeys')).toBe(storeysSupposed)
      expect(community.buildings.filter(({ assumed }) => assumed.includes('storeys'))).toHaveLength(storeysSupposed)
      expect(supposed('lawns')).toBe(lawns)
      expect(community.areas.filter(({ id, kind }) => kind === 'lawn' && id.startsWith('lawn-'))).toHaveLength(lawns)
      expect(community.attribution).toContain('OpenStreetMap')

      const register = buildRegister(parseCommunity(JSON.parse(JSON.stringify(community))), subsystems)
      expect(register.unknown).toEqual([])
      expect(new Set(community.devices.map(({ id }) => id)).size).toBe(community.devices.length)
      let outside = 0
      const seen = new Set<string>()
      for (const { plan, unit, building } of homesOf(community)) {
        if (seen.has(`${unit.id}/${plan.key}`)) continue
        seen.add(`${unit.id}/${plan.key}`)
        for (const corner of plan.outline) {
          outside = Math.max(outside, distanceToRing(building.outline, corner))
          for (const hole of building.holes) expect(contains(hole, corner), unit.id).toBe(false)
        }
      }
      expect(outside).toBeLessThan(0.03)
    })

    it('supposes lawns where nothing else is', () => {
      for (const { id, outline, holes } of community.areas.filter(({ id: each }) => each.startsWith('lawn-'))) {
        const covers = (place: Position2): boolean => distanceToRing(outline, place) < -0.3 && !holes.some((hole) => contains(hole, place))
        for (const building of community.buildings)
          expect(covers(insidePoint(building.outline)) && building.holes.length === 0, `${id} ${building.id}`).toBe(false)
        for (const bay of community.bays) expect(covers(bay.position), `${id} bay ${bay.id}`).toBe(false)
      }
    })

    it.each([1.1, 2.5, 4, 5.7])('gives the same counts moved, turned by %s and numbered anew', (turn) => {
      const still = countsOf(community, subsystems)
      const moved = countsOf(importData(transform(data, { turn, longitude: 3.2, latitude: -6.5, salt: 12345 })), subsystems)
      if (turn === 1.1) expect(moved).toEqual(still)
      // Turned to another side of the compass a camera at a blunt corner of the boundary may come or go, with its points and link.
      const { devices = 0, points: _, links: __, ...rest } = moved
      expect(still).toMatchObject(rest)
      expect(Math.abs(devices - (still.devices ?? 0))).toBeLessThanOrEqual(1)
    })
  })
