import { useStore } from 'zustand'
import { type View, view } from './view.ts'

/** One part of the view; re-renders only when that part changes. */
export const useView = <Part>(select: (view: View) => Part): Part => useStore(view, select)
