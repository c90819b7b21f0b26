import { readFileSync } from 'node:fs'
import { Matrix4, Vector3 } from 'three'
import { describe, expect, it } from 'vitest'
import { createPosts } from '../support/recipes/posts.ts'
import { noon, sceneOf } from '../support/scene-context.ts'
import { smallCommunity } from '../support/small-community.ts'

const bins = ['bin-a', 'bin-b'].map((id, index) => ({ id, type: 'waste.bin', place: {}, position: [10 * index, 5, 0] as [number, number, number] }))

function make() {
  const scene = sceneOf({ ...smallCommunity(), devices: bins }, { layers: new Set(['waste']) })
  const posts = createPosts({ register: scene.register, watches: scene.stage.watches })
  const heightOf = (instance: number): number => {
    const matrix = new Matrix4()
    posts.object.getMatrixAt(instance, matrix)
    return new Vector3().setFromMatrixScale(matrix).y
  }
  return { ...scene, posts, heightOf }
}

describe('the recipe "add an overlay"', () => {
  it('shows the very file that is tried here', () => {
    const shown = /```ts\n([\s\S]*?)\n```/.exec(readFileSync('docs/recipes/add-an-overlay.md', 'utf8'))?.[1]
    const tried = readFileSync('test/support/recipes/posts.ts', 'utf8')
      .replaceAll("'../../../client/scene/overlays/", "'./")
      .replaceAll("'../../../client/scene/", "'../")
    expect(shown).toBe(tried.trimEnd())
  })

  it('draws each device as its value says, and the other way round when the values are swapped', () => {
    const { report, run, posts, context, heightOf } = make()
    report('bin-a', 'fill', 100)
    report('bin-b', 'fill', 50)
    run()
    posts.update(context)
    const [a, b] = [heightOf(0), heightOf(1)]
    expect(a).toBeCloseTo(2 * b, 3)
    report('bin-a', 'fill', 50)
    report('bin-b', 'fill', 100)
    run()
    posts.update(context)
    expect([heightOf(0), heightOf(1)].map((height) => height.toFixed(3))).toEqual([b.toFixed(3), a.toFixed(3)])
  })

  it('does not draw a stale value as if it were true', () => {
    const { report, run, posts, context, heightOf } = make()
    report('bin-a', 'fill', 80, noon - 86_400_000)
    run()
    posts.update(context)
    expect(heightOf(0)).toBe(0)
  })
})
