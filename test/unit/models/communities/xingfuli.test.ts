import polygonClipping from 'polygon-clipping'
import { describe, expect, it } from 'vitest'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { Community } from '../../../../models/site/community.ts'
import type { Ring } from '../../../../models/site/geometry.ts'
import { countHomes, homesOf } from '../../../../models/site/homes.ts'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { areaOf, contains, distance, distanceToLine, distanceToRing, rectangleAt, signedArea } from '../../../../models/site/planar.ts'

const make = shippedCommunities.xingfuli
if (!make) throw new Error('xingfuli is not registered')
const community = make()
const homes = [...homesOf(community)]
const byType = new Map<string, number>()
for (const { type } of community.devices) byType.set(type, (byType.get(type) ?? 0) + 1)

const shared = (a: Ring, b: Ring): number => {
  const polygons = polygonClipping.intersection([a], [b])
  return polygons.flat().reduce((sum, ring) => sum + areaOf(ring.slice(1)), 0)
}
const boxesMeet = (a: Ring, b: Ring): boolean => {
  const span = (ring: Ring, axis: 0 | 1) => [Math.min(...ring.map((p) => p[axis])), Math.max(...ring.map((p) => p[axis]))]
  return [0, 1].every((axis) => {
    const [low, high] = span(a, axis === 0 ? 0 : 1)
    const [from, until] = span(b, axis === 0 ? 0 : 1)
    return low < until && from < high
  })
}
const ringOf = (bay: (typeof community.bays)[number]): Ring => rectangleAt(bay.position, bay.heading, bay.lengthMeters, bay.widthMeters)

describe('幸福里', () => {
  it('is a valid community of the newest form', () => {
    expect(() => Community.parse(community)).not.toThrow()
    expect(parseCommunity(JSON.parse(JSON.stringify(community)))).toEqual(community)
  })

  it('is the same byte for byte every time it is made, and small enough to send', () => {
    const text = JSON.stringify(community)
    expect(JSON.stringify(make())).toBe(text)
    expect(text.length).toBeLessThan(3_500_000)
  })

  it('has the buildings of a compound of the 1980s', () => {
    const of = (kind: string) => community.buildings.filter((building) => building.kind === kind)
    const walkups = of('walkup')
    expect(walkups.filter(({ storeys, units }) => storeys === 6 && units.length >= 3).length).toBeGreaterThanOrEqual(24)
    expect(of('tower')).toHaveLength(1)
    expect(of('tower')[0]?.storeys).toBe(18)
    expect(of('tower')[0]?.units[0]?.lifts).toHaveLength(2)
    for (const kind of ['bungalow', 'substation', 'heating', 'kindergarten', 'activity', 'bicycle-shed', 'shops', 'gatehouse'])
      expect(of(kind).length, kind).toBeGreaterThan(0)
    expect(walkups.some(({ roof }) => roof.shape === 'hipped')).toBe(true)
    expect(walkups.some(({ roof }) => roof.shape === 'flat')).toBe(true)
    const landings = new Set(walkups.flatMap(({ units }) => units.flatMap(({ floors }) => floors.map((floor) => floor.homes.length))))
    expect([...landings].sort()).toEqual([2, 3])
    expect(walkups.flatMap(({ units }) => units.flatMap(({ lifts }) => lifts)).filter(({ outdoor }) => outdoor).length).toBeGreaterThanOrEqual(8)
  })

  it('holds about 1,300 homes, 200 bays, 6,000 devices and 500 to 900 trees', () => {
    expect(countHomes(community)).toBeGreaterThan(1250)
    expect(countHomes(community)).toBeLessThan(1360)
    expect(community.bays.length).toBeGreaterThan(190)
    expect(community.bays.length).toBeLessThan(240)
    expect(community.devices.length).toBeGreaterThan(5900)
    expect(community.devices.length).toBeLessThan(6100)
    expect(community.trees.length).toBeGreaterThan(500)
    expect(community.trees.length).toBeLessThanOrEqual(900)
    expect(new Set(community.trees.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5)
  })

  it('gives every home a detector in the kitchen and two meters', () => {
    const ids = new Set(community.devices.map(({ id }) => id))
    for (const { home } of homes)
      for (const id of [`smoke-${home.id}-kitchen`, `electricity-${home.id}`, `water-${home.id}`]) expect(ids.has(id), id).toBe(true)
  })

  it('gives those who live alone a detector in each bedroom and the living room too, and nobody else', () => {
    const alone = new Set(community.devices.filter(({ type }) => type === 'fall.radar').map(({ place }) => place.home))
    expect(alone.has('3-2-501')).toBe(true)
    const detectorsOf = new Map<string | undefined, string[]>()
    for (const { id, type, place } of community.devices)
      if (type === 'smoke.detector') {
        expect(place.room === undefined || id === `smoke-${place.room}`, id).toBe(true)
        detectorsOf.set(place.home, [...(detectorsOf.get(place.home) ?? []), id])
      }
    for (const { home, plan } of homes) {
      const watched = plan.rooms.filter(({ kind }) => kind === 'kitchen' || (alone.has(home.id) && ['living', 'bedroom', 'study'].includes(kind)))
      expect(detectorsOf.get(home.id)?.sort(), home.id).toEqual(watched.map(({ key }) => `smoke-${home.id}-${key}`).sort())
    }
  })

  it('has the home 3-2-501 with a kitchen', () => {
    const found = homes.find(({ home }) => home.id === '3-2-501')
    expect(found).toMatchObject({ level: 5, unit: { id: '3-2' }, building: { id: '3' } })
    expect(found?.plan.rooms.map(({ kind }) => kind)).toContain('kitchen')
    const ids = new Set(community.devices.map(({ id }) => id))
    for (const id of ['call-3-2-501', 'fall-3-2-501', 'band-3-2-501', 'door-3-2', 'electrical-3-2', 'lift-26-1', 'circuit-north', 'zone-north-1', 'gate-south'])
      expect(ids.has(id), id).toBe(true)
  })

  it('lays out every kind of device in the numbers one would order', () => {
    const bands: Record<string, [number, number]> = {
      'call.button': [250, 350],
      'fall.radar': [100, 145],
      'health.band': [125, 175],
      'video.camera': [55, 75],
      'parking.charger': [18, 22],
      'environment.station': [5, 6],
      'lift.car': [10, 24],
      'access.door': [95, 115],
      'electrical.monitor': [90, 110],
      'perimeter.zone': [16, 32],
      'parking.lane': [8, 20],
      'lighting.lamp': [110, 180],
      'lighting.circuit': [4, 8],
      'locker.cabinet': [3, 6],
      'waste.bin': [24, 40],
      'accessible.stairlift': [3, 10],
      'accessible.door': [8, 20],
      'metering.transformer': [2, 4],
      'parking.gate': [2, 3],
    }
    for (const [type, [low, high]] of Object.entries(bands)) {
      expect(byType.get(type) ?? 0, type).toBeGreaterThanOrEqual(low)
      expect(byType.get(type) ?? 0, type).toBeLessThanOrEqual(high)
    }
    expect(byType.get('parking.bay')).toBe(community.bays.length)
    expect(byType.get('lighting.lamp')).toBe(community.lamps.length)
    expect(byType.get('waste.bin')).toBe(community.wasteStations.length * 4)
  })

  it('uses every id once, in the form that speaks', () => {
    const sets = [
      community.devices,
      community.buildings,
      community.bays,
      community.roads,
      community.areas,
      community.lamps,
      community.gates,
      community.fences,
      homes.map(({ home }) => home),
    ]
    for (const things of sets) expect(new Set(things.map(({ id }) => id)).size).toBe(things.length)
    for (const { home, unit, building, level } of homes) {
      expect(home.id).toMatch(/^\d+-\d+-\d{3,4}$/)
      expect(home.id.startsWith(`${unit.id}-${level}`)).toBe(true)
      expect(unit.id.startsWith(`${building.id}-`)).toBe(true)
    }
  })

  it('keeps buildings off each other and off the roads that cars use', () => {
    community.buildings.forEach((a, index) => {
      for (const b of community.buildings.slice(index + 1))
        if (boxesMeet(a.outline, b.outline)) expect(shared(a.outline, b.outline), `${a.id} ${b.id}`).toBeLessThan(0.05)
      for (const road of community.roads)
        if (road.kind !== 'path')
          for (const corner of a.outline) expect(distanceToLine(road.line, corner), `${a.id} ${road.id}`).toBeGreaterThan(road.widthMeters / 2)
    })
  })

  it('keeps bays off buildings, off each other and off the carriageways', () => {
    const rings = community.bays.map(ringOf)
    rings.forEach((a, index) => {
      for (const b of rings.slice(index + 1)) if (boxesMeet(a, b)) expect(shared(a, b), community.bays[index]?.id).toBeLessThan(0.15)
      for (const { outline, id } of community.buildings) if (boxesMeet(a, outline)) expect(shared(a, outline), id).toBe(0)
      const bay = community.bays[index]
      for (const road of community.roads)
        if (bay && road.kind !== 'path') expect(distanceToLine(road.line, bay.position), `${bay.id} ${road.id}`).toBeGreaterThan(road.widthMeters / 2 + 1)
    })
  })

  it('plants no tree in a building, on a road or in a bay', () => {
    const rings = community.bays.map(ringOf)
    const footprints = community.buildings.map(({ outline }) => outline)
    for (const { position } of community.trees) {
      expect(Math.min(...footprints.map((outline) => distanceToRing(outline, position)))).toBeGreaterThan(1)
      expect(Math.min(...community.roads.map((road) => distanceToLine(road.line, position) - road.widthMeters / 2))).toBeGreaterThan(0)
      expect(rings.some((ring) => contains(ring, position))).toBe(false)
    }
  })

  it('cuts every home into rooms that fill it and do not overlap', () => {
    const checked = new Set<string>()
    for (const { unit, plan } of homes) {
      if (checked.has(`${unit.id}/${plan.key}`)) continue
      checked.add(`${unit.id}/${plan.key}`)
      expect(signedArea(plan.outline)).toBeGreaterThan(0)
      const total = plan.rooms.reduce((sum, { outline }) => sum + areaOf(outline), 0)
      expect(Math.abs(total - areaOf(plan.outline)), `${unit.id} ${plan.key}`).toBeLessThan(0.4)
      for (const room of plan.rooms) {
        expect(areaOf(room.outline) - shared(room.outline, plan.outline), `${unit.id} ${plan.key} ${room.key}`).toBeLessThan(0.15)
        expect(areaOf(room.outline), room.key).toBeGreaterThan(2)
      }
      expect(new Set(plan.rooms.map(({ key }) => key)).size).toBe(plan.rooms.length)
    }
  })

  it('keeps the homes of an entrance apart, inside their building but for the balconies, and beside stairs and landing', () => {
    for (const building of community.buildings)
      for (const unit of building.units) {
        const blocks = [...unit.plans.map(({ outline }) => outline), ...(unit.stairs ? [unit.stairs] : []), ...(unit.landing ? [unit.landing] : [])]
        blocks.forEach((a, index) => {
          for (const b of blocks.slice(index + 1)) expect(shared(a, b), unit.id).toBeLessThan(0.3)
        })
        for (const plan of unit.plans)
          for (const room of plan.rooms)
            if (room.kind !== 'balcony') expect(areaOf(room.outline) - shared(room.outline, building.outline), `${unit.id} ${room.key}`).toBeLessThan(0.2)
      }
  })

  it('lets every home be reached: an entrance on the façade, a door from the landing, and every room by doors', () => {
    for (const { home, plan, unit, building } of homes) {
      expect(Math.abs(distanceToRing(building.outline, unit.entrance.position)), home.id).toBeLessThan(0.05)
      const reached = new Set(['landing'])
      for (let round = 0; round < plan.rooms.length; round += 1)
        for (const { from, to } of plan.doors) {
          if (reached.has(from)) reached.add(to)
          if (reached.has(to)) reached.add(from)
        }
      for (const { key } of plan.rooms) expect(reached.has(key), `${home.id} ${key}`).toBe(true)
      const entry = plan.doors.find(({ from }) => from === 'landing')
      if (unit.landing && entry) expect(Math.abs(distanceToRing(unit.landing, entry.at)), home.id).toBeLessThan(0.05)
    }
  })

  it('puts doors into the walls of the rooms that they join', () => {
    for (const unit of community.buildings.flatMap(({ units }) => units))
      for (const plan of unit.plans) {
        const rooms = new Map(plan.rooms.map(({ key, outline }) => [key, outline]))
        for (const { from, to, at } of plan.doors)
          for (const key of [from, to]) {
            const room = rooms.get(key)
            if (room) expect(Math.abs(distanceToRing(room, at)), `${unit.id} ${plan.key} ${from}→${to}`).toBeLessThan(0.05)
          }
      }
  })

  it('puts devices into the room, floor and building that they name', () => {
    const rooms = new Map(
      homes.flatMap(({ home, plan, elevationMeters, building }) =>
        plan.rooms.map((room) => [
          `${home.id}-${room.key}`,
          { outline: room.outline, floor: elevationMeters, ceiling: elevationMeters + building.storeyHeightMeters },
        ]),
      ),
    )
    const buildings = new Map(community.buildings.map((building) => [building.id, building]))
    for (const { id, place, position } of community.devices) {
      const [x, y, z] = position
      if (place.room) {
        const room = rooms.get(place.room)
        expect(room, id).toBeDefined()
        if (!room) continue
        expect(contains(room.outline, [x, y]), id).toBe(true)
        expect(z, id).toBeGreaterThan(room.floor)
        expect(z, id).toBeLessThan(room.ceiling)
      }
      const building = place.building ? buildings.get(place.building) : undefined
      if (place.building) expect(building, id).toBeDefined()
      if (building && !place.lift) expect(distanceToRing(building.outline, [x, y]), id).toBeLessThan(0.6)
    }
  })

  it('keeps detectors at home half a metre from the walls (GB 50116-2013 6.2.5)', () => {
    const rooms = new Map(homes.flatMap(({ home, plan }) => plan.rooms.map((room) => [`${home.id}-${room.key}`, room.outline])))
    for (const { id, type, place, position } of community.devices) {
      const room = type === 'smoke.detector' && place.room ? rooms.get(place.room) : undefined
      if (room) expect(-distanceToRing(room, [position[0], position[1]]), id).toBeGreaterThanOrEqual(0.5)
    }
  })

  it('aims every camera, and none stands inside a home', () => {
    for (const { id, type, position, heading, tilt, place } of community.devices) {
      if (type !== 'video.camera') continue
      expect(heading, id).toBeGreaterThanOrEqual(0)
      expect(heading, id).toBeLessThan(360)
      expect(tilt, id).toBeLessThan(0)
      if (place.lift) continue
      for (const { outline } of community.buildings) expect(distanceToRing(outline, [position[0], position[1]]), id).toBeGreaterThan(0.1)
    }
  })

  it('links every home to power, water and its meters, with ends that exist', () => {
    const known = new Set([
      ...community.devices.map(({ id }) => id),
      ...community.buildings.flatMap(({ id, units }) => [id, ...units.map((unit) => unit.id)]),
      ...homes.map(({ home }) => home.id),
    ])
    for (const { from, to } of community.links) {
      expect(known.has(from), from).toBe(true)
      expect(known.has(to), to).toBe(true)
    }
    const feeds = new Map(community.links.filter(({ kind }) => kind === 'power').map(({ from, to }) => [to, from]))
    for (const { home, unit, building } of homes) {
      expect(feeds.get(home.id)).toBe(`electricity-${home.id}`)
      expect(feeds.get(`electricity-${home.id}`)).toBe(unit.id)
      expect(feeds.get(unit.id)).toBe(building.id)
      expect(feeds.get(building.id)).toMatch(/^transformer-\d$/)
    }
    const loads = new Map<string, number>()
    for (const { from, to } of community.links) if (from.startsWith('transformer-') && /^\d+$/.test(to)) loads.set(from, (loads.get(from) ?? 0) + 1)
    expect(loads.size).toBe(byType.get('metering.transformer'))
  })

  it('has a vehicle gate in the south and gates for people on the other sides', () => {
    expect(community.gates.find(({ id }) => id === 'south')?.passes).toBe('both')
    expect(community.gates.filter(({ passes }) => passes === 'people').length).toBeGreaterThanOrEqual(2)
    for (const { position, id } of community.gates) expect(Math.min(...community.fences.map(({ line }) => distanceToLine(line, position))), id).toBeLessThan(7)
  })

  it('has hydrants within 120 m of each other and of every residential entrance (GB 50974-2014 7.2.5)', () => {
    for (const { unit } of homes)
      expect(Math.min(...community.hydrants.map(({ position }) => distance(position, unit.entrance.position))), unit.id).toBeLessThan(120)
  })
})
