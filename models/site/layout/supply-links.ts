import type { Building } from '../building.ts'
import type { Device, Link } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import { centroidOf, distance } from '../planar.ts'
import type { Survey } from './rule.ts'

/** Reached by radio through their building's gateway, as they run on batteries. */
const byRadio = new Set(['smoke.detector', 'metering.water', 'call.button', 'fall.radar', 'health.band', 'parking.bay', 'waste.bin'])
/** Fed from the mains of the grounds. */
const fedOutdoors = new Set(['lighting.circuit', 'parking.charger', 'parking.gate', 'parking.lane', 'locker.cabinet', 'environment.station'])
const hostKinds = new Set(['gatehouse', 'substation', 'pump-house', 'activity'])

/** Which thing fails when which other fails: power, water, heat, and the ways the data take. */
export function supplyLinks(survey: Survey, devices: readonly Device[]): Link[] {
  return [...powerLinks(survey, devices), ...pipeLinks(survey), ...lampLinks(survey), ...dataLinks(survey, devices)]
}

function powerLinks({ community, residential }: Survey, devices: readonly Device[]): Link[] {
  const transformers = devices.filter(({ type }) => type === 'metering.transformer')
  const links: Link[] = []
  const shares = new Map<string, number>()
  const feed = (place: Position2, to: string): void => {
    const sorted = [...transformers].sort((a, b) => reach(a, place) - reach(b, place) || (shares.get(a.id) ?? 0) - (shares.get(b.id) ?? 0))
    const from = sorted[0]
    if (!from) return
    shares.set(from.id, (shares.get(from.id) ?? 0) + 1)
    links.push({ kind: 'power', from: from.id, to })
  }
  for (const building of community.buildings) feed(centroidOf(building.outline), building.id)
  for (const building of residential) for (const unit of building.units) links.push({ kind: 'power', from: building.id, to: unit.id })
  for (const device of devices) {
    const { unit, home } = device.place
    if (device.type === 'metering.electricity' && unit && home)
      links.push({ kind: 'power', from: unit, to: device.id }, { kind: 'power', from: device.id, to: home })
    else if (unit && !home && !byRadio.has(device.type)) links.push({ kind: 'power', from: unit, to: device.id })
    else if (fedOutdoors.has(device.type)) feed([device.position[0], device.position[1]], device.id)
  }
  return links
}

/** Transformers in one room are as near as each other: the load then goes to the one that feeds less. */
const reach = ({ position: [x, y] }: Device, place: Position2): number => Math.round(distance([x, y], place) / 12)

function pipeLinks({ community, residential, homes }: Survey): Link[] {
  const pump = community.buildings.find(({ kind }) => kind === 'pump-house')
  const heating = community.buildings.find(({ kind }) => kind === 'heating')
  const links: Link[] = []
  for (const building of residential) {
    if (pump) links.push({ kind: 'water', from: pump.id, to: building.id })
    if (heating) links.push({ kind: 'heat', from: heating.id, to: building.id })
    for (const unit of building.units) links.push({ kind: 'water', from: building.id, to: unit.id })
  }
  for (const { home, unit } of homes)
    links.push({ kind: 'water', from: unit.id, to: `water-${home.id}` }, { kind: 'water', from: `water-${home.id}`, to: home.id })
  return links
}

const lampLinks = ({ community }: Survey): Link[] => community.lamps.map(({ id, circuit }) => ({ kind: 'power', from: `circuit-${circuit}`, to: `lamp-${id}` }))

function dataLinks({ community }: Survey, devices: readonly Device[]): Link[] {
  const hosts = community.buildings.filter(({ kind }) => hostKinds.has(kind))
  const nearest = hosts.length > 0 ? hosts : community.buildings
  return devices.flatMap((device): Link[] => {
    const from = device.place.building ?? nearestTo(nearest, [device.position[0], device.position[1]])?.id
    if (!from) return []
    return [{ kind: device.type === 'video.camera' ? 'video' : byRadio.has(device.type) ? 'radio' : 'network', from, to: device.id }]
  })
}

function nearestTo(buildings: readonly Building[], place: Position2): Building | undefined {
  let best: Building | undefined
  let least = Number.POSITIVE_INFINITY
  for (const building of buildings) {
    const away = distance(building.outline[0] ?? [0, 0], place)
    if (away < least) [best, least] = [building, away]
  }
  return best
}
