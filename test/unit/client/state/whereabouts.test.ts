import { describe, expect, it } from 'vitest'
import { whereabouts } from '../../../../client/state/whereabouts.ts'
import { shippedCommunities } from '../../../../models/communities/index.ts'
import { centroidOf } from '../../../../models/site/planar.ts'

const community = shippedCommunities.xingfuli()
const houseOf = (id: string) => {
  const house = community.buildings.find((each) => each.id === id)
  if (!house) throw new Error(`There is no house ${id}.`)
  return house
}

describe('whereabouts', () => {
  it('name the side of the nearest house in both languages', () => {
    const [east] = centroidOf(houseOf('2').outline)
    const south = Math.min(...houseOf('2').outline.map(([, north]) => north))
    const said = whereabouts({ ...community, roads: [] }, [east, south - 3])
    expect(said).toEqual({ zh: '2号楼南侧', en: 'south of Building 2' })
  })

  it('name a gate where one stands in it', () => {
    expect(whereabouts(community, community.gates[0].position)?.zh).toBe('南门')
  })

  it('are nothing where nothing near has a name', () => {
    expect(whereabouts(community, [2000, 2000])).toBeNull()
  })
})
