import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Group, Mesh, type Object3D, type ShaderMaterial } from 'three'
import { type FlowPiece, flowTree } from '../../../../models/engines/energy/flow-tree.ts'
import { buildDriveNet, waysFrom } from '../../../../models/engines/parking/drive-net.ts'
import { centroidOf, distance } from '../../../../models/site/planar.ts'
import { frameBetween, placeOn } from '../../space.ts'
import { createFlatMaterial, toneOf } from '../flat-material.ts'
import type { OverlaySite } from '../overlay.ts'

const upMeters = 0.42
const tone = toneOf('#51697b', 0.9)
const leastMeters = 0.3
/** Metres of width for a kilowatt: a substation at its evening peak is as wide as half its road. */
const metersPerKilowatt = 0.0085

/** What flows from the substations to the buildings by the declared feeders, drawn along the roads as bands as wide as it is much. A building of which nothing is measured has none. */
export function createFlow(site: OverlaySite) {
  const { community } = site.index
  let made: { readonly mesh: Mesh; readonly material: ShaderMaterial; readonly pieces: readonly FlowPiece[]; readonly positions: BufferAttribute } | null = null
  const object: Object3D = new Group()
  object.name = 'energy-flow'
  const buildings = new Map(community.buildings.map((building, number) => [building.id, number]))
  const fed = community.buildings.map((building) => building.units[0]?.entrance.position ?? centroidOf(building.outline))

  /** Where each substation's feeders lead, by the links of the model. Transformers in one room are one source. */
  function piecesOf(): FlowPiece[] {
    const net = buildDriveNet(community.roads)
    const sources = new Map<string, { readonly at: readonly [number, number]; readonly to: number[] }>()
    for (const { kind, from, to } of community.links) {
      const number = buildings.get(to)
      const transformer = site.register.devices.get(from)
      if (kind !== 'power' || number === undefined || !transformer) continue
      const key = transformer.device.place.building ?? from
      const source = sources.get(key) ?? { at: [transformer.device.position[0], transformer.device.position[1]] as const, to: [] }
      sources.set(key, source)
      source.to.push(number)
    }
    return [...sources.values()].flatMap(({ at, to }) => {
      const tree = flowTree(
        net,
        waysFrom(net, [at[0], at[1]]),
        to.map((number) => fed[number]),
      )
      return tree.map((piece) => ({ ...piece, feeds: piece.feeds.map((each) => to[each]) }))
    })
  }

  /** Made when the layer is first switched on: most shifts never do. */
  function make() {
    const pieces = piecesOf().filter(({ from, to }) => distance(from, to) > 0.05)
    const geometry = new BufferGeometry()
    const positions = new BufferAttribute(new Float32Array(pieces.length * 12), 3)
    positions.setUsage(DynamicDrawUsage)
    const tones = new Float32Array(pieces.length * 16)
    for (let vertex = 0; vertex < pieces.length * 4; vertex += 1) tones.set(tone, vertex * 4)
    geometry.setAttribute('position', positions)
    geometry.setAttribute('tone', new BufferAttribute(tones, 4))
    geometry.setIndex(pieces.flatMap((_, piece) => [0, 1, 2, 0, 2, 3].map((corner) => piece * 4 + corner)))
    const material = createFlatMaterial(site.uniforms)
    const mesh = new Mesh(geometry, material)
    mesh.frustumCulled = false
    mesh.renderOrder = 2
    object.add(mesh)
    return { mesh, material, pieces, positions }
  }

  return {
    object,
    /** `kilowattsOf` gives what a building of the community draws by its number, 0 where nothing is known. */
    update(kilowattsOf: (building: number) => number): void {
      made ??= make()
      const { pieces, positions } = made
      for (let each = 0; each < pieces.length; each += 1) {
        const { from, to, feeds } = pieces[each]
        let kilowatts = 0
        for (const building of feeds) kilowatts += kilowattsOf(building)
        const half = kilowatts > 0 ? (leastMeters + kilowatts * metersPerKilowatt) / 2 : 0
        const frame = frameBetween(from, to)
        const length = distance(from, to)
        const reach = Math.min(half, 0.6)
        const corners = [
          placeOn(frame, -reach, -half),
          placeOn(frame, length + reach, -half),
          placeOn(frame, length + reach, half),
          placeOn(frame, -reach, half),
        ]
        for (const [corner, [east, north]] of corners.entries()) positions.setXYZ(each * 4 + corner, east, upMeters, -north)
      }
      positions.needsUpdate = true
    },
    dispose(): void {
      made?.mesh.geometry.dispose()
      made?.material.dispose()
    },
  }
}
