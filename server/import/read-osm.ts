import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SaxesParser } from 'saxes'
import { ImportError } from './import-error.ts'
import { openCollector } from './osm-collector.ts'
import type { OsmData } from './osm-data.ts'

/** Larger extracts hold a city, not a community, and would not fit the model. */
export const largestFileBytes = 200 * 1024 * 1024

/**
 * Reads an OpenStreetMap XML file as a stream into `data`. A file that breaks off keeps what came before the break,
 * and `data.flaws.brokenAt` says where. Throws ImportError for a file that is missing, empty, too large,
 * not OSM, or that declares a document type (entities could be expanded without end).
 */
export async function readOsm(path: string, data: OsmData, limitBytes = largestFileBytes): Promise<void> {
  const name = basename(path)
  const size = await sizeOf(path)
  if (size === 0) throw new ImportError(`${name} is empty: export the area again.`)
  if (size > limitBytes)
    throw new ImportError(
      `${name} has ${Math.round(size / 1_048_576)} MB, the limit is ${Math.round(limitBytes / 1_048_576)} MB: cut out the community first, e.g. with osmium extract.`,
    )
  const parser = new SaxesParser()
  const collector = openCollector(data)
  let refused: string | null = null
  let root: string | null = null
  parser.on('doctype', () => {
    refused = `${name} declares a document type; such files are refused because entities could be expanded without end. Remove the DOCTYPE line.`
  })
  parser.on('opentag', ({ name: tag, attributes }) => {
    root ??= tag
    collector.open(tag, attributes)
  })
  parser.on('closetag', ({ name: tag }) => collector.close(tag))
  parser.on('error', ({ message }) => {
    data.flaws.brokenAt ??= `${name}: ${message.slice(0, 160)}`
  })
  const stream = createReadStream(path, { encoding: 'utf8' })
  for await (const chunk of stream) {
    parser.write(String(chunk))
    if (refused) throw new ImportError(refused)
    if (root !== null && root !== 'osm') throw new ImportError(`${name} holds <${String(root)}>, not <osm>: give an OpenStreetMap XML export (.osm).`)
    if (data.flaws.brokenAt) break
  }
  if (!data.flaws.brokenAt) parser.close()
  if (root === null) throw new ImportError(`${name} is not XML: give an OpenStreetMap XML export (.osm).`)
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new ImportError(`${path} cannot be read: check the path.`)
  if (!found.isFile()) throw new ImportError(`${path} is not a file: give an OpenStreetMap XML export (.osm).`)
  return found.size
}
