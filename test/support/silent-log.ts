import type { Logger } from '../../server/platform/logger.ts'

/** Keeps what would be logged as text, for tests that look for it. */
export function createSilentLog(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (facts: object, message: string): void => void lines.push(`${message} ${JSON.stringify(facts)}`)
  return { lines, debug: keep, info: keep, warn: keep, error: keep, fatal: keep }
}
