import pino from 'pino'

export type Logger = {
  readonly debug: (facts: object, message: string) => void
  readonly info: (facts: object, message: string) => void
  readonly warn: (facts: object, message: string) => void
  readonly error: (facts: object, message: string) => void
  readonly fatal: (facts: object, message: string) => void
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const longestLine = 8192
const longestText = 1000
const secretKeys = ['authorization', 'cookie', 'token', 'secret', 'password', 'influxToken', 'influxPassword']
const secretPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/**
 * Structured log: one JSON object a line, at most 8 kB, with secrets blotted out.
 * Line breaks and terminal escapes from outside are encoded, so that nobody can forge a line. `write` takes each line.
 */
export function createLogger(level: LogLevel, write: (line: string) => void): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: '•••' },
    },
    { write: (line: string) => write(`${tidyLine(line.trimEnd())}\n`) },
  )
}

/** Our own tokens are recognised wherever they stand; U+2028, U+2029, DEL and C1 controls are line breaks or escapes to some terminals. */
function tidyLine(line: string): string {
  const cut = Buffer.byteLength(line) > longestLine ? cutLine(line) : line
  return cut.replace(/linli_[\w-]{16,}/g, 'linli_•••').replace(/[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, escapeCharacter)
}

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

function cutLine(line: string): string {
  const shortened: unknown = JSON.parse(line, (_key, value: unknown) =>
    typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}…` : value,
  )
  const again = JSON.stringify(shortened)
  if (Buffer.byteLength(again) <= longestLine) return again
  const { level, time, msg }: { level?: unknown; time?: unknown; msg?: unknown } = JSON.parse(again)
  return JSON.stringify({ level, time, msg, isCut: true })
}

/** An error as facts for the log; its stack goes nowhere else. */
export const errorFacts = (error: unknown): object =>
  error instanceof Error
    ? { error: { name: error.name, message: error.message, stack: error.stack, ...('code' in error ? { code: error.code } : {}) } }
    : { error: String(error) }
