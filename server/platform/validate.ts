import type { z } from 'zod'
import { type Issue, invalidRequest } from './problem.ts'

const mostIssues = 20

/** What zod found, named from the outside in: `query.at`, `body.0.device`. */
export const issuesOf = (root: string, error: z.ZodError): Issue[] =>
  error.issues.slice(0, mostIssues).map(({ path, message }) => ({ at: [root, ...path.map(String)].join('.'), why: message }))

/** Validates one part of a request; throws a Problem 400 that names each wrong field. */
export function validate<Schema extends z.ZodType>(root: string, schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalidRequest(issuesOf(root, parsed.error))
  return parsed.data
}
