/** Text that a person reads, in both languages; Chinese is written first and is the reference. */
export type Text = { readonly zh: string; readonly en: string }

export type Language = keyof Text
