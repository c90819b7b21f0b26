import type { Community, Remark } from '../community.ts'
import type { Device } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import { centroidOf, stepOf } from '../planar.ts'
import { at, type Laid, type Survey } from './rule.ts'

/** The four kinds of Beijing's rules on household waste (2020). */
const wasteKinds = ['kitchen', 'recyclable', 'hazardous', 'other'] as const
const binPitch = 0.75

/** A controller in each lamp and at each circuit's cabinet, bins, parcel lockers inside the gates, stations for the air. */
export function streetDevices({ community, homes }: Survey): Laid {
  return {
    devices: [...lampDevices(community), ...binDevices(community), ...lockerDevices(community, homes.length), ...airStations(community)],
    assumed: community.gates.length > 0 ? [placedByGates(community)] : [],
  }
}

function lampDevices({ lamps }: Community): Device[] {
  const devices: Device[] = lamps.map((lamp) => ({
    id: `lamp-${lamp.id}`,
    type: 'lighting.lamp',
    place: { lamp: lamp.id },
    position: at(lamp.position, lamp.heightMeters),
  }))
  const circuits = new Map<string, Position2>()
  for (const lamp of lamps) if (!circuits.has(lamp.circuit)) circuits.set(lamp.circuit, lamp.position)
  for (const [circuit, [x, y]] of circuits) devices.push({ id: `circuit-${circuit}`, type: 'lighting.circuit', place: {}, position: at([x + 0.6, y], 1.1) })
  return devices
}

function binDevices({ wasteStations }: Community): Device[] {
  return wasteStations.flatMap(({ id, position: [x, y], heading }) => {
    const [ex, ey] = stepOf(heading + 90)
    return wasteKinds.map((kind, index): Device => {
      const along = (index - (wasteKinds.length - 1) / 2) * binPitch
      return {
        id: `bin-${id}-${kind}`,
        type: 'waste.bin',
        place: { wasteStation: id },
        position: at([x + ex * along, y + ey * along], 1),
        heading,
        settings: { kind },
      }
    })
  })
}

const homesPerLocker = 300

/** Four metres inside the gates, to the right of who comes in; one for so many homes, no more than there are gates. */
function lockerDevices({ gates }: Community, homes: number): Device[] {
  return gates.slice(0, Math.max(1, Math.ceil(homes / homesPerLocker))).map(({ id, position: [x, y], heading, widthMeters }, index) => {
    const [ex, ey] = stepOf(heading)
    const aside = widthMeters / 2 + 2.6
    return {
      id: `locker-${index + 1}`,
      type: 'locker.cabinet',
      place: { gate: id },
      position: at([x - ex * 4 - ey * aside, y - ey * 4 + ex * aside], 0.9),
      heading,
    }
  })
}

/** One where people spend their time outdoors, one at each gate where the street is near. */
function airStations({ boundary, gates, areas }: Community): Device[] {
  const gathering = areas
    .filter(({ kind }) => kind === 'playground' || kind === 'garden')
    .slice(0, 1)
    .map(({ outline }) => outline[0] ?? centroidOf(outline))
  const byGates = gates.map(({ position: [x, y], heading, widthMeters }): Position2 => {
    const [ex, ey] = stepOf(heading)
    const aside = widthMeters / 2 + 1.2
    return [x - ex * 7 + ey * aside, y - ey * 7 - ex * aside]
  })
  return [centroidOf(boundary), ...gathering, ...byGates]
    .slice(0, 6)
    .map((place, index) => ({ id: `station-${index + 1}`, type: 'environment.station', place: {}, position: at(place, 3.2) }))
}

const placedByGates = ({ gates }: Community): Remark => ({
  what: 'gateEquipment',
  count: gates.length,
  why: { zh: '快递柜和环境监测站按出入口规则布设', en: 'Parcel lockers and air stations are placed by rule at the gates' },
})
