/** A live frame that cannot be read: the bytes end early, go on after the end, or say something impossible. Ask for a resync. */
export class LiveFrameError extends Error {
  readonly code: 'truncated' | 'trailing_bytes' | 'unknown_version' | 'unknown_kind' | 'unknown_series' | 'bad_count' | 'bad_number' | 'bad_form'
  readonly offset: number
  constructor(code: LiveFrameError['code'], offset: number) {
    super(`live frame unreadable at byte ${offset}: ${code}`)
    this.name = 'LiveFrameError'
    this.code = code
    this.offset = offset
  }
}
