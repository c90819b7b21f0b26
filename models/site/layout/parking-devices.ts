import type { Device } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import { lengthOf, stationsOf, stepOf } from '../planar.ts'
import { at, type Laid, type Survey, twoDigits } from './rule.ts'

/** A sensor in each bay, a barrier at each gate for vehicles, a post at each charging bay, a watch on each fire lane. */
export function parkingDevices({ community }: Survey): Laid {
  const devices: Device[] = community.bays.map((bay) => ({
    id: `bay-${bay.id}`,
    type: 'parking.bay',
    place: { bay: bay.id },
    position: at(bay.position, 0.02),
    heading: bay.heading,
  }))
  for (const gate of community.gates) {
    const [ex, ey] = stepOf(gate.heading)
    const [x, y] = gate.position
    const post: Position2 = [x + ey * (gate.widthMeters / 2 - 0.6), y - ex * (gate.widthMeters / 2 - 0.6)]
    if (gate.passes !== 'people')
      devices.push({ id: `gate-${gate.id}`, type: 'parking.gate', place: { gate: gate.id }, position: at(post, 1), heading: gate.heading })
    if (gate.passes !== 'vehicles')
      devices.push({
        id: `door-gate-${gate.id}`,
        type: 'access.door',
        place: { gate: gate.id },
        position: at([x - ey * (gate.widthMeters / 2), y + ex * (gate.widthMeters / 2)], 1.3),
        heading: gate.heading,
      })
  }
  community.bays
    .filter(({ use }) => use === 'charging')
    .forEach((bay, index) => {
      const [ex, ey] = stepOf(bay.heading)
      const ahead = bay.lengthMeters / 2 + 0.35
      const post: Position2 = [bay.position[0] + ex * ahead, bay.position[1] + ey * ahead]
      devices.push({
        id: `charger-${twoDigits(index + 1)}`,
        type: 'parking.charger',
        place: { bay: bay.id },
        position: at(post, 1.2),
        settings: { ratedKilowatts: 7 },
      })
    })
  community.roads
    .filter(({ fireLane, kind }) => fireLane && kind !== 'street')
    .forEach((road, index) => {
      const [middle] = stationsOf(road.line, 1e6, lengthOf(road.line) / 2)
      if (!middle) return
      const aside = middle.angle - Math.PI / 2
      const reach = road.widthMeters / 2 + 0.5
      const pole: Position2 = [middle.position[0] + Math.cos(aside) * reach, middle.position[1] + Math.sin(aside) * reach]
      devices.push({
        id: `lane-${twoDigits(index + 1)}`,
        type: 'parking.lane',
        ...(road.name ? { name: road.name } : {}),
        place: {},
        position: at(pole, 4),
        line: road.line,
        settings: { road: road.id },
      })
    })
  return { devices, assumed: [] }
}
