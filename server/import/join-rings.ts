import type { Position2, Ring } from '../../models/site/geometry.ts'
import { anticlockwise, areaOf, contains } from '../../models/site/planar.ts'
import type { OsmData, OsmMember, OsmNode } from './osm-data.ts'

export type JoinedArea = { readonly outline: Ring; readonly holes: readonly Ring[]; readonly nodes: readonly OsmNode[] }

/** The surfaces of a multipolygon: member ways joined end to end, each hole given to the outline that holds it. Open chains are left out. */
export function joinRings(data: OsmData, members: readonly OsmMember[], place: (node: OsmNode) => Position2): JoinedArea[] {
  const chainsOf = (inner: boolean): string[][] =>
    members
      .filter(({ type, role }) => type === 'way' && (role === 'inner') === inner)
      .flatMap(({ ref }) => {
        const way = data.ways.get(ref)
        return way ? [[...way.nodes]] : []
      })
  const toRing = (refs: readonly string[]): { ring: Ring; nodes: OsmNode[] } => {
    const nodes = refs.slice(0, -1).flatMap((ref) => data.nodes.get(ref) ?? [])
    return { ring: nodes.map(place), nodes }
  }
  const holes = closeChains(chainsOf(true))
    .map((refs) => anticlockwise(toRing(refs).ring))
    .filter(isSurface)
  return closeChains(chainsOf(false))
    .map(toRing)
    .filter(({ ring }) => isSurface(ring))
    .map(({ ring, nodes }) => ({ outline: anticlockwise(ring), nodes, holes: holes.filter((hole) => hole[0] !== undefined && contains(ring, hole[0])) }))
}

const isSurface = (ring: Ring): boolean => ring.length >= 3 && areaOf(ring) >= 0.5

/** Joins chains of node ids at their common ends until they close. */
function closeChains(chains: readonly string[][]): string[][] {
  const open = chains.filter((chain) => chain.length > 1).map((chain) => [...chain])
  const closed: string[][] = []
  while (open.length > 0) {
    let chain = open.pop() ?? []
    while (chain[0] !== chain.at(-1)) {
      const end = chain.at(-1)
      const index = open.findIndex((other) => other[0] === end || other.at(-1) === end)
      const [next] = index < 0 ? [] : open.splice(index, 1)
      if (!next) break
      chain = [...chain, ...(next[0] === end ? next : [...next].reverse()).slice(1)]
    }
    if (chain.length > 3 && chain[0] === chain.at(-1)) closed.push(chain)
  }
  return closed
}
