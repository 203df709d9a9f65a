import { createContext, useContext } from 'react'
import type { Look } from '../theme/theme.ts'
import type { Language } from '../words/words.ts'

/** 偏好. How a person likes the pages; kept in the browser, and on the server for whoever signed in. */
export interface Liked {
  readonly language: Language
  readonly look: Look
  readonly density: 'dense' | 'roomy'
  readonly size: 'normal' | 'large' | 'larger'
}

/** What is liked, with the means to change it. */
export interface Choices extends Liked {
  setLanguage(language: Language): void
  setLook(look: Look): void
  choose(more: Partial<Liked>): void
  /** Takes over what the server keeps. */
  adopt(liked: Liked): void
}

export const ChoicesContext = createContext<Choices | undefined>(undefined)

export function useChoices(): Choices {
  const choices = useContext(ChoicesContext)
  if (!choices) throw new Error('no choices around this part')
  return choices
}
