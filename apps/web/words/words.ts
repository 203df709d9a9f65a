import { createContext, useContext } from 'react'

export type Language = 'zh' | 'en'
/** A text in both languages, as the server gives it too. */
export interface Both {
  readonly zh: string
  readonly en: string
}

export const LanguageContext = createContext<Language>('zh')
export const useLanguage = (): Language => useContext(LanguageContext)

/** Says a text in the language of the page. */
export function useSay(): (text: Both) => string {
  const language = useLanguage()
  return (text) => text[language]
}

/** The texts of an area, in the language of the page. */
export function useWords<T extends Readonly<Record<string, Both>>>(table: T): Readonly<Record<keyof T, string>> {
  const language = useLanguage()
  return Object.fromEntries(Object.entries(table).map(([key, text]) => [key, text[language]])) as Record<
    keyof T,
    string
  >
}
