import { z } from 'zod'
import { Problem, problemDocument } from '../../platform/problem.ts'
import { bytesBody, noBody } from '../../platform/request-body.ts'
import type { Reply, Route } from '../../platform/route.ts'
import { defineDirectRoute, defineRoute, noFields } from '../../platform/route.ts'
import type { Ingest } from '../accept.ts'
import { ingestOf, orProblem } from '../http/refusals.ts'
import { createLineDecoder } from './decode-lines.ts'
import type { LineMapping } from './line-mapping.ts'
import { linePrecisions } from './line-time.ts'
import type { BrokenLine } from './parse-lines.ts'

/** InfluxDB's own usual limit. */
const limitBytes = 25_000_000
const influxVersion = '1.8.10'

const Query = z.object({
  db: z.string().optional().meta({ description: 'Id of the community (InfluxDB 1.x); may be left out while the server holds one' }),
  bucket: z.string().optional().meta({ description: 'Id of the community (InfluxDB 2.x)' }),
  precision: z.enum(linePrecisions).default('ns').meta({ description: 'What bare timestamps count' }),
})
const Lines = z.string().meta({
  id: 'LineProtocol',
  description: 'One reading or more a line: measurement,device=ID POINT=VALUE[,POINT=VALUE…] [TIME]',
  example: 'home,device=electricity-3-2-501 power=1.25,voltage=229.4 1795521600000000000',
})

export type WriteRouteParts = { readonly ingest: Ingest; readonly mappings: readonly LineMapping[] }

/** `/write`, `/api/v2/write` and `/ping` as InfluxDB has them, so that Telegraf and InfluxDB's clients write here unchanged. */
export function writeRoutes({ ingest, mappings }: WriteRouteParts): Route[] {
  const decode = createLineDecoder(ingest.register, mappings)
  const write = (path: string): Route =>
    defineDirectRoute({
      method: 'post',
      path,
      tag: 'ingest',
      takesInfluxCredentials: true,
      isForDevices: true,
      summary: { zh: '上报读数（InfluxDB 行协议）', en: 'Send readings as InfluxDB line protocol' },
      query: Query,
      body: bytesBody(['*'], limitBytes, Lines),
      answers: {
        204: { description: 'What can be taken is durable; unknown devices, points and values are in quarantine' },
        400: { description: 'Lines that cannot be read, by number; the others are taken' },
        413: { description: 'The body is larger than 25 MB' },
        429: { description: 'Too much is waiting; come back after Retry-After' },
        507: { description: 'Nothing can be stored at present' },
      },
      handler: async ({ query, body, caller, requestId }) => {
        const wanted = ingestOf(ingest, query.bucket ?? query.db)
        const { candidates, broken } = decode(body, query.precision, caller.device)
        const isAnything = candidates.count > 0 || candidates.refused.length > 0
        if (isAnything) await orProblem(wanted.acceptCandidates(candidates, { via: 'line', origin: caller.origin, who: caller.name, device: caller.device }))
        if (broken.length > 0) return brokenAnswer(brokenLines(broken, isAnything), requestId)
        return { status: 204, headers: influxHeaders }
      },
    })
  return [write('/write'), write('/api/v2/write'), ping('get'), ping('post')]
}

const influxHeaders = { 'x-influxdb-version': influxVersion, 'x-influxdb-build': 'OSS' }

function ping(method: 'get' | 'post'): Route {
  return defineRoute({
    method,
    path: '/ping',
    tag: 'ingest',
    takesInfluxCredentials: true,
    isForDevices: true,
    summary: { zh: '探测（与 InfluxDB 相同）', en: 'Answers as InfluxDB does' },
    params: noFields,
    query: z.object({}),
    body: noBody,
    answers: { 204: { description: 'Here' } },
    handler: () => ({ status: 204, headers: influxHeaders }),
  })
}

function brokenLines(broken: readonly BrokenLine[], isPartial: boolean): Problem {
  const [first] = broken
  const { line, why, text } = first ?? { line: 0, why: '', text: '' }
  const more = broken.length > 1 ? { zh: `（另有 ${broken.length - 1} 行）`, en: ` (and ${broken.length - 1} more)` } : { zh: '', en: '' }
  return new Problem(
    400,
    isPartial ? 'partial_write' : 'line_malformed',
    {
      zh: `第 ${line} 行无法解析：${why}${more.zh}。${isPartial ? '其余各行已收下。' : ''}`,
      en: `${isPartial ? 'partial write: ' : ''}unable to parse '${text}': line ${line}: ${why}${more.en}${isPartial ? '; the other lines were taken' : ''}`,
    },
    { issues: broken.slice(0, 20).map((issue) => ({ at: `line ${issue.line}`, why: issue.why })) },
  )
}

/** A problem document that InfluxDB's clients read as well: those of 1.x look for `error`, those of 2.x for `code` and a text in `detail`. */
function brokenAnswer(problem: Problem, requestId: string): Reply {
  const document = problemDocument(problem, requestId, 'en', 'Bad Request')
  return {
    status: problem.status,
    headers: { ...influxHeaders, 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ ...document, error: problem.text.en }),
  }
}
