import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildRegister } from '../../../../models/register.ts'
import { homesOf } from '../../../../models/site/homes.ts'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { contains, distanceToRing } from '../../../../models/site/planar.ts'
import { subsystems } from '../../../../models/subsystems/index.ts'
import { emptyOsm } from '../../../../server/import/osm-data.ts'
import { readOsm } from '../../../../server/import/read-osm.ts'
import { countsOf } from '../../../../server/import/report.ts'
import { importData, transform } from '../../../support/osm-maps.ts'

/** Counted in the files by another program: building ways + building points + building multipolygons; barrier nodes; barrier ways. */
const maps = [
  { file: '../shared/data/osm-beijing-bupt/map.osm', buildings: 109 + 3 + 2, gates: 21 + 4 + 3, fences: 23 + 3 + 4, lamps: 0, wasteStations: 5 },
  { file: '../shared/data/osm-beijing-cau/map.osm', buildings: 255 + 1 + 2, gates: 15 + 6 + 2 + 1, fences: 13 + 2 + 2, lamps: 21, wasteStations: 0 },
]

for (const { file, ...expected } of maps)
  describe.skipIf(!existsSync(file))(`the real map ${file}`, () => {
    it('becomes a living community with every building, gate, fence, lamp and waste point of the map', async () => {
      const data = emptyOsm()
      await readOsm(file, data)
      const community = importData(data)
      const counts = countsOf(community, subsystems)
      expect(counts).toMatchObject(expected)
      expect(counts.homes).toBeGreaterThan(1000)
      expect(counts.devices).toBeGreaterThan(3 * (counts.homes ?? 0))
      expect(community.assumed.find(({ what }) => what === 'storeys')?.count).toBeGreaterThan(100)
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

    it('gives the same counts moved, turned and numbered anew', async () => {
      const data = emptyOsm()
      await readOsm(file, data)
      const still = countsOf(importData(data), subsystems)
      const moved = countsOf(importData(transform(data, { turn: 1.1, longitude: 3.2, latitude: -6.5, salt: 12345 })), subsystems)
      expect(moved).toEqual(still)
    })
  })
