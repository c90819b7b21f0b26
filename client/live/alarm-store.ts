import { createStore } from 'zustand/vanilla'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import { isCurrent } from '../../models/protocol/alarm.ts'

/** Changes within so many ms are shown together: in a flood the list is drawn a few times a second, not for each. */
const gatherMs = 40

/** The alarms at the cursor: of the present while live, of the past in a replay. `ask` is called with the number to resume after. */
export function createAlarmStore(askResume: (after: number) => void) {
  const alarms = createStore<{ readonly current: readonly AlarmState[] }>()(() => ({ current: [] }))
  /** Those of the present also while a replay is shown: a fire of now must not wait until somebody comes back to now. */
  const ofNow = createStore<{ readonly current: readonly AlarmState[] }>()(() => ({ current: [] }))
  const present = new Map<string, AlarmState>()
  const past = new Map<string, AlarmState>()
  let newest: number | null = null
  let isPast = false
  let isWaiting = false
  const show = (): void => {
    isWaiting = false
    alarms.setState({ current: [...(isPast ? past : present).values()] })
    ofNow.setState({ current: [...present.values()] })
  }
  const showSoon = (): void => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(show, gatherMs)
  }
  const put = (list: Map<string, AlarmState>, state: AlarmState): void => {
    if (isCurrent(state)) list.set(state.id, state)
    else list.delete(state.id)
  }
  const fill = (list: Map<string, AlarmState>, states: readonly AlarmState[]): void => {
    list.clear()
    for (const state of states) put(list, state)
    showSoon()
  }
  return {
    alarms,
    ofNow,
    /** Number of the newest transition taken; null before the first join. */
    get newest() {
      return newest
    },
    /** The whole list as of transition `number`; `current` is null when only what came after is to follow. */
    join: (number: number, current: readonly AlarmState[] | null): void => {
      newest = number
      if (current) fill(present, current)
    },
    /** One transition: each is taken once and in order; a gap is asked for, not skipped. */
    transition: (state: AlarmState): void => {
      if (newest === null || state.number <= newest) return
      if (state.number > newest + 1) {
        askResume(newest)
        return
      }
      newest = state.number
      put(present, state)
      showSoon()
    },
    showPast: (shown: boolean): void => {
      isPast = shown
      if (!shown) past.clear()
      showSoon()
    },
    pastList: (current: readonly AlarmState[]): void => fill(past, current),
    pastTransition: (state: AlarmState): void => {
      put(past, state)
      showSoon()
    },
  }
}
