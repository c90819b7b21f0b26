import type { OsmData, OsmMember } from './osm-data.ts'

type Attributes = Readonly<Record<string, string>>
export type Collector = { open(tag: string, attributes: Attributes): void; close(tag: string): void }

type Draft = {
  readonly kind: 'node' | 'way' | 'relation'
  readonly attributes: Attributes
  readonly tags: Record<string, string>
  readonly refs: string[]
  readonly members: OsmMember[]
}

const isElement = (tag: string): tag is Draft['kind'] => tag === 'node' || tag === 'way' || tag === 'relation'
/** Objects without a prototype: a tag named `__proto__` is a tag like any other. */
const noTags = (): Record<string, string> => Object.create(null)

/** Puts the elements of a stream of tags into `data`; a second element of the same id counts as a duplicate, the newer stays. */
export function openCollector(data: OsmData): Collector {
  let draft: Draft | null = null
  return {
    open(tag, attributes) {
      if (tag === 'osm' && attributes.copyright)
        data.attribution = attributes.copyright.includes('OpenStreetMap') ? '© OpenStreetMap contributors, ODbL 1.0' : attributes.copyright.slice(0, 200)
      if (isElement(tag)) draft = { kind: tag, attributes, tags: noTags(), refs: [], members: [] }
      else if (draft && tag === 'tag' && attributes.k !== undefined) draft.tags[attributes.k] = attributes.v ?? ''
      else if (draft && tag === 'nd' && attributes.ref) draft.refs.push(attributes.ref)
      else if (draft && tag === 'member') draft.members.push({ type: attributes.type ?? '', ref: attributes.ref ?? '', role: attributes.role ?? '' })
    },
    close(tag) {
      if (!draft || tag !== draft.kind) return
      keep(data, draft)
      draft = null
    },
  }
}

function keep(data: OsmData, { kind, attributes, tags, refs, members }: Draft): void {
  const id = attributes.id
  if (attributes.visible === 'false' || attributes.action === 'delete') return
  const version = Number(attributes.version ?? 0) || 0
  switch (kind) {
    case 'node': {
      const [longitude, latitude] = [Number(attributes.lon), Number(attributes.lat)]
      const onEarth = attributes.lon !== undefined && attributes.lat !== undefined && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85
      if (!id || !onEarth) data.flaws.badNodes += 1
      else insert(data, data.nodes, { id, version, longitude, latitude, tags })
      return
    }
    case 'way':
      if (!id || refs.length < 2) data.flaws.badWays += 1
      else insert(data, data.ways, { id, version, nodes: refs, tags })
      return
    case 'relation':
      if (id) insert(data, data.relations, { id, version, members, tags })
  }
}

function insert<T extends { readonly id: string; readonly version: number }>(data: OsmData, into: Map<string, T>, element: T): void {
  const before = into.get(element.id)
  if (before) data.flaws.duplicates += 1
  if (!before || element.version >= before.version) into.set(element.id, element)
}
