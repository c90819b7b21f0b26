import type { LiveRefusal } from '../../models/protocol/live/messages.ts'

/** A request on `/live` that is not carried out; its code and message go into the acknowledgement. */
export class LiveRefused extends Error {
  readonly code: LiveRefusal
  constructor(code: LiveRefusal, message: string) {
    super(message)
    this.code = code
  }
}
