import { useStore } from 'zustand'
import { useTwin } from './twin.ts'

/** Whether the operator's list has anything on it. */
export function useHasAlarms(): boolean {
  const { alarms } = useTwin()
  return useStore(alarms, ({ current }) => current.some(({ suppression, historic }) => suppression === 'none' && !historic))
}
