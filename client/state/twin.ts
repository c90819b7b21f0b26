import { createContext, useContext } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import type { Places } from './places.ts'

/** `clockOffsetMs`: what is added to this machine's clock to read the server's. `lastHeardAt` is in the server's time. */
export type Link = { readonly status: 'connecting' | 'live' | 'lost'; readonly lastHeardAt: number | null; readonly clockOffsetMs: number }

/** The community that is open, and where its live state is found: handed to every panel by `client/app/`. */
export type Twin = {
  readonly community: Community
  readonly register: Register
  readonly places: Places
  readonly buffer: TelemetryBuffer
  readonly link: StoreApi<Link>
  /** The alarms to be shown at the cursor. */
  readonly alarms: StoreApi<{ readonly current: readonly AlarmState[] }>
  /** The alarms of the present, also while a replay is shown. */
  readonly present: StoreApi<{ readonly current: readonly AlarmState[] }>
  /** The server's time now, ms since 1970. */
  readonly now: () => number
  /** Calls `listener` the moment something new stands in the buffer; the returned function ends that. */
  readonly onArrival: (listener: () => void) => () => void
  /** Moves the cursor; null goes back to live. */
  readonly seek: (ms: number | null) => void
  readonly play: (playing: boolean) => void
  readonly setSpeed: (speed: number) => void
}

export const TwinContext = createContext<Twin | null>(null)

export function useTwin(): Twin {
  const twin = useContext(TwinContext)
  if (!twin) throw new Error('useTwin needs a TwinContext around it: the page provides one once the community is loaded.')
  return twin
}
