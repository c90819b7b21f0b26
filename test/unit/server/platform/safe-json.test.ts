import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Problem } from '../../../../server/platform/problem.ts'
import { deepestJson, parseSafeJson } from '../../../../server/platform/safe-json.ts'

const codeOf = (text: string): string | null => {
  try {
    parseSafeJson(text)
    return null
  } catch (error) {
    return error instanceof Problem ? error.code : 'something else'
  }
}

it('gives what JSON.parse gives for every honest text', () => {
  const safeKey = fc.string().filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key))
  fc.assert(
    fc.property(fc.dictionary(safeKey, fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.double({ noNaN: true })))), (value) => {
      const text = JSON.stringify(value)
      expect(parseSafeJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

it('refuses keys that could bend an object, at any depth and however they are written', () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f\\u005fproto__'])
    for (const text of [`{"${key}":1}`, `[{"a":{"${key}":{"isAdmin":true}}}]`]) expect([text, codeOf(text)]).toEqual([text, 'json_forbidden_key'])
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})

it('takes 32 levels and refuses the 33rd, however many follow', () => {
  const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
  expect(codeOf(nested(deepestJson))).toBeNull()
  expect(codeOf(nested(deepestJson + 1))).toBe('json_too_deep')
  expect(codeOf(nested(1_000_000))).toBe('json_too_deep')
})
