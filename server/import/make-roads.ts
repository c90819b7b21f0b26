import type { Building } from '../../models/site/building.ts'
import type { Polyline, Position2, Ring } from '../../models/site/geometry.ts'
import type { Road } from '../../models/site/grounds.ts'
import { between2, centroidOf, distanceToLine, distanceToRing, lengthOf, roundPosition } from '../../models/site/planar.ts'
import type { Ledger } from './ledger.ts'
import type { Tags } from './osm-data.ts'
import { lines, type Picker } from './picker.ts'

type Class = { readonly kind: Road['kind']; readonly width: number }
const street = (width: number): Class => ({ kind: 'street', width })
const path = (width: number): Class => ({ kind: 'path', width })
const classes: Readonly<Record<string, Class>> = {
  motorway: street(15),
  motorway_link: street(8),
  trunk: street(15),
  trunk_link: street(8),
  primary: street(14),
  primary_link: street(8),
  secondary: street(12),
  secondary_link: street(7),
  tertiary: street(9),
  tertiary_link: street(7),
  unclassified: street(7),
  residential: { kind: 'main', width: 6 },
  living_street: { kind: 'main', width: 5.6 },
  service: { kind: 'lane', width: 4.6 },
  pedestrian: path(4),
  footway: path(2),
  path: path(1.6),
  steps: path(1.8),
  cycleway: path(2.5),
  track: path(3),
  corridor: path(2),
  crossing: path(3),
}

/** Roads end this far outside the compound. */
const reachMeters = 150
const whyWidth = { zh: '未标路宽，按道路等级取值', en: 'No width given; taken by the class of road' }
const whyFar = { zh: '远离社区的道路不纳入', en: 'Roads far from the community are left out' }
const whyLane = { zh: '通达住宅的车行路按消防车道看管', en: 'Carriageways that reach homes are watched as fire lanes' }

export function makeRoads(
  pick: Picker,
  boundary: Ring,
  buildings: readonly Building[],
  ledgers: { readonly assumed: Ledger; readonly omitted: Ledger },
): Road[] {
  const homes = buildings.filter(({ units }) => units.length > 0).map(({ outline }) => centroidOf(outline))
  const roads: Road[] = []
  for (const { tags, line } of pick(lines(({ highway }) => highway !== undefined && classes[highway] !== undefined))) {
    const near = nearPart(line, boundary)
    const type = classes[tags.highway ?? '']
    if (!near || !type) {
      ledgers.omitted.add('roads', whyFar)
      continue
    }
    const given = Number.parseFloat(tags.width ?? '')
    const widthMeters = given > 0.5 && given < 80 ? given : type.width
    if (widthMeters !== given) ledgers.assumed.add('roadWidths', whyWidth)
    const fireLane = isFireLane(type.kind, near, homes)
    if (fireLane) ledgers.assumed.add('fireLanes', whyLane)
    roads.push({ id: `road-${roads.length + 1}`, name: nameOf(tags), kind: type.kind, line: near.map(roundPosition), widthMeters, fireLane })
  }
  return roads
}

const nameOf = ({ name, 'name:en': english }: Tags): Road['name'] => (name ? { zh: name.slice(0, 80), en: (english ?? name).slice(0, 80) } : null)

const isFireLane = (kind: Road['kind'], line: Polyline, homes: readonly Position2[]): boolean =>
  (kind === 'main' || (kind === 'lane' && lengthOf(line) > 80)) && homes.some((home) => distanceToLine(line, home) < 30)

/** The longest run of a road that is near the compound. */
function nearPart(line: Polyline, boundary: Ring): Polyline | null {
  const isNear = (position: Position2): boolean => distanceToRing(boundary, position) < reachMeters
  let best: Position2[] = []
  let run: Position2[] = []
  line.forEach((position, index) => {
    const [before, after] = [line[index - 1], line[index + 1]]
    const near =
      isNear(position) || (before !== undefined && isNear(between2(before, position, 0.5))) || (after !== undefined && isNear(between2(position, after, 0.5)))
    run = near ? [...run, position] : []
    if (run.length > best.length) best = run
  })
  return best.length >= 2 ? best : null
}
