import { createContext, useContext } from 'react'
import type { Look } from '../theme/theme.ts'
import type { Language } from '../words/words.ts'

/** Language and look of the page, with the means to change them. */
export interface Choices {
  readonly language: Language
  readonly look: Look
  setLanguage(language: Language): void
  setLook(look: Look): void
}

export const ChoicesContext = createContext<Choices | undefined>(undefined)

export function useChoices(): Choices {
  const choices = useContext(ChoicesContext)
  if (!choices) throw new Error('no choices around this part')
  return choices
}
