import { BufferAttribute, BufferGeometry, Mesh } from 'three'
import type { SceneUniforms } from '../materials/scene-uniforms.ts'
import { createFlatMaterial, type Tone } from './flat-material.ts'

/** Many flat shapes in one mesh, each with a range of vertices whose tone is set together. */
export class Shapes {
  private readonly positions: number[] = []
  private readonly weights: number[] = []
  private readonly indices: number[] = []
  private readonly ranges: { readonly first: number; readonly count: number }[] = []
  private tones: BufferAttribute | null = null

  get size(): number {
    return this.ranges.length
  }

  /** Opens a shape; its vertices follow. Returns its number. */
  begin(): number {
    this.ranges.push({ first: this.positions.length / 3, count: 0 })
    return this.ranges.length - 1
  }

  /** `weight` multiplies the shape's alpha at this vertex. */
  vertex(east: number, north: number, up: number, weight: number): number {
    this.positions.push(east, up, -north)
    this.weights.push(weight)
    const last = this.ranges[this.ranges.length - 1]
    this.ranges[this.ranges.length - 1] = { first: last.first, count: last.count + 1 }
    return this.positions.length / 3 - 1
  }

  triangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c)
  }

  toMesh(name: string, uniforms: SceneUniforms, through = false): Mesh {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(this.positions), 3))
    this.tones = new BufferAttribute(new Float32Array((this.positions.length / 3) * 4), 4)
    geometry.setAttribute('tone', this.tones)
    geometry.setIndex(this.indices)
    const mesh = new Mesh(geometry, createFlatMaterial(uniforms, through))
    mesh.name = name
    mesh.frustumCulled = false
    mesh.renderOrder = 3
    return mesh
  }

  /** Sets a shape's tone; vertices keep their weight in its alpha. True if it was another before. */
  paint(shape: number, [red, green, blue, opacity]: Tone): boolean {
    const { tones } = this
    if (!tones) return false
    const { first, count } = this.ranges[shape]
    let changed = false
    for (let vertex = first; vertex < first + count; vertex += 1) {
      const alpha = opacity > 1.5 ? opacity : opacity * this.weights[vertex]
      if (tones.getW(vertex) === Math.fround(alpha) && tones.getX(vertex) === Math.fround(red) && tones.getY(vertex) === Math.fround(green)) continue
      tones.setXYZW(vertex, red, green, blue, alpha)
      tones.needsUpdate = true
      changed = true
    }
    return changed
  }
}
