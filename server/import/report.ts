import { buildRegister } from '../../models/register.ts'
import type { Community, Remark } from '../../models/site/community.ts'
import { countHomes } from '../../models/site/homes.ts'
import type { Subsystem } from '../../models/subsystem.ts'

export type Counts = Readonly<Record<string, number>>

export function countsOf(community: Community, subsystems: readonly Subsystem[]): Counts {
  return {
    buildings: community.buildings.length,
    units: community.buildings.reduce((sum, { units }) => sum + units.length, 0),
    homes: countHomes(community),
    devices: community.devices.length,
    points: buildRegister(community, subsystems).pointCount,
    links: community.links.length,
    roads: community.roads.length,
    areas: community.areas.length,
    bays: community.bays.length,
    fences: community.fences.length,
    gates: community.gates.length,
    trees: community.trees.length,
    lamps: community.lamps.length,
    hydrants: community.hydrants.length,
    wasteStations: community.wasteStations.length,
  }
}

const lineOf = ({ what, count, why }: Remark): string => `  ${what} × ${count}: ${why.zh} / ${why.en}`

/** For people: what came out, what was supposed, what was left out. */
export function reportText({ name, assumed, omitted, attribution }: Community, counts: Counts, out: string): string {
  return [
    `${name.zh} → ${out}`,
    ...Object.entries(counts).map(([what, count]) => `  ${what}: ${count}`),
    '推定 / Assumed',
    ...assumed.map(lineOf),
    '未采用 / Left out',
    ...omitted.map(lineOf),
    attribution,
    '',
  ].join('\n')
}
