import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { Problem, problemDocument } from './problem.ts'
import { securityHeaderList } from './security-headers.ts'

/** A whole answer, for sockets on which no request was understood or an upgrade is refused: the same document and headers as everywhere. */
export function rawProblem(problem: Problem): string {
  const id = randomUUID()
  const title = STATUS_CODES[problem.status] ?? 'Error'
  const body = JSON.stringify(problemDocument(problem, id, 'zh', title))
  const fixed = securityHeaderList()
  const headers = Object.entries({
    ...Object.fromEntries(fixed.flatMap((name, index) => (index % 2 === 0 ? [[name, fixed[index + 1] ?? '']] : []))),
    ...problem.headers,
    'x-request-id': id,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  })
  return `HTTP/1.1 ${problem.status} ${title}\r\n${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`
}

/** Refused for where it comes from: a foreign page, or a name that was turned to this address. */
export const foreignCaller = (code: string): Problem =>
  new Problem(403, code, { zh: '只接受本站页面与本机地址的请求。', en: 'Only requests from this site, under its own address, are taken.' })
