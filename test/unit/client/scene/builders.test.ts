import { describe, expect, it } from 'vitest'
import { buildBuildings } from '../../../../client/scene/build/building-geometry.ts'
import { buildCar } from '../../../../client/scene/build/cars.ts'
import { facadeCareOf } from '../../../../client/scene/build/facade.ts'
import { buildGround } from '../../../../client/scene/build/ground.ts'
import type { MeshWriter } from '../../../../client/scene/build/mesh-writer.ts'
import { buildOpenFloor, type Concern, cutMeters } from '../../../../client/scene/build/open-floor-geometry.ts'
import { stretchesOf, wallsOf } from '../../../../client/scene/build/openings.ts'
import { skyVisibility } from '../../../../client/scene/build/sky-visibility.ts'
import { buildStreetFurniture } from '../../../../client/scene/build/street-furniture.ts'
import { buildTree, treeKinds } from '../../../../client/scene/build/trees.ts'
import { buildSiteIndex, stillRow, storeyRowOf } from '../../../../client/scene/site-index.ts'
import { elevationOf } from '../../../../models/site/homes.ts'
import { smallBuilding, smallCommunity } from '../../../support/small-community.ts'

const community = smallCommunity()
const index = buildSiteIndex(community)
const [first] = community.buildings

/** Checks a mesh and gives its box as scene metres (x east, y up, z south). */
function boxOf(mesh: Pick<MeshWriter, 'toGeometry'>) {
  const geometry = mesh.toGeometry()
  const position = geometry.getAttribute('position')
  for (const name of Object.keys(geometry.attributes)) for (const value of geometry.getAttribute(name).array) expect(Number.isFinite(value)).toBe(true)
  for (const vertex of geometry.getIndex()?.array ?? []) expect(vertex).toBeLessThan(position.count)
  geometry.computeBoundingBox()
  const box = geometry.boundingBox
  if (!box) throw new Error('The mesh has no box.')
  return { box, geometry }
}

describe('buildings', () => {
  const meshes = buildBuildings(index)

  it('stay within their plots, apart from what hangs on them', () => {
    const { box } = boxOf(meshes.fabric)
    expect(box.min.x).toBeGreaterThan(-2)
    expect(box.max.x).toBeLessThan(16)
    expect(-box.max.z).toBeGreaterThan(-3)
    expect(-box.min.z).toBeLessThan(54)
    expect(box.max.y).toBeLessThan(0.45 + 2 * 2.8 + 4)
  })

  it('give every vertex a storey of its own building and a place that exists', () => {
    const rows = boxOf(meshes.fabric).geometry.getAttribute('rows')
    for (let vertex = 0; vertex < rows.count; vertex += 1) {
      expect(rows.getX(vertex)).toBeGreaterThan(stillRow)
      expect(rows.getX(vertex)).toBeLessThan(index.storeyRows)
      expect(rows.getY(vertex)).toBeLessThan(index.placeRows)
    }
  })

  it('have windows that belong to each of the homes', () => {
    const rows = boxOf(meshes.glass).geometry.getAttribute('rows')
    const places = new Set(Array.from({ length: rows.count }, (_, vertex) => rows.getY(vertex)))
    for (const row of index.homeRow.values()) expect(places).toContain(row)
  })

  it('put the stair window half a storey off, and the door below it', () => {
    const north = wallsOf(first)[2]
    const openings = (level: number) => stretchesOf(index, first, north, level).flatMap((stretch) => stretch.openings)
    expect(openings(1).filter(({ kind }) => kind === 'door')).toHaveLength(1)
    expect(openings(1).some(({ kind }) => kind === 'stair')).toBe(false)
    const walls = [1, 2].map((level) => stretchesOf(index, first, north, level))
    for (const wall of walls) for (let each = 1; each < wall.length; each += 1) expect(wall[each].from).toBeCloseTo(wall[each - 1].to, 6)
  })

  it('look the same each time they are built', () => {
    expect(buildBuildings(index).fabric.vertexCount).toBe(meshes.fabric.vertexCount)
  })

  it('hang a balcony before every home that declares one, and before no other', () => {
    const [house] = smallCommunity().buildings
    const [unit] = house.units
    const plans = unit.plans.map((plan) => (plan.key === 'a' ? plan : { ...plan, rooms: plan.rooms.filter(({ kind }) => kind !== 'balcony') }))
    const site = buildSiteIndex({ ...smallCommunity(), buildings: [{ ...house, units: [{ ...unit, plans }] }] })
    const geometry = buildBuildings(site).fabric.toGeometry()
    const [position, rows] = [geometry.getAttribute('position'), geometry.getAttribute('rows')]
    const before = new Set<number>()
    for (let vertex = 0; vertex < position.count; vertex += 1) if (position.getZ(vertex) > 1.1) before.add(rows.getY(vertex))
    const declared = unit.floors.flatMap(({ homes }) => homes.filter(({ plan }) => plan === 'a').map(({ id }) => site.homeRow.get(id)))
    expect([...before].sort()).toEqual(declared.sort())
  })

  it('have windows, a door with its canopy and a roof where the source names no homes', () => {
    const [house] = smallCommunity().buildings
    const bare = { ...house, units: [], yearBuilt: null }
    const site = buildSiteIndex({ ...smallCommunity(), buildings: [bare] })
    const built = buildBuildings(site)
    const kinds = wallsOf(bare).flatMap((wall) =>
      [1, 2].flatMap((level) => stretchesOf(site, bare, wall, level).flatMap(({ openings }) => openings.map(({ kind }) => kind))),
    )
    expect(kinds.filter((kind) => kind === 'door')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'window').length).toBeGreaterThan(10)
    expect(built.glass.triangleCount).toBeGreaterThan(20)
    const geometry = built.fabric.toGeometry()
    const [position, rows] = [geometry.getAttribute('position'), geometry.getAttribute('rows')]
    const at = Array.from({ length: position.count }, (_, vertex) => ({ south: position.getZ(vertex), up: position.getY(vertex), storey: rows.getX(vertex) }))
    expect(at.some(({ south, up }) => south < -12 && up > 2.5 && up < 3.4)).toBe(true)
    expect(at.filter(({ storey }) => storey === storeyRowOf(site, bare, 3)).length).toBeGreaterThan(50)
  })

  it('keep what is too small to be seen from afar apart, and none of it where a whole town is drawn', () => {
    expect(meshes.fittings.triangleCount).toBeGreaterThan(100)
    const town = { ...smallCommunity(), buildings: Array.from({ length: 1_000 }, (_, number) => smallBuilding(String(number), number * 20)) }
    expect(facadeCareOf(town.buildings)).toBe('plain')
  })

  it('see through the lift added outside', () => {
    expect(meshes.shafts.triangleCount).toBe(2 * 2 * 4 * 2)
  })
})

describe('an opened storey', () => {
  it('has walls cut at 1.2 m above its floor, a stair that goes half a storey down, and a floor in the row of each room', () => {
    const mesh = buildOpenFloor(index, first, 2, { unit: '1-1', home: null, distance: 'near', liftMeters: 0 })
    const { box, geometry } = boxOf(mesh)
    const floor = elevationOf(first, 2)
    expect(box.min.y).toBeGreaterThanOrEqual(floor - 1.45)
    expect(box.max.y).toBeLessThan(floor + cutMeters + 0.3)
    const rows = geometry.getAttribute('rows')
    const places = new Set(Array.from({ length: rows.count }, (_, vertex) => rows.getY(vertex)))
    expect(places).toContain(index.rooms.get('1-1-201-kitchen')?.row)
    expect(places).not.toContain(index.rooms.get('1-1-101-kitchen')?.row)
  })
})

describe('a home that is looked at', () => {
  const [house] = smallCommunity().buildings
  const floor = elevationOf(house, 2)
  const look = (concern: Partial<Concern>) => {
    const position = buildOpenFloor(index, first, 2, { unit: '1-1', home: null, distance: 'near', liftMeters: 0, ...concern })
      .toGeometry()
      .getAttribute('position')
    return Array.from({ length: position.count }, (_, vertex) => ({
      east: position.getX(vertex),
      north: -position.getZ(vertex),
      up: position.getY(vertex) - floor,
    }))
  }
  /** What stands in a bedroom, walls apart. */
  const inBedroom = (spots: ReturnType<typeof look>, west: number) =>
    spots.filter(({ east, north, up }) => east > west + 0.3 && east < west + 2.7 && north > 0.4 && north < 5.6 && up > 0.1).length

  it('is furnished, and it alone', () => {
    const spots = look({ home: '1-1-201' })
    expect(inBedroom(spots, 0)).toBeGreaterThan(40)
    expect(inBedroom(spots, 11)).toBe(0)
    const other = look({ home: '1-1-202' })
    expect(inBedroom(other, 0)).toBe(0)
    expect(inBedroom(other, 11)).toBeGreaterThan(40)
  })

  it('has no furniture where another entrance is concerned, and no rooms where it is far off', () => {
    expect(inBedroom(look({ unit: 'another' }), 0)).toBe(0)
    expect(look({ unit: 'another', distance: 'far' }).length).toBeLessThan(look({ unit: 'another' }).length * 0.8)
  })

  it('is led to by guides from what was lifted off it, and by none where nothing was', () => {
    const highest = house.storeyHeightMeters + 15
    expect(Math.max(...look({}).map(({ up }) => up))).toBeLessThan(1.6)
    const below = { ...house, storeys: 3 }
    const position = buildOpenFloor(index, below, 2, { unit: null, home: null, distance: 'near', liftMeters: 15 }).toGeometry().getAttribute('position')
    const top = Math.max(...Array.from({ length: position.count }, (_, vertex) => position.getY(vertex) - floor))
    expect(top).toBeGreaterThan(highest - 2)
    expect(top).toBeLessThanOrEqual(highest)
  })

  it('has stairs that go down into their well and up to the cut', () => {
    const well = look({}).filter(({ east, north }) => east > 5.8 && east < 8.2 && north > 7.2 && north < 10.8)
    expect(Math.min(...well.map(({ up }) => up))).toBeCloseTo(-1.42, 1)
    const lower = buildOpenFloor(index, first, 1, { unit: null, home: null, distance: 'near', liftMeters: 0 }).toGeometry().getAttribute('position')
    const ground = elevationOf(house, 1)
    const rising = Array.from({ length: lower.count }, (_, vertex) => [lower.getX(vertex), -lower.getZ(vertex), lower.getY(vertex) - ground] as const).filter(
      ([east, north]) => east > 7.2 && east < 8.1 && north > 7.2 && north < 10.8,
    )
    expect(Math.max(...rising.map(([, , up]) => up))).toBeGreaterThan(0.9)
  })
})

describe('the ground and what stands on it', () => {
  it('is level: roads low, lawns and paving a kerb higher', () => {
    const { box } = boxOf(buildGround(community))
    expect(box.min.y).toBeGreaterThan(-0.1)
    expect(box.max.y).toBeLessThan(0.3)
  })

  it('keeps fences open where a gate stands', () => {
    expect(boxOf(buildStreetFurniture(community)).box.max.y).toBeLessThan(6)
  })

  it('grows trees of unit height on their feet, of every kind', () => {
    for (const kind of treeKinds) {
      const { box } = boxOf({ toGeometry: () => buildTree(kind, 'light') })
      expect(box.max.y).toBeGreaterThan(0.75)
      expect(box.max.y).toBeLessThan(1.3)
      expect(box.min.y).toBeGreaterThan(-0.25)
    }
  })

  it('makes vehicles that fit a bay of 2.2 × 5.2 m', () => {
    for (const kind of ['car', 'van'] as const) {
      const { box } = boxOf({ toGeometry: () => buildCar(kind) })
      expect(box.max.x - box.min.x).toBeLessThan(2.1)
      expect(box.max.z - box.min.z).toBeLessThan(5.2)
    }
  })

  it('sees less sky beside a house than in the open', () => {
    const sky = skyVisibility(community, { west: -30, south: -30, sideMeters: 120 }, 120)
    const at = (east: number, north: number): number => sky[(north + 30) * 120 + (east + 30)]
    expect(at(7, 12)).toBeLessThan(at(-15, -15) * 0.8)
  })
})

it('counts storeys and roofs into rows that never meet', () => {
  const rows = community.buildings.flatMap((building) => [1, 2, 3].map((level) => storeyRowOf(index, building, level)))
  expect(new Set(rows).size).toBe(6)
})
