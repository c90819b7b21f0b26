import { useStore } from 'zustand'
import { useTwin } from './twin.ts'

/** Whether an alarm stands now, also while the past is shown. */
export function useHasAlarmsNow(): boolean {
  const { present } = useTwin()
  return useStore(present, ({ current }) => current.some(({ suppression, historic }) => suppression === 'none' && !historic))
}

/** Whether the operator's list has anything on it. */
export function useHasAlarms(): boolean {
  const { alarms } = useTwin()
  return useStore(alarms, ({ current }) => current.some(({ suppression, historic }) => suppression === 'none' && !historic))
}
