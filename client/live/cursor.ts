import type { StoreApi } from 'zustand/vanilla'
import type { ReplayClock } from '../../models/protocol/live/messages.ts'
import { fastestReplay, slowestReplay } from '../../models/protocol/live/messages.ts'
import type { View } from '../state/view.ts'

/** The cursor is shown moving this often; frames come more often and only the picture needs them. */
const showEveryMs = 250

export type CursorParts = {
  readonly view: StoreApi<View>
  readonly community: string
  readonly tableVersion: () => string
  /** Sends one request and resolves when it was done; rejects when it was refused or the line is down. */
  readonly ask: (event: string, message: object) => Promise<void>
  /** The picture now shows the present, or a replay. */
  readonly show: (shown: 'live' | 'replay') => void
  readonly monotonic: () => number
  readonly onRefused: (error: unknown) => void
}

/**
 * Makes the server's replay follow the view: no cursor is the present, a cursor opens a replay there, moving it seeks;
 * and makes the view's cursor follow the replay while it plays. One request is under way at a time, the newest wish wins.
 */
export function createTimeCursor({ view, community, tableVersion, ask, show, monotonic, onRefused }: CursorParts) {
  let session: { readonly playing: boolean; readonly speed: number } | null = null
  let isOnline = false
  let isBusy = false
  let isOurs = false
  let seekTo: number | null = null
  /** What the replay last said of itself while a request was under way: heeded once that is answered. */
  let said: ReplayClock | null = null
  let shownAt = Number.NEGATIVE_INFINITY
  let shown: 'live' | 'replay' = 'live'

  const setView = (change: Partial<View>): void => {
    isOurs = true
    view.setState(change)
    isOurs = false
  }
  const showOnce = (wanted: 'live' | 'replay'): void => {
    if (wanted === shown) return
    shown = wanted
    show(wanted)
  }
  /** The next request that brings the server nearer to the view; null when there is nothing to do. */
  const nextStep = (): (() => Promise<void>) | null => {
    const { cursor, playing } = view.getState()
    const speed = Math.min(fastestReplay, Math.max(slowestReplay, view.getState().speed))
    if (cursor === null) return session ? () => closeSession() : null
    if (!session) return () => openSession(Math.round(cursor), speed, playing)
    if (seekTo !== null) return () => seekSession()
    if (session.playing !== playing) return () => playSession(playing)
    if (session.speed !== speed) return () => speedSession(speed)
    return null
  }
  const openSession = async (at: number, speed: number, playing: boolean): Promise<void> => {
    seekTo = null
    said = null
    session = { playing, speed }
    await ask('replay.open', { community, at, speed, playing, wire: 1, table: tableVersion() })
  }
  const seekSession = async (): Promise<void> => {
    const at = Math.max(0, Math.round(seekTo ?? 0))
    seekTo = null
    await ask('replay.seek', { at })
  }
  const playSession = async (playing: boolean): Promise<void> => {
    if (session) session = { ...session, playing }
    await ask('replay.pause', { paused: !playing })
  }
  const speedSession = async (speed: number): Promise<void> => {
    if (session) session = { ...session, speed }
    await ask('replay.speed', { speed })
  }
  const closeSession = async (): Promise<void> => {
    session = null
    await ask('replay.close', {})
  }
  const follow = async (): Promise<void> => {
    if (isBusy || !isOnline) return
    isBusy = true
    for (let step = nextStep(); step && isOnline; step = nextStep())
      try {
        await step()
      } catch (error) {
        if (!isOnline) break
        onRefused(error)
        // What the server would not do is not asked again and again: the present is always there.
        session = null
        setView({ cursor: null, playing: false })
        showOnce('live')
        await ask('replay.close', {}).catch(onRefused)
      }
    isBusy = false
    if (said) heed(said)
  }
  /** A replay that came to the end while it played goes over into the present; one that halted by itself before it is set going again. */
  const heed = ({ playing, atEnd }: ReplayClock): void => {
    said = null
    if (!session?.playing || playing || seekTo !== null) return
    if (atEnd) view.setState({ cursor: null, playing: false })
    else {
      session = { ...session, playing: false }
      void follow()
    }
  }
  const stop = view.subscribe((now, before) => {
    if (isOurs) return
    if (now.cursor !== before.cursor && now.cursor !== null && session) seekTo = now.cursor
    showOnce(now.cursor === null ? 'live' : 'replay')
    void follow()
  })
  showOnce(view.getState().cursor === null ? 'live' : 'replay')
  return {
    stop,
    /** Joined, for the first time or again: the server knows of no replay of ours. */
    online: (): void => {
      isOnline = true
      session = null
      void follow()
    },
    offline: (): void => {
      isOnline = false
      session = null
    },
    /** The replay has come to this moment. */
    moved: (at: number): void => {
      if (!session || isBusy || seekTo !== null || view.getState().cursor === null) return
      if (monotonic() - shownAt < showEveryMs) return
      shownAt = monotonic()
      setView({ cursor: at })
    },
    clock: (now: ReplayClock): void => {
      if (isBusy) said = now
      else heed(now)
    },
  }
}
