import type { Text } from '../../../models/text.ts'

/** A label an overlay wants in the picture beside what it draws: words in both languages, a sign before them, the place they belong to. */
export type SceneNote = { readonly words: Text; readonly mark: string; readonly color: string; readonly at: readonly [number, number, number] }

/** An overlay that has something to say; `isNew` in the frame in which its words changed. */
export type Noted = { readonly notes: readonly SceneNote[]; readonly isNew: boolean }
