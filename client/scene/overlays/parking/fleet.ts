import { Color, DynamicDrawUsage, InstancedBufferAttribute, InstancedMesh, Matrix4, Quaternion, Vector3 } from 'three'
import type { Bay } from '../../../../models/site/grounds.ts'
import { buildCar, type CarKind } from '../../build/cars.ts'
import { createModelMaterial, createShadowMaterial } from '../../materials/model-material.ts'
import { carColors } from '../../palette.ts'
import { shareOf } from '../../random.ts'
import type { OverlaySite } from '../overlay.ts'

/** All vehicles of one kind, one instance for each that stands now. */
export function createFleet(kind: CarKind, bays: readonly Bay[], site: OverlaySite) {
  const places = bays.map(placeOf)
  const paints = bays.map((bay) => new Color(carColors[Math.floor(shareOf(bay.id, 41) * carColors.length)]))
  const geometry = buildCar(kind)
  const colors = new InstancedBufferAttribute(new Float32Array(Math.max(1, bays.length) * 3), 3)
  colors.setUsage(DynamicDrawUsage)
  geometry.setAttribute('paintColor', colors)
  const material = createModelMaterial('car', site.uniforms)
  const mesh = new InstancedMesh(geometry, material, bays.length)
  mesh.name = `${kind}s`
  mesh.count = 0
  mesh.castShadow = mesh.receiveShadow = true
  mesh.frustumCulled = false
  mesh.customDepthMaterial = createShadowMaterial('car', site.uniforms)
  const slots = new Int32Array(bays.length).fill(-1)
  const [matrix, place] = [new Matrix4(), new Vector3()]
  return {
    mesh,
    /** Takes all vehicles out; `park` then puts in those that stand. */
    clear(): void {
      mesh.count = 0
      slots.fill(-1)
    },
    park(bay: number): void {
      slots[bay] = mesh.count
      mesh.setMatrixAt(mesh.count, places[bay].rest)
      paints[bay].toArray(colors.array, mesh.count * 3)
      mesh.count += 1
      mesh.instanceMatrix.needsUpdate = colors.needsUpdate = true
    },
    /** Puts a vehicle part of its way out of its bay: 0 is in it, 1 on the road. */
    move(bay: number, out: number): void {
      if (slots[bay] < 0) return
      const { rest, wayEast, waySouth } = places[bay]
      place.setFromMatrixPosition(rest)
      matrix.copy(rest).setPosition(place.x + wayEast * out, place.y, place.z + waySouth * out)
      mesh.setMatrixAt(slots[bay], matrix)
      mesh.instanceMatrix.needsUpdate = true
    },
    dispose(): void {
      geometry.dispose()
      material.dispose()
      mesh.dispose()
    },
  }
}

/** Where a vehicle stands in its bay, and the way it backs out by. Nobody parks to the centimetre: a little off the middle and the line, always the same for a bay. */
function placeOf(bay: Bay) {
  const turn = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), (-bay.heading * Math.PI) / 180 + (shareOf(bay.id, 42) - 0.5) * 0.05)
  const size = 0.95 + 0.08 * shareOf(bay.id, 43)
  const middle = new Vector3(bay.position[0] + (shareOf(bay.id, 44) - 0.5) * 0.25, 0.02, -bay.position[1] + (shareOf(bay.id, 45) - 0.5) * 0.25)
  const heading = (bay.heading * Math.PI) / 180
  const way = bay.lengthMeters * 1.05
  return { rest: new Matrix4().compose(middle, turn, new Vector3(size, size, size)), wayEast: -Math.sin(heading) * way, waySouth: Math.cos(heading) * way }
}
