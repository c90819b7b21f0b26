import type { Mesh } from 'three'

/** Gives back what a mesh holds of the graphics card. */
export function disposeMesh({ geometry, material }: Mesh): void {
  geometry.dispose()
  for (const each of Array.isArray(material) ? material : [material]) each.dispose()
}
