import { z } from 'zod'
import { Community, schemaVersion } from './community.ts'

/** A step from form `n` to form `n + 1`, for files written by an older version. */
type Migration = (model: Record<string, unknown>) => Record<string, unknown>

/** Index n holds the step from n to n + 1. Form 0 is a file that names no form at all: the first drafts. */
const migrations: readonly Migration[] = [(model) => ({ assumed: [], omitted: [], attribution: '', sourceFrame: 'local', ...model, schema: 1 })]

export class CommunityFileError extends Error {
  readonly code = 'community_file_invalid'
}

/**
 * Reads a community of any earlier form and gives the newest.
 * Throws CommunityFileError naming the place in the file and the remedy.
 */
export function parseCommunity(input: unknown): Community {
  const first = z.record(z.string(), z.unknown()).safeParse(input)
  if (!first.success) throw new CommunityFileError('A community file holds one JSON object; this holds something else.')
  let model = first.data
  const form = typeof model.schema === 'number' ? model.schema : 0
  if (form > schemaVersion)
    throw new CommunityFileError(`The community file is of form ${form}, this program knows forms up to ${schemaVersion}: use a newer version.`)
  for (const step of migrations.slice(form, schemaVersion)) model = step(model)
  const parsed = Community.safeParse(model)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new CommunityFileError(
    `The community file is wrong at ${issue?.path.join('.') ?? 'its root'}: ${issue?.message ?? 'unknown'}. Correct it or import the source again.`,
  )
}
