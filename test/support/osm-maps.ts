import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Community } from '../../models/site/community.ts'
import { toGeographic, toLocalExact } from '../../models/site/frames.ts'
import { importOsm } from '../../server/import/import-osm.ts'
import { emptyOsm, type OsmData } from '../../server/import/osm-data.ts'
import { readOsm } from '../../server/import/read-osm.ts'

const folder = await mkdtemp(join(tmpdir(), 'linli-osm-'))
let written = 0

export async function writeMap(text: string): Promise<string> {
  written += 1
  const path = join(folder, `map-${written}.osm`)
  await writeFile(path, text)
  return path
}

export const importData = (data: OsmData, frame: 'wgs84' | 'gcj02' = 'wgs84'): Community =>
  importOsm(data, { id: 'imported', name: { zh: '导入', en: 'Imported' }, frame })

export async function importFile(path: string, frame: 'wgs84' | 'gcj02' = 'wgs84'): Promise<Community> {
  const data = emptyOsm()
  await readOsm(path, data)
  return importData(data, frame)
}

/** A map of one walk-up with four entrances, a road, a lamp and a parking area, about 116.35 E 39.96 N. */
export const smallMap = (body = ''): string => {
  const center = { longitude: 116.35, latitude: 39.96 }
  let next = 100
  const nodes: string[] = []
  const node = (x: number, y: number, tags = ''): number => {
    next += 1
    const { longitude, latitude } = toGeographic(center, [x, y])
    nodes.push(`<node id="${next}" lat="${latitude}" lon="${longitude}">${tags}</node>`)
    return next
  }
  const tag = (k: string, v: string): string => `<tag k="${k}" v="${v}"/>`
  const way = (id: number, refs: readonly number[], tags: string): string => `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags}</way>`
  const door = tag('entrance', 'yes')
  const [a, b] = [node(0, 0), node(57.6, 0)]
  const [c, d] = [node(57.6, 11.8), node(0, 11.8)]
  const doors = [50.4, 36, 21.6, 7.2].map((x) => node(x, 11.8, door))
  const ways = [
    way(1, [a, b, c, ...doors, d, a], tag('building', 'apartments') + tag('name', '5号楼')),
    way(2, [node(-30, 20), node(90, 20)], tag('highway', 'residential')),
    (() => {
      const p = node(0, 30)
      return way(3, [p, node(25, 30), node(25, 46.5), node(0, 46.5), p], tag('amenity', 'parking'))
    })(),
  ]
  node(30, 24, tag('highway', 'street_lamp'))
  return `<?xml version="1.0" encoding="UTF-8"?><osm version="0.6" copyright="OpenStreetMap and contributors">${nodes.join('')}${ways.join('')}${body}</osm>`
}

/** The same map moved, turned and given other ids. */
export function transform(
  data: OsmData,
  { turn, longitude, latitude, salt }: { readonly turn: number; readonly longitude: number; readonly latitude: number; readonly salt: number },
): OsmData {
  const [first] = data.nodes.values()
  if (!first) return data
  const target = { longitude: first.longitude + longitude, latitude: first.latitude + latitude }
  const renamed = (id: string): string => String((BigInt(id) * 7919n + BigInt(salt)) % 1_000_000_000_039n)
  const moved = emptyOsm()
  for (const node of data.nodes.values()) {
    const [x, y] = toLocalExact(first, node)
    const there = toGeographic(target, [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)])
    moved.nodes.set(renamed(node.id), { ...node, ...there, id: renamed(node.id) })
  }
  for (const way of data.ways.values()) moved.ways.set(renamed(way.id), { ...way, id: renamed(way.id), nodes: way.nodes.map(renamed) })
  for (const relation of data.relations.values())
    moved.relations.set(renamed(relation.id), {
      ...relation,
      id: renamed(relation.id),
      members: relation.members.map((member) => ({ ...member, ref: renamed(member.ref) })),
    })
  return moved
}
