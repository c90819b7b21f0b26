import type { Community } from '../../site/community.ts'
import { schemaVersion } from '../../site/community.ts'
import { layoutDevices } from '../../site/layout/layout-devices.ts'
import { seededRandom } from '../../site/random.ts'
import { makeAreas, openAreas } from './areas.ts'
import { makeBays } from './bays.ts'
import { boundary, makeFences, makeGates } from './boundary.ts'
import { makeEntrancePaths } from './entrance-paths.ts'
import { makeExtinguishers } from './extinguishers.ts'
import { makeAssemblyPoints, makeHydrants, makeWasteStations } from './furniture.ts'
import type { Ground } from './ground.ts'
import { makeLamps } from './lamps.ts'
import { makeBungalows } from './make-bungalows.ts'
import { makeServices } from './make-services.ts'
import { makeSlab } from './make-slab.ts'
import { makeTower } from './make-tower.ts'
import { makeRoads } from './roads.ts'
import { slabs } from './rows.ts'
import { makeTrees } from './trees.ts'

const seed = 1984

/** 幸福里: a compound that does not exist, built like those of Beijing between 1979 and 1996. The same on every machine. */
export function makeXingfuli(): Community {
  const random = seededRandom(seed)
  const buildings = [...slabs.map(makeSlab), makeTower('26'), ...makeBungalows(), ...makeServices()]
  const streets = makeRoads()
  const roads = [...streets, ...makeEntrancePaths(buildings, streets)]
  const shafts = buildings.flatMap(({ units }) => units.flatMap(({ lifts }) => lifts.map(({ shaft }) => shaft)))
  const ground: Ground = {
    buildings: [...buildings.map(({ outline }) => outline), ...shafts],
    roads,
    bays: [],
    poles: [],
    open: openAreas.map(({ outline }) => outline),
  }
  const gone = Array.from({ length: 160 }, () => random() < 0.62)
  const bays = makeBays(ground, (group) => gone[group] ?? false)
  const lamps = makeLamps(ground)
  const hydrants = makeHydrants(ground)
  const wasteStations = makeWasteStations(ground)
  const trees = makeTrees(ground, random)
  const bare: Community = {
    schema: schemaVersion,
    id: 'xingfuli',
    name: { zh: '幸福里', en: 'Xingfuli' },
    origin: { longitude: 116.3127, latitude: 39.8846 },
    sourceFrame: 'local',
    timeZone: 'Asia/Shanghai',
    attribution: 'Linli; a fictional compound, made by rule',
    boundary,
    buildings,
    roads,
    areas: makeAreas({ buildings, roads, bays }),
    bays,
    fences: makeFences(),
    gates: makeGates(),
    trees,
    lamps,
    hydrants,
    extinguishers: makeExtinguishers(buildings),
    wasteStations,
    assemblyPoints: makeAssemblyPoints(),
    devices: [],
    links: [],
    assumed: [],
    omitted: [],
  }
  return { ...bare, ...layoutDevices(bare) }
}
