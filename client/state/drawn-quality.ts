import { createStore } from 'zustand/vanilla'
import type { QualityLevel } from './view.ts'

/** At which level the picture is drawn on this machine; null while none was drawn. */
export const drawnQuality = createStore<{ readonly level: QualityLevel | null; readonly isSoftware: boolean }>()(() => ({ level: null, isSoftware: false }))
