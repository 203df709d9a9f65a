import type { Described } from '../api/queries.ts'
import { isFigure } from '../pages/fields.ts'
import { grouped } from '../parts/formats.ts'
import type { Language } from '../words/words.ts'

const yesOrNo = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } }

/** The values of a closed list with their words: those of a choice, or yes and no. */
export const choicesOf = ({ kind, choices }: Described) => (kind === 'flag' ? yesOrNo : choices)

/** A value as it is copied: plain decimals, and words where the value is a code of ours. */
export function plainText(field: Described, value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  const choices: ReturnType<typeof choicesOf> = choicesOf(field)
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return choices?.[text as keyof typeof choices]?.[language] ?? text
}

/** A value as a cell shows it: figures with their thousands marked. */
export function shownText(field: Described, value: unknown, language: Language): string {
  const text = plainText(field, value, language)
  return isFigure(field) && field.kind !== 'whole' ? grouped(text) : text
}
