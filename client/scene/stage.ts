import {
  type BufferGeometry,
  Color,
  DirectionalLight,
  Group,
  HemisphereLight,
  InstancedMesh,
  type Material,
  Matrix4,
  Mesh,
  Quaternion,
  Vector3,
  Vector4,
} from 'three'
import type { PointEntry, Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { Tree } from '../../models/site/grounds.ts'
import type { Text } from '../../models/text.ts'
import { indexPlaces, type Places } from '../state/places.ts'
import { buildBuildings } from './build/building-geometry.ts'
import { buildCity } from './build/city.ts'
import { buildGround, siteBounds } from './build/ground.ts'
import { type LightSquare, skyVisibility } from './build/sky-visibility.ts'
import { buildStreetFurniture } from './build/street-furniture.ts'
import { buildTree, treeKinds } from './build/trees.ts'
import { type Occluders, occludersOf } from './build/visibility.ts'
import { createLampLight, type LampLight } from './lamp-light.ts'
import { createModelMaterial, createShadowMaterial, type Surface } from './materials/model-material.ts'
import { createSceneUniforms, type SceneUniforms } from './materials/scene-uniforms.ts'
import { createOpenFloor, type OpenFloor } from './open-floor.ts'
import { createOverlays, type Overlays } from './overlays/index.ts'
import { sourcesOf } from './overlays/overlay.ts'
import { shareOfNumber } from './random.ts'
import { buildSiteIndex, roofHeightOf, type SiteIndex } from './site-index.ts'
import { type Bounds, centreOf } from './space.ts'
import { StateTable, storeyChannels, uncut } from './state-table.ts'
import { Watches } from './watches.ts'

/** How much detail is worth its price here: software rendering pays for every vertex and pixel. */
export type Detail = 'full' | 'light'

/** Everything that stands on the stage, made once per community; what moves is written by the systems. */
export type Stage = {
  readonly index: SiteIndex
  readonly register: Register
  readonly root: Group
  readonly storeys: StateTable
  readonly places: StateTable
  readonly uniforms: SceneUniforms
  readonly sun: DirectionalLight
  readonly sky: HemisphereLight
  readonly background: Color
  readonly lampLight: LampLight
  readonly openFloor: OpenFloor
  /** What is too small to be seen from afar: shown while the camera is near. */
  readonly fittings: Mesh
  readonly detail: Detail
  readonly overlays: Overlays
  readonly watches: Watches
  readonly occluders: Occluders
  /** Names for what labels say. */
  readonly named: Places
  /** Points that report rain as a rate, whatever kind of device they belong to. */
  readonly gauges: readonly PointEntry[]
  /** Layers whose things lie on the ground between the houses. */
  readonly groundLayers: ReadonlySet<string>
  readonly roofSpots: readonly {
    readonly building: string
    readonly at: readonly [number, number, number]
    readonly low: readonly [number, number, number]
    readonly name: Text
  }[]
  readonly bounds: Bounds
  readonly middle: Vector3
  readonly radiusMeters: number
  dispose(): void
}

const lightMapSide = 384

export function createStage(community: Community, register: Register, detail: Detail): Stage {
  const index = buildSiteIndex(community)
  const bounds = siteBounds(community)
  const [width, depth] = [bounds.maxEast - bounds.minEast, bounds.maxNorth - bounds.minNorth]
  const middle = new Vector3((bounds.minEast + bounds.maxEast) / 2, 0, -(bounds.minNorth + bounds.maxNorth) / 2)
  const radiusMeters = Math.hypot(width, depth) / 2
  const side = Math.max(width, depth) + 80
  const square: LightSquare = { west: middle.x - side / 2, south: -middle.z - side / 2, sideMeters: side }
  const storeys = new StateTable(index.storeyRows, 1, 'floats')
  for (let row = 0; row < index.storeyRows; row += 1) storeys.write(row, 0, storeyChannels.cutAt, uncut)
  const places = new StateTable(index.placeRows, 2, 'bytes')
  const haze = new Vector4(middle.x, middle.z, radiusMeters * 0.9, radiusMeters * 1.85)
  const uniforms = createSceneUniforms(storeys, places, skyVisibility(community, square, lightMapSide), lightMapSide, square, haze)
  const occluders = occludersOf(community.buildings.map(({ outline }) => outline))
  const lampLight = createLampLight(community.lamps, occluders, square, detail === 'full' ? 1024 : 640)
  uniforms.lampLight.value = lampLight.texture
  const root = new Group()
  const disposables: { dispose(): void }[] = [lampLight, storeys.texture, places.texture, uniforms.skyVisibility.value]
  const fittings = addModel(root, index, uniforms, detail, disposables)
  const sun = createSun(radiusMeters, middle, detail)
  const sky = new HemisphereLight()
  root.add(sun, sun.target, sky)
  const openFloor = createOpenFloor(index, uniforms)
  const watches = new Watches()
  const overlays = createOverlays({ index, register, uniforms, places, occluders, lampLight, square, watches })
  root.add(openFloor.object, overlays.root)
  return {
    index,
    register,
    root,
    storeys,
    places,
    uniforms,
    sun,
    sky,
    lampLight,
    openFloor,
    fittings,
    detail,
    overlays,
    watches,
    occluders,
    bounds,
    named: indexPlaces(community),
    gauges: gaugesOf(register),
    groundLayers: new Set(sourcesOf(register, 'bay').map(({ entry }) => entry.subsystem.id)),
    roofSpots: roofSpotsOf(community),
    middle,
    radiusMeters,
    background: new Color(),
    dispose() {
      for (const each of disposables) each.dispose()
      openFloor.dispose()
      overlays.dispose()
      sun.dispose()
    },
  }
}

type Disposables = { dispose(): void }[]

function addModel(root: Group, index: SiteIndex, uniforms: SceneUniforms, detail: Detail, disposables: Disposables): Mesh {
  const { community } = index
  const { fabric, glass, fittings, shafts } = buildBuildings(index)
  const materials = new Map<Surface, Material>()
  const add = (name: string, geometry: BufferGeometry, surface: Surface, casts: boolean): Mesh => {
    const material = materials.get(surface) ?? createModelMaterial(surface, uniforms)
    materials.set(surface, material)
    const mesh = new Mesh(geometry, material)
    mesh.name = name
    mesh.castShadow = casts
    mesh.receiveShadow = true
    if (casts) mesh.customDepthMaterial = createShadowMaterial(surface, uniforms)
    // One mesh spans the site, and storeys leave its bounds when they lift: culling it would save nothing.
    mesh.frustumCulled = false
    if (surface === 'shaft') mesh.renderOrder = 2
    root.add(mesh)
    disposables.push(geometry)
    return mesh
  }
  add('ground', buildGround(community).toGeometry(), 'fabric', false)
  add('city', buildCity(community).toGeometry(), 'fabric', true)
  add('buildings', fabric.toGeometry(), 'fabric', true)
  if (glass.vertexCount > 0) add('windows', glass.toGeometry(), 'glass', false)
  if (shafts.vertexCount > 0) add('shafts', shafts.toGeometry(), 'shaft', false)
  const small = add('fittings', fittings.toGeometry(), 'fabric', false)
  small.visible = false
  add('furniture', buildStreetFurniture(community).toGeometry(), 'fabric', true)
  for (const kind of treeKinds) {
    const trees = community.trees.filter((tree) => tree.kind === kind)
    if (trees.length > 0) root.add(plant(kind, trees, uniforms, detail, disposables))
  }
  disposables.push(...materials.values())
  return small
}

function plant(kind: Tree['kind'], trees: readonly Tree[], uniforms: SceneUniforms, detail: Detail, disposables: Disposables): InstancedMesh {
  const geometry = buildTree(kind, detail)
  const material = createModelMaterial('leaf', uniforms)
  const mesh = new InstancedMesh(geometry, material, trees.length)
  mesh.name = `trees-${kind}`
  mesh.customDepthMaterial = createShadowMaterial('leaf', uniforms)
  mesh.castShadow = mesh.receiveShadow = true
  const matrix = new Matrix4()
  const turn = new Quaternion()
  const up = new Vector3(0, 1, 0)
  for (const [number, { position, heightMeters }] of trees.entries()) {
    const wide = heightMeters * (0.85 + 0.35 * shareOfNumber(number, 31))
    turn.setFromAxisAngle(up, shareOfNumber(number, 32) * Math.PI * 2)
    matrix.compose(new Vector3(position[0], 0.1, -position[1]), turn, new Vector3(wide, heightMeters, wide))
    mesh.setMatrixAt(number, matrix)
    const shade = 0.9 + 0.2 * shareOfNumber(number, 33)
    mesh.setColorAt(number, new Color(shade, shade, shade * (0.96 + 0.06 * shareOfNumber(number, 34))))
  }
  mesh.computeBoundingSphere()
  disposables.push(geometry, material, mesh)
  return mesh
}

/** One soft shadow map over the whole site, drawn anew only when the sun or a storey moved. */
function createSun(radius: number, middle: Vector3, detail: Detail): DirectionalLight {
  const sun = new DirectionalLight()
  sun.castShadow = true
  const side = detail === 'full' ? 4096 : 2048
  sun.shadow.mapSize.set(side, side)
  const reach = radius * 1.08
  Object.assign(sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 10, far: radius * 6 })
  sun.shadow.bias = -0.0006
  sun.shadow.normalBias = 0.03 + ((reach * 2) / side) * 1.25
  sun.shadow.radius = detail === 'full' ? 3 : 2
  sun.target.position.copy(middle)
  return sun
}

const gaugesOf = (register: Register): PointEntry[] =>
  [...register.devices.values()].flatMap(({ points }) => {
    const rain = points.get('rain')
    return rain?.point.kind === 'number' && rain.point.unit === 'mm/h' ? [rain] : []
  })

/** Where the names of houses stand: over the roofs of those people live or meet in. */
const roofSpotsOf = (community: Community): Stage['roofSpots'] =>
  community.buildings
    .filter(({ kind }) => kind !== 'bicycle-shed' && kind !== 'gatehouse' && kind !== 'garage')
    .map((building) => {
      const [east, north] = centreOf(building.outline)
      const [top, low] = [roofHeightOf(building) + building.roof.heightMeters + 1, building.baseMeters + 1.5]
      return { building: building.id, at: [east, north, top] as const, low: [east, north, low] as const, name: building.name }
    })
