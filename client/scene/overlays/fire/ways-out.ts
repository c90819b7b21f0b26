import { Group, type Mesh, type Object3D } from 'three'
import type { FireGround } from '../../../../models/engines/fire/fire-ground.ts'
import type { Position2 } from '../../../../models/site/geometry.ts'
import { elevationOf, type HomeAt } from '../../../../models/site/homes.ts'
import type { FrameContext } from '../../frame-context.ts'
import { palette } from '../../palette.ts'
import { centreOf } from '../../space.ts'
import { disposeMesh } from '../dispose-mesh.ts'
import { type Tone, toneOf } from '../flat-material.ts'
import type { OverlaySite } from '../overlay.ts'
import { writeChevrons, writeRibbon } from '../ribbon.ts'
import { Shapes } from '../shapes.ts'
import { liftOf } from './lift-of.ts'
import { piecesOf, writeBrokenRibbon, writeDashes, writeRing } from './ribbons.ts'

/** Metres east, north and up. */
export type Spot = readonly [number, number, number]

/** The ways out of the stairs where it burns: from each home's door down the stair, out of the house, to the assembly point. */
export type WaysOut = {
  readonly object: Object3D
  /** `smokyFrom`: by stair, the lowest level on which smoke stands; who lives there or higher cannot pass. */
  show(grounds: readonly FireGround[], smokyFrom: ReadonlyMap<string, number>, focus: FrameContext['focus']): void
  /** Places along the ways that are shown, so that no label is laid over them. */
  readonly course: readonly Spot[]
  dispose(): void
}

const way = toneOf(palette.advice, 0.95)
const quietWay = toneOf(palette.advice, 0.6)
const broken = toneOf(palette.high, 0.95)
const chevron: Tone = [0.985, 0.98, 0.97, 0.95]
const outdoorMeters = 0.36

export function createWaysOut({ uniforms }: OverlaySite): WaysOut {
  const object = new Group()
  object.name = 'ways-out'
  let meshes: Mesh[] = []
  let course: Spot[] = []

  function clear(): void {
    for (const mesh of meshes) disposeMesh(mesh)
    object.remove(...meshes)
    meshes = []
    course = []
  }

  return {
    object,
    get course() {
      return course
    },
    show(grounds, smokyFrom, focus) {
      clear()
      if (grounds.length === 0) return
      const [outside, inside] = [new Painted(), new Painted()]
      for (const ground of grounds) {
        course.push(...writeOutside(outside, ground))
        course.push(...writeInside(inside, ground, smokyFrom.get(ground.unit.id) ?? Number.POSITIVE_INFINITY, focus))
      }
      meshes = [outside.toMesh('way-out', uniforms, false), inside.toMesh('way-inside', uniforms, true)]
      object.add(...meshes)
    },
    dispose: clear,
  }
}

/** Shapes whose tones are known when they are written. */
class Painted {
  readonly shapes = new Shapes()
  private readonly tones: Tone[] = []

  write(tone: Tone, draw: (shapes: Shapes) => void): void {
    draw(this.shapes)
    while (this.tones.length < this.shapes.size) this.tones.push(tone)
  }

  toMesh(name: string, uniforms: OverlaySite['uniforms'], through: boolean): Mesh {
    const mesh = this.shapes.toMesh(name, uniforms, through)
    for (const [shape, tone] of this.tones.entries()) this.shapes.paint(shape, tone)
    return mesh
  }
}

/** Out of the house and along the ways, with rings at the assembly point and the hydrants. */
function writeOutside(into: Painted, { wayOut, hydrants }: FireGround): Spot[] {
  for (const { thing } of hydrants) into.write(way, (shapes) => writeRing(shapes, thing.position, 0.95, 1.25))
  if (!wayOut) return []
  const { line } = wayOut
  into.write(way, (shapes) => writeRibbon(shapes, line, outdoorMeters, 0.75))
  into.write(chevron, (shapes) => writeChevrons(shapes, line, outdoorMeters + 0.02, 6, 0.3))
  into.write(way, (shapes) => writeRing(shapes, wayOut.to.position, 3, 3.7))
  return [...piecesOf(line, 1.5, 0.5)].map(([[east, north]]): Spot => [east, north, outdoorMeters])
}

/** Down the stair as one dashed upright, and from each home's door to it: plain for the home that burns and those above, quieter for those below, in pieces where smoke stands on the way. */
function writeInside(into: Painted, ground: FireGround, smokyFrom: number, focus: FrameContext['focus']): Spot[] {
  const { unit, building, level, homes } = ground
  if (!unit.stairs) return []
  const stairs = centreOf(unit.stairs)
  const course: Spot[] = []
  const heightAt = (floor: number): number | null => {
    const lift = liftOf(focus, building, floor)
    return lift === null ? null : elevationOf(building, floor) + 0.3 + lift
  }
  const ground1 = elevationOf(building, 1) + 0.3
  const levels = [...new Set(homes.map((home) => home.level))].sort((a, b) => a - b)
  for (const floor of levels) {
    const up = heightAt(floor)
    const below = floor === levels[0] ? ground1 : heightAt(floor - 1)
    if (up === null || below === null) continue
    const isBroken = floor >= smokyFrom
    into.write(isBroken ? broken : floor >= level ? way : quietWay, (shapes) => writeDashes(shapes, stairs, Math.min(below, up), up, isBroken ? 0.12 : 0.2))
    course.push([stairs[0], stairs[1], (below + up) / 2], [stairs[0], stairs[1], up])
    for (const home of homes) if (home.level === floor) course.push(...writeHome(into, home, stairs, up, isBroken, floor >= level))
  }
  return course
}

function writeHome(into: Painted, home: HomeAt, stairs: Position2, up: number, isBroken: boolean, isConcerned: boolean): Spot[] {
  const door = home.plan.doors.find(({ from, to }) => from === 'landing' || to === 'landing')
  const start = door?.at ?? centreOf(home.plan.outline)
  const landing = home.unit.landing ? centreOf(home.unit.landing) : stairs
  const line: Position2[] = [start, landing, stairs]
  if (isBroken) into.write(broken, (shapes) => writeBrokenRibbon(shapes, line, up, 0.34))
  else into.write(isConcerned ? way : quietWay, (shapes) => writeRibbon(shapes, line, up, isConcerned ? 0.5 : 0.22))
  return line.map(([east, north]): Spot => [east, north, up])
}
