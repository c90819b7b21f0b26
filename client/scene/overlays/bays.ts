import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  type Object3D,
  Quaternion,
  ShaderMaterial,
  Vector3,
} from 'three'
import type { Bay } from '../../../models/site/grounds.ts'
import { buildCar } from '../build/cars.ts'
import type { FrameContext } from '../frame-context.ts'
import { createModelMaterial, createShadowMaterial } from '../materials/model-material.ts'
import { grade } from '../materials/shader-parts.ts'
import { carColors } from '../palette.ts'
import { shareOf } from '../random.ts'
import { readingState } from '../reading-state.ts'
import { type OverlaySite, type Source, showingAlways, sourcesOf } from './overlay.ts'

/** What a bay shows: nothing known, free, taken by a kind of vehicle, or a sensor whose word is old. */
export type BayState = 'unknown' | 'free' | 'car' | 'van' | 'stale'

export type Bays = {
  readonly object: Object3D
  update(context: FrameContext): boolean
  /** How often vehicles came or went: shadows change with it. */
  readonly moves: number
  stateOf(bay: string): BayState
  occupied(): number
  dispose(): void
}

const markVertex = /* glsl */ `
attribute float mark;
varying float vMark;
varying vec2 vSpot;
varying vec2 vSize;
varying vec3 vScene;
void main() {
  vMark = mark;
  vSpot = position.xz;
  vSize = vec2(length(instanceMatrix[0].xyz), length(instanceMatrix[2].xyz));
  vec4 place = instanceMatrix * vec4(position, 1.0);
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
  if (mark < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`

const markFragment = /* glsl */ `
varying float vMark;
varying vec2 vSpot;
varying vec2 vSize;
varying vec3 vScene;
${grade}
void main() {
  vec2 rim = (0.5 - abs(vSpot)) * vSize;
  float edge = 1.0 - smoothstep(0.1, 0.16, min(rim.x, rim.y));
  vec3 blue = mix(vec3(0.184, 0.435, 0.71), vec3(0.553, 0.706, 0.855), night);
  float stripe = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0);
  float stale = 1.0 - smoothstep(1.6, 2.4, abs(stripe - 4.5));
  vec4 free = vec4(blue, mix(0.3, 0.95, edge));
  vec4 old = vec4(0.353, 0.376, 0.4, max(0.45 * stale, 0.6 * edge));
  gl_FragColor = vMark < 1.5 ? free : old;
  gl_FragColor.rgb = graded(gl_FragColor.rgb, vScene, 0.0);
}`

/** Vehicles standing in bays whose sensors say so, and, with the layer on, free bays in blue and silent ones hatched. */
export function createBays(site: OverlaySite): Bays {
  const bays = new Map(site.index.community.bays.map((bay) => [bay.id, bay]))
  const sources = sourcesOf(site.register, 'bay').flatMap((source) => {
    const bay = bays.get(source.entry.device.place.bay ?? '')
    return bay ? [{ source, bay, car: new Matrix4(), mark: new Matrix4(), color: new Color(colorOf(bay)) }] : []
  })
  for (const each of sources) placeBay(each.bay, each.car, each.mark)
  const states: BayState[] = sources.map(() => 'unknown')
  const byBay = new Map(sources.map(({ bay }, number) => [bay.id, number]))
  const fleets = { car: createFleet('car', sources.length, site), van: createFleet('van', sources.length, site) }
  const marks = createMarks(sources.length, site)
  for (const [number, { mark }] of sources.entries()) marks.mesh.setMatrixAt(number, mark)
  const object = new Group()
  object.add(fleets.car.mesh, fleets.van.mesh, marks.mesh)

  function park(): void {
    for (const kind of ['car', 'van'] as const) {
      let count = 0
      for (let number = 0; number < sources.length; number += 1) {
        if (states[number] !== kind) continue
        fleets[kind].mesh.setMatrixAt(count, sources[number].car)
        sources[number].color.toArray(fleets[kind].colors.array, count * 3)
        count += 1
      }
      fleets[kind].mesh.count = count
      fleets[kind].mesh.instanceMatrix.needsUpdate = true
      fleets[kind].colors.needsUpdate = true
    }
  }

  const watch = site.watches.add(sources.map(({ source }) => [source.point, source.entry.points.get('vehicle')]))
  const isParked = (state: BayState): boolean => state === 'car' || state === 'van'
  let hasMoved = false
  let moves = 0

  function look(number: number, { buffer, shownAt, view }: FrameContext): boolean {
    const { source } = sources[number]
    const before = states[number]
    const after = stateOf(source, buffer, shownAt)
    states[number] = after
    watch.show(number, showingAlways(buffer, source.point, shownAt))
    if (before !== after && (isParked(before) || isParked(after))) hasMoved = true
    const shown = view.layers.has(source.entry.subsystem.id)
    return marks.set(number, !shown ? 0 : after === 'free' ? 1 : after === 'stale' ? 2 : 0) || before !== after
  }

  return {
    object,
    get moves() {
      return moves
    },
    update(context) {
      if (context.fresh.layers) watch.touchAll()
      hasMoved = false
      const changed = watch.look(context, look)
      if (hasMoved) {
        moves += 1
        park()
      }
      return changed
    },
    stateOf: (bay) => states[byBay.get(bay) ?? -1] ?? 'unknown',
    occupied: () => fleets.car.mesh.count + fleets.van.mesh.count,
    dispose() {
      fleets.car.dispose()
      fleets.van.dispose()
      marks.dispose()
    },
  }
}

function stateOf({ entry, point }: Source<'bay'>, buffer: FrameContext['buffer'], shownAt: number): BayState {
  const reading = readingState(buffer, point, shownAt)
  if (reading === 'none') return 'unknown'
  if (reading !== 'true') return 'stale'
  if (buffer.value[point.series] === 0) return 'free'
  const vehicle = entry.points.get('vehicle')
  const isVan = vehicle?.point.kind === 'state' && Object.keys(vehicle.point.states)[buffer.value[vehicle.series]] === 'van'
  return isVan ? 'van' : 'car'
}

const colorOf = (bay: Bay): string => carColors[Math.floor(shareOf(bay.id, 41) * carColors.length)]

function placeBay(bay: Bay, car: Matrix4, mark: Matrix4): void {
  // Nobody parks to the centimetre: a little off the middle and the line, always the same for a bay.
  const turn = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), (-bay.heading * Math.PI) / 180 + (shareOf(bay.id, 42) - 0.5) * 0.05)
  const size = 0.95 + 0.08 * shareOf(bay.id, 43)
  car.compose(
    new Vector3(bay.position[0] + (shareOf(bay.id, 44) - 0.5) * 0.25, 0.02, -bay.position[1] + (shareOf(bay.id, 45) - 0.5) * 0.25),
    turn,
    new Vector3(size, size, size),
  )
  turn.setFromAxisAngle(new Vector3(0, 1, 0), (-bay.heading * Math.PI) / 180)
  mark.compose(new Vector3(bay.position[0], 0.06, -bay.position[1]), turn, new Vector3(bay.widthMeters - 0.16, 1, bay.lengthMeters - 0.16))
}

function createFleet(kind: 'car' | 'van', size: number, site: OverlaySite) {
  const geometry = buildCar(kind)
  const colors = new InstancedBufferAttribute(new Float32Array(Math.max(1, size) * 3), 3)
  colors.setUsage(DynamicDrawUsage)
  geometry.setAttribute('paintColor', colors)
  const material = createModelMaterial('car', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, size)
  mesh.name = `${kind}s`
  mesh.count = 0
  mesh.castShadow = mesh.receiveShadow = true
  mesh.frustumCulled = false
  mesh.customDepthMaterial = createShadowMaterial('car', site.uniforms)
  const dispose = (): void => {
    geometry.dispose()
    material.dispose()
    mesh.dispose()
  }
  return { mesh, colors, dispose }
}

function createMarks(size: number, site: OverlaySite) {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(new Float32Array([-0.5, 0, 0.5, 0.5, 0, 0.5, 0.5, 0, -0.5, -0.5, 0, -0.5]), 3))
  geometry.setIndex([0, 1, 2, 0, 2, 3])
  const kinds = new InstancedBufferAttribute(new Float32Array(Math.max(1, size)), 1)
  geometry.setAttribute('mark', kinds)
  const material = new ShaderMaterial({ vertexShader: markVertex, fragmentShader: markFragment, uniforms: site.uniforms, transparent: true, depthWrite: false })
  const mesh = new InstancedMesh(geometry, material, size)
  mesh.name = 'bay-marks'
  mesh.frustumCulled = false
  mesh.renderOrder = 1
  return {
    mesh,
    set(number: number, kind: number): boolean {
      if (kinds.getX(number) === kind) return false
      kinds.setX(number, kind)
      kinds.needsUpdate = true
      return true
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}
