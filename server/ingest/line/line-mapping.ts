import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** How lines of another shape name devices and points: data, so that a Telegraf or a city platform need not change what it writes. */
export const LineMapping = z.strictObject({
  measurement: z.string().meta({ description: 'Lines of this measurement' }),
  where: z.record(z.string(), z.string()).default({}).meta({ description: 'Only those with these tags' }),
  device: z.string().meta({ description: 'The id of the device; {tag} stands for the value of a tag' }),
  points: z
    .record(
      z.string(),
      z.strictObject({ point: z.string(), scale: z.number().default(1), states: z.record(z.string(), z.union([z.string(), z.boolean()])).optional() }),
    )
    .meta({ description: 'By field: the point, a factor for numbers, words for other words' }),
})
export type LineMapping = z.infer<typeof LineMapping>
export const LineMappingFile = z.strictObject({ form: z.literal(1), lines: z.array(LineMapping) })

export class LineMappingWrong extends Error {
  readonly code = 'line_mapping_wrong'
}

/** All mappings in a folder's `.json` files; none when there is no such folder. Throws LineMappingWrong, naming file and field. */
export async function readLineMappings(directory: string): Promise<LineMapping[]> {
  const names = await readdir(directory).catch(() => [])
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map(async (name) => parseMappingFile(join(directory, name), await readFile(join(directory, name), 'utf8'))),
  )
  return files.flat()
}

function parseMappingFile(path: string, text: string): LineMapping[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new LineMappingWrong(`${path} is not valid JSON; correct it or take it out of the folder`)
  }
  const parsed = LineMappingFile.safeParse(json)
  if (parsed.success) return parsed.data.lines
  const issue = parsed.error.issues[0]
  throw new LineMappingWrong(`${path} is wrong at ${issue?.path.join('.') ?? 'its root'}: ${issue?.message ?? 'unknown'}`)
}

/** The mapping for a key, and the device it names; null where none fits. */
export function findMapping(
  mappings: readonly LineMapping[],
  measurement: string,
  tags: ReadonlyMap<string, string>,
): { readonly mapping: LineMapping; readonly device: string } | null {
  const mapping = mappings.find(
    (candidate) => candidate.measurement === measurement && Object.entries(candidate.where).every(([tag, value]) => tags.get(tag) === value),
  )
  if (!mapping) return null
  return { mapping, device: mapping.device.replace(/\{([^{}]+)\}/g, (whole, tag: string) => tags.get(tag) ?? whole) }
}
