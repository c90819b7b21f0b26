import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import type { z } from 'zod'
import { Refusal } from '../../models/protocol/live/replies.ts'
import { bareParser } from './bare-parser.ts'

const answerWithinMs = 10_000
/** After a server's restart all pages come back: not all in the same second. */
const firstWaitMs = 1_000
const longestWaitMs = 30_000
const jitter = 0.5

/** The server refused a request on `/live`; `code` is one of `liveRefusals`. */
export class LiveRefusedError extends Error {
  readonly code: string
  constructor({ code, message }: z.infer<typeof Refusal>) {
    super(message)
    this.code = code
  }
}

/** A socket to `/live` that reconnects by itself, also when the server closed it. */
export function createLiveSocket(origin: string): Socket {
  const socket = io(`${origin}/live`, {
    parser: bareParser,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: firstWaitMs,
    reconnectionDelayMax: longestWaitMs,
    randomizationFactor: jitter,
    timeout: 8_000,
  })
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), firstWaitMs * (1 + Math.random()))
  })
  return socket
}

/** Sends a request and gives back its checked answer. Rejects with LiveRefusedError, or when no answer comes. */
export async function askSocket<Schema extends z.ZodType>(socket: Socket, event: string, message: object, schema: Schema): Promise<z.infer<Schema>> {
  const answer: unknown = await socket.timeout(answerWithinMs).emitWithAck(event, message)
  const refusal = Refusal.safeParse(answer)
  if (refusal.success) throw new LiveRefusedError(refusal.data)
  return schema.parse(answer)
}
