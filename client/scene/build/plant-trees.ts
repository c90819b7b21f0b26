import { Color, InstancedMesh, Matrix4, Quaternion, Vector3 } from 'three'
import type { Tree } from '../../../models/site/grounds.ts'
import { createLeafMaterial, createLeafShadow, type LeafUniforms } from '../materials/leaf-material.ts'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { autumnColors, linearOf, treeColors, youngColor } from '../palette.ts'
import { shareOfNumber } from '../random.ts'
import { buildTree, type TreeKind, treeKinds } from './trees.ts'

/** The trees of a model, one mesh per kind, and their foliage for the season to write. */
export type Planting = {
  readonly meshes: readonly InstancedMesh[]
  readonly foliage: ReadonlyMap<TreeKind, LeafUniforms['foliage']>
  dispose(): void
}

/** Plants every tree, each turned and grown a little differently from its neighbour. */
export function plantTrees(trees: readonly Tree[], uniforms: SceneUniforms, detail: 'full' | 'light'): Planting {
  const foliage = new Map<TreeKind, LeafUniforms['foliage']>()
  const meshes: InstancedMesh[] = []
  const parts: { dispose(): void }[] = []
  for (const kind of treeKinds) {
    const ofKind = trees.filter((tree) => tree.kind === kind)
    if (ofKind.length === 0) continue
    const leaf: LeafUniforms = {
      foliage: { value: new Vector3(1, 0, 0) },
      leafColor: { value: new Color(...linearOf(treeColors[kind])) },
      autumnColor: { value: new Color(...linearOf(autumnColors[kind])) },
      youngColor: { value: new Color(...linearOf(youngColor)) },
    }
    const geometry = buildTree(kind, detail)
    const material = createLeafMaterial(uniforms, leaf)
    const mesh = new InstancedMesh(geometry, material, ofKind.length)
    const shadow = createLeafShadow(uniforms, leaf)
    mesh.name = `trees-${kind}`
    mesh.customDepthMaterial = shadow
    mesh.castShadow = mesh.receiveShadow = true
    place(mesh, ofKind)
    foliage.set(kind, leaf.foliage)
    meshes.push(mesh)
    parts.push(geometry, material, shadow, mesh)
  }
  return {
    meshes,
    foliage,
    dispose() {
      for (const part of parts) part.dispose()
    },
  }
}

function place(mesh: InstancedMesh, trees: readonly Tree[]): void {
  const matrix = new Matrix4()
  const turn = new Quaternion()
  const up = new Vector3(0, 1, 0)
  for (const [number, { position, heightMeters }] of trees.entries()) {
    const wide = heightMeters * (0.9 + 0.35 * shareOfNumber(number, 31))
    turn.setFromAxisAngle(up, shareOfNumber(number, 32) * Math.PI * 2)
    matrix.compose(new Vector3(position[0], 0.1, -position[1]), turn, new Vector3(wide, heightMeters, wide))
    mesh.setMatrixAt(number, matrix)
    const shade = 0.92 + 0.16 * shareOfNumber(number, 33)
    mesh.setColorAt(number, new Color(shade * (0.97 + 0.06 * shareOfNumber(number, 34)), shade, shade * (0.95 + 0.08 * shareOfNumber(number, 35))))
  }
  mesh.computeBoundingSphere()
}
