import type { z } from 'zod'
import { TimeSeriesUnavailable } from '../timeseries/time-series.ts'
import { LiveRefused } from './live-refused.ts'

type Handled<Schema extends z.ZodType> = {
  readonly schema: Schema
  readonly allow: () => boolean
  readonly report: (error: unknown) => void
  readonly handle: (message: z.infer<Schema>, reply: (answer: object) => void) => void | Promise<void>
}

/** A Socket.IO listener that parses, limits and handles one kind of message, and always acknowledges when asked to. */
export function answer<Schema extends z.ZodType>({ schema, allow, report, handle }: Handled<Schema>) {
  return async (...received: unknown[]): Promise<void> => {
    const last = received.at(-1)
    const acknowledge = typeof last === 'function' ? last : () => undefined
    const [message] = typeof last === 'function' ? received.slice(0, -1) : received
    try {
      if (!allow()) throw new LiveRefused('too_many_requests', 'wait a moment before asking again')
      const parsed = schema.safeParse(message ?? {})
      if (!parsed.success)
        throw new LiveRefused('bad_message', parsed.error.issues.map(({ path, message: why }) => `${path.join('.') || 'message'}: ${why}`).join('; '))
      await handle(parsed.data, (reply) => acknowledge(reply))
    } catch (error) {
      const refused = refusalOf(error)
      if (!refused) report(error)
      acknowledge(refused ?? { code: 'internal', message: 'the server could not do this; it has been logged' })
    }
  }
}

function refusalOf(error: unknown): { readonly code: string; readonly message: string } | null {
  if (error instanceof LiveRefused) return { code: error.code, message: error.message }
  if (error instanceof TimeSeriesUnavailable) return { code: 'history_unavailable', message: 'history cannot be read at the moment; try again shortly' }
  return null
}
