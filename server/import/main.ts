import { writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import { subsystems } from '../../models/subsystems/index.ts'
import { ImportError } from './import-error.ts'
import { importOsm } from './import-osm.ts'
import { emptyOsm } from './osm-data.ts'
import { readOsm } from './read-osm.ts'
import { countsOf, reportText } from './report.ts'

const usage = 'Usage: npm run import -- FILE… --out community.json [--json] [--frame wgs84|gcj02] [--name NAME]'

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

type Wanted = {
  readonly files: readonly string[]
  readonly out: string
  readonly json: boolean
  readonly frame: 'wgs84' | 'gcj02'
  readonly name: string | undefined
}

function readArguments(given: readonly string[]): Wanted {
  const { values, positionals } = parse(given)
  if (positionals.length === 0) throw new ImportError(`No file given. ${usage}`)
  if (!values.out) throw new ImportError(`--out is missing: say where to write the community. ${usage}`)
  const frame = values.frame ?? 'wgs84'
  if (frame !== 'wgs84' && frame !== 'gcj02') throw new ImportError(`--frame ${frame} is not known: use wgs84 or gcj02.`)
  const unknown = positionals.find((file) => !['.osm', '.xml'].includes(extname(file).toLowerCase()))
  if (unknown) throw new ImportError(`${unknown} is of no kind that can be read: give OpenStreetMap XML (.osm).`)
  return { files: positionals, out: values.out, json: values.json ?? false, frame, name: values.name }
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { out: { type: 'string' }, json: { type: 'boolean' }, frame: { type: 'string' }, name: { type: 'string' } },
    })
  } catch (error) {
    throw new ImportError(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'Wrong arguments'}. ${usage}`)
  }
}

async function run({ files, out, json, frame, name }: Wanted): Promise<void> {
  const data = emptyOsm()
  for (const file of files) await readOsm(file, data)
  const stem = basename(out, extname(out))
  const title = name ?? stem
  const community = importOsm(data, { id: slugOf(name ?? '') || slugOf(stem) || 'imported', name: { zh: title, en: title }, frame })
  const counts = countsOf(community, subsystems)
  await writeFile(out, JSON.stringify(community)).catch((error: unknown) => {
    throw new ImportError(`${out} cannot be written: ${error instanceof Error ? error.message : 'unknown reason'}.`)
  })
  const { assumed, omitted } = community
  process.stdout.write(json ? `${JSON.stringify({ counts, assumed, omitted })}\n` : reportText(community, counts, out))
}

try {
  await run(readArguments(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof ImportError)) throw error
  process.stderr.write(`${error.message.replaceAll('\n', ' ')}\n`)
  process.exitCode = 2
}
