import { Problem } from './problem.ts'

/** Nesting beyond this is no honest reading, record or model sent in. */
export const deepestJson = 32
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Parses JSON from outside. Throws a Problem 400 with `json_malformed`, `json_too_deep` (more than 32 levels) or
 * `json_forbidden_key` (`__proto__`, `constructor`, `prototype`, which could bend what reads the object later).
 */
export function parseSafeJson(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem(400, 'json_malformed', { zh: '内容不是有效的 JSON。', en: 'The body is not valid JSON.' })
  }
  refuseUnsafe(value, 1)
  return value
}

function refuseUnsafe(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > deepestJson)
    throw new Problem(400, 'json_too_deep', { zh: `JSON 嵌套超过 ${deepestJson} 层。`, en: `The JSON is nested deeper than ${deepestJson} levels.` })
  if (Array.isArray(value)) {
    for (const item of value) refuseUnsafe(item, depth + 1)
    return
  }
  for (const [key, item] of Object.entries(value)) {
    if (forbiddenKeys.has(key))
      throw new Problem(400, 'json_forbidden_key', { zh: `JSON 中不允许的键：${key}`, en: `The JSON holds a key that is not allowed: ${key}` })
    refuseUnsafe(item, depth + 1)
  }
}
