import type { Origin } from '../../models/protocol/reading.ts'

/** Who calls, known from the credential. `origin` is what readings from this caller are marked with; `device`, when set, is the only one it may speak for. */
export type Caller = { readonly name: string; readonly origin: Origin; readonly device: string | null; readonly isAnonymous: boolean }

export const anonymous: Caller = { name: 'anonymous', origin: 'measured', device: null, isAnonymous: true }
