import { type BufferGeometry, Color, DirectionalLight, Group, HemisphereLight, type Material, Mesh, Vector3, Vector4 } from 'three'
import type { Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { Text } from '../../models/text.ts'
import { indexPlaces, type Places } from '../state/places.ts'
import { buildBuildings } from './build/building-geometry.ts'
import { buildCity, cityTrees } from './build/city.ts'
import { buildGround, siteBounds } from './build/ground.ts'
import { type Planting, plantTrees } from './build/plant-trees.ts'
import { type LightSquare, skyVisibility } from './build/sky-visibility.ts'
import { buildStreetFurniture } from './build/street-furniture.ts'
import { type Occluders, occludersOf } from './build/visibility.ts'
import { type CutParts, createCutParts } from './cut/cut-parts.ts'
import { type CutPlans, createCutPlans } from './cut-plans.ts'
import { createLampLight, type LampLight } from './lamp-light.ts'
import { createModelMaterial, createShadowMaterial, type Surface } from './materials/model-material.ts'
import { createSceneUniforms, type SceneUniforms } from './materials/scene-uniforms.ts'
import { createOpenFloor, type OpenFloor } from './open-floor.ts'
import { createOverlays, type Overlays } from './overlays/index.ts'
import { sourcesOf } from './overlays/overlay.ts'
import { createStills, type Stills } from './quality/stills.ts'
import { buildSiteIndex, roofHeightOf, type SiteIndex } from './site-index.ts'
import { type Bounds, centreOf } from './space.ts'
import { StateTable, storeyChannels, uncut } from './state-table.ts'
import { Watches } from './watches.ts'
import { createPrecipitation, type Precipitation } from './weather/precipitation.ts'
import { createSkyDome } from './weather/sky-dome.ts'
import { createSnowfall, type Snowfall } from './weather/snowfall.ts'
import { calm, type Gauges, gaugesOf, type Weather } from './weather/weather.ts'

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
  readonly cutPlans: CutPlans
  /** What is too small to be seen from afar: shown while the camera is near. */
  readonly fittings: Mesh
  readonly detail: Detail
  readonly overlays: Overlays
  readonly cutParts: CutParts
  readonly watches: Watches
  readonly occluders: Occluders
  /** Names for what labels say. */
  readonly named: Places
  /** Layers whose things lie on the ground between the houses. */
  readonly groundLayers: ReadonlySet<string>
  readonly roofSpots: readonly {
    readonly building: string
    readonly at: readonly [number, number, number]
    readonly low: readonly [number, number, number]
    readonly name: Text
  }[]
  /** Points of the stations that measure the weather. */
  readonly gauges: Gauges
  readonly weather: Weather
  readonly snowfall: Snowfall
  readonly precipitation: Precipitation
  readonly planting: Planting
  /** Refines the picture at rest; null where it is never refined. */
  readonly stills: Stills | null
  readonly bounds: Bounds
  readonly middle: Vector3
  readonly radiusMeters: number
  dispose(): void
}

const lightMapSide = 384

/** `refines`: whether pictures at rest are to be refined, for which the sky needs a light of its own. */
export function createStage(community: Community, register: Register, detail: Detail, refines = false): Stage {
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
  const walls = createModelMaterial('fabric', uniforms)
  const fittings = addModel(root, index, uniforms, walls, disposables)
  const sun = createSun(radiusMeters, middle, detail)
  const sky = new HemisphereLight()
  const dome = refines ? createDome(sun) : null
  const stills = dome ? createStills({ sun, dome, sky, radiusMeters }) : null
  root.add(sun, sun.target, sky)
  if (dome) root.add(dome, dome.target)
  const openFloor = createOpenFloor(index, uniforms)
  const cutPlans = createCutPlans(index, uniforms)
  const watches = new Watches()
  const overlays = createOverlays({ index, register, uniforms, places, occluders, lampLight, square, watches })
  const planting = plantTrees([...community.trees, ...cityTrees(community, detail)], uniforms, detail)
  const precipitation = createPrecipitation(uniforms, detail)
  const firmament = createSkyDome(uniforms)
  const cutParts = createCutParts(index, uniforms, walls)
  disposables.push(planting, precipitation, firmament)
  root.add(openFloor.object, cutPlans.object, overlays.root, cutParts.object, ...planting.meshes, precipitation.object, firmament.object)
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
    cutPlans,
    fittings,
    detail,
    overlays,
    cutParts,
    watches,
    occluders,
    bounds,
    named: indexPlaces(community),
    gauges: gaugesOf(register),
    groundLayers: new Set(sourcesOf(register, 'bay').map(({ entry }) => entry.subsystem.id)),
    weather: calm(),
    snowfall: createSnowfall(),
    precipitation,
    planting,
    stills,
    roofSpots: roofSpotsOf(community),
    middle,
    radiusMeters,
    background: new Color(),
    dispose() {
      for (const each of disposables) each.dispose()
      openFloor.dispose()
      cutPlans.dispose()
      overlays.dispose()
      cutParts.dispose()
      sun.dispose()
      dome?.dispose()
      stills?.dispose()
    },
  }
}

type Disposables = { dispose(): void }[]

function addModel(root: Group, index: SiteIndex, uniforms: SceneUniforms, walls: Material, disposables: Disposables): Mesh {
  const { community } = index
  const { fabric, glass, fittings, shafts } = buildBuildings(index)
  const materials = new Map<Surface, Material>([['fabric', walls]])
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
  // The city around is a hint: it takes no part in the site's shadow map, which ends in its midst.
  add('city', buildCity(community).toGeometry(), 'fabric', false)
  add('buildings', fabric.toGeometry(), 'fabric', true)
  if (glass.vertexCount > 0) add('windows', glass.toGeometry(), 'glass', false)
  if (shafts.vertexCount > 0) add('shafts', shafts.toGeometry(), 'shaft', false)
  const small = add('fittings', fittings.toGeometry(), 'fabric', false)
  small.visible = false
  add('furniture', buildStreetFurniture(community).toGeometry(), 'fabric', true)
  disposables.push(...materials.values())
  return small
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

/** The sky as one light that is dark while things move; a still moves it over all directions. */
function createDome(sun: DirectionalLight): DirectionalLight {
  const dome = new DirectionalLight()
  dome.intensity = 0
  dome.castShadow = true
  dome.shadow.mapSize.set(2048, 2048)
  dome.shadow.autoUpdate = false
  dome.shadow.camera.copy(sun.shadow.camera)
  dome.shadow.bias = sun.shadow.bias
  dome.shadow.normalBias = sun.shadow.normalBias * 1.6
  dome.shadow.radius = 2
  return dome
}

/** Where the names of houses stand: over the roofs of those people live or meet in. */
const roofSpotsOf = (community: Community): Stage['roofSpots'] =>
  community.buildings
    .filter(({ kind }) => kind !== 'bicycle-shed' && kind !== 'gatehouse' && kind !== 'garage')
    .map((building) => {
      const [east, north] = centreOf(building.outline)
      const [top, low] = [roofHeightOf(building) + building.roof.heightMeters + 1, building.baseMeters + 1.5]
      return { building: building.id, at: [east, north, top] as const, low: [east, north, low] as const, name: building.name }
    })
