import type { DeviceEntry, Register } from '../../register.ts'
import type { Building, Unit } from '../../site/building.ts'
import type { Community } from '../../site/community.ts'
import type { Polyline, Position2, Position3 } from '../../site/geometry.ts'
import type { Extinguisher, Hydrant } from '../../site/grounds.ts'
import { elevationOf, type HomeAt, homesOf } from '../../site/homes.ts'
import { centroidOf, distance, lengthOf, stepOf } from '../../site/planar.ts'
import { type Blocker, blockersOf } from '../view/blockers.ts'
import { cameraViewOf } from '../view/camera-view.ts'
import { type Sight, seesPoint } from '../view/sees-point.ts'
import { buildWalkNet, type WalkNet, walksFrom } from '../ways/walk-net.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'

type AssemblyPoint = Community['assemblyPoints'][number]
export type Afoot<Thing> = { readonly thing: Thing; readonly meters: number }

/** What a fire in one stair concerns, as far as the model knows it: who is near, how they get out, what fights it, who sees it. */
export type FireGround = {
  readonly building: Building
  readonly unit: Unit
  readonly level: number
  readonly home: HomeAt | null
  readonly neighbours: Neighbours
  /** All homes that leave by this stair, the highest first. */
  readonly homes: readonly HomeAt[]
  /** What measures smoke on the stair itself. */
  readonly stairDetectors: readonly DeviceEntry[]
  /** Doors on the way out that report whether they are open. */
  readonly doors: readonly DeviceEntry[]
  /** From the stair through the entrance to the assembly point nearest on foot; null where the model has none. */
  readonly wayOut: { readonly to: AssemblyPoint; readonly line: Polyline; readonly meters: number } | null
  /** The nearest two outdoors, on foot from the entrance. */
  readonly hydrants: readonly Afoot<Hydrant>[]
  /** The nearest three in this stair, on foot from the fire's landing; null where the model says nothing of extinguishers. */
  readonly extinguishers: readonly Afoot<Extinguisher>[] | null
  /** Cameras that see the entrance, the sharpest first. */
  readonly cameras: readonly { readonly camera: DeviceEntry; readonly sight: Sight }[]
}

/** Finds what a fire concerns by the place of a device; the net of ways and what blocks views are made once, when first asked for. */
export type FireGrounds = { at(place: Pick<DeviceEntry, 'device'>): FireGround | null }

export function createFireGrounds(register: Register): FireGrounds {
  const { community } = register
  const homes = [...homesOf(community)]
  const known = new Map<string, FireGround>()
  let made: { readonly net: WalkNet; readonly blockers: readonly Blocker[] } | null = null
  return {
    at({ device: { place } }) {
      const building = community.buildings.find(({ id }) => id === place.building)
      const home = homes.find((each) => each.home.id === place.home) ?? null
      const unit = home?.unit ?? building?.units.find(({ id }) => id === place.unit)
      if (!building || !unit) return null
      const level = home?.level ?? place.floor ?? 1
      const key = `${unit.id} ${level} ${home?.home.id ?? ''}`
      const before = known.get(key)
      if (before) return before
      made ??= { net: buildWalkNet(community), blockers: blockersOf(community) }
      const ground = describe(register, { building, unit, level, home, homes }, made)
      known.set(key, ground)
      return ground
    },
  }
}

type Spot = { readonly building: Building; readonly unit: Unit; readonly level: number; readonly home: HomeAt | null; readonly homes: readonly HomeAt[] }

function describe(register: Register, spot: Spot, { net, blockers }: { readonly net: WalkNet; readonly blockers: readonly Blocker[] }): FireGround {
  const { building, unit, level, home, homes } = spot
  const { community } = register
  const walks = walksFrom(net, unit.entrance.position)
  const ofUnit = [...register.devices.values()].filter(
    ({ device: { place } }) => place.unit === unit.id && place.home === undefined && place.lift === undefined,
  )
  const ways = community.assemblyPoints.map((to) => {
    const line = [...(unit.stairs ? [centroidOf(unit.stairs)] : []), ...walks.wayTo(to.position)]
    return { to, line, meters: lengthOf(line) }
  })
  return {
    building,
    unit,
    level,
    home,
    neighbours: home ? neighboursOf(home, homes) : { above: [], below: [], beside: [] },
    homes: homes.filter((each) => each.unit === unit).sort((a, b) => b.level - a.level),
    stairDetectors: ofUnit.filter(({ points }) => points.has('obscuration')),
    doors: ofUnit.filter(({ points }) => points.get('door')?.point.kind === 'state'),
    wayOut: ways.sort(nearestFirst)[0] ?? null,
    hydrants: community.hydrants
      .filter(({ kind }) => kind === 'outdoor')
      .map((thing) => ({ thing, meters: walks.metersTo(thing.position) }))
      .sort(nearestFirst)
      .slice(0, 2),
    extinguishers:
      community.extinguishers
        ?.filter((thing) => thing.unit === unit.id)
        .map((thing) => ({ thing, meters: stairMeters(building, unit, level, thing) }))
        .sort(nearestFirst)
        .slice(0, 3) ?? null,
    cameras: camerasThatSee(register, blockers, beforeDoor(building, unit)),
  }
}

const nearestFirst = (one: { readonly meters: number }, other: { readonly meters: number }): number => one.meters - other.meters

/** A stair rises about one metre in two walked. */
const walkedPerRise = 2

function stairMeters(building: Building, { landing, stairs, entrance }: Unit, level: number, { floor, position }: Extinguisher): number {
  const from: Position2 = landing ? centroidOf(landing) : stairs ? centroidOf(stairs) : entrance.position
  return distance(from, [position[0], position[1]]) + Math.abs(elevationOf(building, level) - elevationOf(building, floor)) * walkedPerRise
}

/** A step in front of the door, at the height of a chest. */
function beforeDoor(building: Building, { entrance: { position, facing } }: Unit): Position3 {
  const [east, north] = stepOf(facing)
  return [position[0] + east, position[1] + north, building.baseMeters + 1.2]
}

/** Cameras that see a spot, the sharpest first. */
export function camerasThatSee(register: Register, blockers: readonly Blocker[], spot: Position3): FireGround['cameras'] {
  const found: { camera: DeviceEntry; sight: Sight }[] = []
  for (const camera of register.devices.values()) {
    const { shows } = camera.type
    if (shows.overlay !== 'cone') continue
    const sight = seesPoint(cameraViewOf(camera.device, shows), blockers, spot)
    if (sight) found.push({ camera, sight })
  }
  return found.sort((a, b) => b.sight.pixelsPerMeter - a.sight.pixelsPerMeter)
}
