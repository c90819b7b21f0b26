import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import type { Request, Response } from 'express'

/** Whether the caller takes gzip. */
export const takesGzip = (request: Request): boolean => request.acceptsEncodings('gzip') === 'gzip'

/**
 * Sends text as it is made, compressed where the caller takes that, waiting for slow readers.
 * Between two pieces other work gets its turn. A caller that goes away ends it quietly.
 */
export async function streamJson(request: Request, response: Response, pieces: Iterable<string>): Promise<undefined> {
  response.status(200).set({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', vary: 'Accept-Encoding' })
  const source = Readable.from(inTurns(pieces), { objectMode: true, highWaterMark: 2 })
  try {
    if (takesGzip(request)) {
      response.set('content-encoding', 'gzip')
      await pipeline(source, createGzip({ level: constants.Z_BEST_SPEED }), response)
    } else await pipeline(source, response)
  } catch (error) {
    if (!isGoneAway(error)) throw error
  }
  return undefined
}

async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  for (const piece of pieces) {
    yield piece
    await new Promise((done) => setImmediate(done))
  }
}

const isGoneAway = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_UNABLE_TO_PIPE'].includes(String(error.code))
