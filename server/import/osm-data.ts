import type { Geographic } from '../../models/site/frames.ts'

export type Tags = Readonly<Record<string, string>>
export type OsmNode = Geographic & { readonly id: string; readonly version: number; readonly tags: Tags }
export type OsmWay = { readonly id: string; readonly version: number; readonly nodes: readonly string[]; readonly tags: Tags }
export type OsmMember = { readonly type: string; readonly ref: string; readonly role: string }
export type OsmRelation = { readonly id: string; readonly version: number; readonly members: readonly OsmMember[]; readonly tags: Tags }

/** What a file held that was not as it should be; counted, so that the report can say so. */
export type OsmFlaws = { duplicates: number; badNodes: number; badWays: number; brokenAt: string | null }

/** The elements of one or several OpenStreetMap files, by id. */
export type OsmData = {
  readonly nodes: Map<string, OsmNode>
  readonly ways: Map<string, OsmWay>
  readonly relations: Map<string, OsmRelation>
  readonly flaws: OsmFlaws
  attribution: string
}

export const emptyOsm = (): OsmData => ({
  nodes: new Map(),
  ways: new Map(),
  relations: new Map(),
  flaws: { duplicates: 0, badNodes: 0, badWays: 0, brokenAt: null },
  attribution: '© OpenStreetMap contributors, ODbL 1.0',
})
