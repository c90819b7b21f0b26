import type { Text } from '../../models/text.ts'

export type Issue = { readonly at: string; readonly why: string }

/**
 * An answer that is not the wished one (RFC 9457). `code` is stable and part of the public API; `text` names the thing and the remedy.
 * Thrown by handlers, written by the error handler of `http-app.ts` as `application/problem+json`.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly text: Text
  readonly issues: readonly Issue[]
  readonly headers: Readonly<Record<string, string>>
  /** More that a program can use, e.g. who was first; stands beside the other members. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>

  constructor(
    status: number,
    code: string,
    text: Text,
    more: { readonly issues?: readonly Issue[]; readonly headers?: Readonly<Record<string, string>>; readonly facts?: Problem['facts'] } = {},
  ) {
    super(text.en)
    this.status = status
    this.code = code
    this.text = text
    this.issues = more.issues ?? []
    this.headers = more.headers ?? {}
    this.facts = more.facts ?? {}
  }
}

export type ProblemDocument = {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly message: Text
  readonly issues?: readonly Issue[]
  readonly requestId: string
}

/** The body of a problem's answer. `detail` is in the language asked for; `message` has both. */
export function problemDocument(problem: Problem, requestId: string, language: 'zh' | 'en', title: string): ProblemDocument {
  const { status, code, text, issues, facts } = problem
  return { ...facts, type: 'about:blank', title, status, code, detail: text[language], message: text, ...(issues.length > 0 ? { issues } : {}), requestId }
}

export const unknownAddress = (): Problem => new Problem(404, 'unknown_address', { zh: '没有这个地址。', en: 'There is nothing at this address.' })

export const invalidRequest = (issues: readonly Issue[]): Problem => {
  const first = issues[0]
  return new Problem(
    400,
    'invalid_request',
    { zh: `请求有误：${first?.at ?? ''} ${first?.why ?? ''}`, en: `The request is wrong at ${first?.at ?? 'its root'}: ${first?.why ?? 'unknown'}` },
    { issues },
  )
}

const tooLarge: Text = { zh: '请求体过大，请分批发送。', en: 'The body is too large: send it in parts.' }
const known: Readonly<Record<string, readonly [number, string, Text]>> = {
  'entity.too.large': [413, 'body_too_large', tooLarge],
  'encoding.unsupported': [
    415,
    'unsupported_encoding',
    { zh: '不支持这种内容编码，请用 gzip 或不编码。', en: 'This content encoding is not supported: use gzip or none.' },
  ],
  'request.aborted': [400, 'request_aborted', { zh: '请求中断。', en: 'The request was cut off.' }],
  'request.size.invalid': [400, 'length_mismatch', { zh: '内容长度与声明不符。', en: 'The body is not as long as Content-Length says.' }],
}

/**
 * What a thrown thing becomes on the wire. Libraries' client errors (`type` or `status` 4xx) keep their meaning;
 * all else is 500 without a word about its inside.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Error) {
    const type = 'type' in error ? error.type : undefined
    const entry = typeof type === 'string' ? known[type] : undefined
    if (entry) return new Problem(...entry)
    const status = 'status' in error ? error.status : undefined
    if (status === 413) return new Problem(413, 'body_too_large', tooLarge)
    if (typeof status === 'number' && status >= 400 && status < 500)
      return new Problem(status, 'bad_request', { zh: '请求无法读懂。', en: 'The request cannot be understood.' })
  }
  return new Problem(500, 'internal_error', {
    zh: '服务器内部出错，已记录；请凭请求编号查询。',
    en: 'Something failed inside; it is in the log under this request id.',
  })
}
