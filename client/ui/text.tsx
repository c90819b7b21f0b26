import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { Language, Text } from '../../models/text.ts'

const LanguageContext = createContext<Language>('zh')

export function LanguageProvider({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>
}

export const useLanguage = (): Language => useContext(LanguageContext)

/** A function that picks the reader's language and fills `{name}` places; what is filled in is text, never markup. */
export type Say = (text: Text, places?: Readonly<Record<string, string | number>>) => string

export const say = (language: Language, text: Text, places: Readonly<Record<string, string | number>> = {}): string =>
  text[language].replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(places, key) ? String(places[key]) : whole))

export function useText(): Say {
  const language = useLanguage()
  return useCallback((text, places) => say(language, text, places), [language])
}
