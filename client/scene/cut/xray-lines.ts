import { BufferAttribute, BufferGeometry, LineSegments, ShaderMaterial } from 'three'
import type { Building } from '../../../models/site/building.ts'
import type { Ring } from '../../../models/site/geometry.ts'
import { elevationOf } from '../../../models/site/homes.ts'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { grade, hideStorey, tableLookup } from '../materials/shader-parts.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'

/** How strong a line is: what carries the house, what divides it, what rises through it. */
const weights = { edge: 0.62, home: 0.26, riser: 0.8 } as const

const vertex = /* glsl */ `
attribute vec2 rows;
attribute float weight;
varying float vWeight;
varying vec3 vScene;
${tableLookup}
void main() {
  vec4 storey = storeyOf(rows.x);
  vWeight = weight;
  vec4 place = vec4(position + vec3(0.0, storey.x, 0.0), 1.0);
  vScene = place.xyz;
  gl_Position = projectionMatrix * modelViewMatrix * place;
  ${hideStorey}
  if (storey.w < 0.1) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}`

const fragment = /* glsl */ `
varying float vWeight;
varying vec3 vScene;
${grade}
void main() {
  vec3 ink = mix(vec3(0.22, 0.25, 0.28), vec3(0.80, 0.84, 0.88), night);
  gl_FragColor = vec4(graded(ink, vScene, 0.0), vWeight);
}`

/** The edges of every house, storey by storey, in one draw: seen where the storey table says that walls give way. */
export function createXrayLines(index: SiteIndex, uniforms: SceneUniforms): LineSegments<BufferGeometry, ShaderMaterial> {
  const lines = new LinesWriter()
  for (const building of index.community.buildings) writeBuilding(lines, index, building)
  const material = new ShaderMaterial({ vertexShader: vertex, fragmentShader: fragment, uniforms, transparent: true, depthWrite: false })
  const mesh = new LineSegments(lines.toGeometry(), material)
  mesh.name = 'xray-lines'
  mesh.frustumCulled = false
  mesh.renderOrder = 3
  return mesh
}

function writeBuilding(lines: LinesWriter, index: SiteIndex, building: Building): void {
  for (let level = 1; level <= building.storeys; level += 1) {
    lines.row = storeyRowOf(index, building, level)
    const [floor, ceiling] = [elevationOf(building, level), elevationOf(building, level) + building.storeyHeightMeters]
    lines.weight = weights.edge
    lines.ring(building.outline, floor)
    lines.uprights(building.outline, floor, ceiling)
    if (level === building.storeys) lines.ring(building.outline, roofHeightOf(building))
    for (const unit of building.units) {
      lines.weight = weights.home
      const plans = new Map(unit.plans.map((plan) => [plan.key, plan]))
      for (const home of unit.floors.find((each) => each.level === level)?.homes ?? []) lines.ring(plans.get(home.plan)?.outline ?? [], floor)
      lines.weight = weights.riser
      for (const well of [...unit.lifts.map(({ shaft }) => shaft), ...(unit.stairs ? [unit.stairs] : [])]) {
        lines.ring(well, floor)
        lines.uprights(well, floor, ceiling)
      }
    }
  }
}

/** Collects straight lines with the row of their storey. */
class LinesWriter {
  row = 0
  weight = 1
  private readonly positions: number[] = []
  private readonly rows: number[] = []
  private readonly weights: number[] = []

  ring(ring: Ring | [], up: number): void {
    for (const [at, [east, north]] of ring.entries()) {
      const [nextEast, nextNorth] = ring[(at + 1) % ring.length]
      this.line(east, north, up, nextEast, nextNorth, up)
    }
  }

  uprights(ring: Ring, low: number, high: number): void {
    for (const [east, north] of ring) this.line(east, north, low, east, north, high)
  }

  private line(east: number, north: number, up: number, toEast: number, toNorth: number, toUp: number): void {
    this.positions.push(east, up, -north, toEast, toUp, -toNorth)
    this.rows.push(this.row, 0, this.row, 0)
    this.weights.push(this.weight, this.weight)
  }

  toGeometry(): BufferGeometry {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(this.positions), 3))
    geometry.setAttribute('rows', new BufferAttribute(new Float32Array(this.rows), 2))
    geometry.setAttribute('weight', new BufferAttribute(new Float32Array(this.weights), 1))
    return geometry
  }
}
