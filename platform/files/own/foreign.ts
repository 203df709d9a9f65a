import { comparable } from '../book/headers.ts'
import type { SheetPart } from '../book/layout.ts'
import type { SheetGuess } from './guess.ts'
import type { Outline } from './outline.ts'

// Where our own reader looks for a header.
const headerWithin = 10

/**
 * Whether a workbook is a firm's own: no part that must be there lies in it as in ours, and a guess makes something of it.
 * One that is ours with faults in it is read as ours, and its faults are told by name.
 */
export function isForeign(outline: Outline, parts: readonly SheetPart[], guessed: readonly SheetGuess[]): boolean {
  return guessed.some(({ part }) => part !== null) && !parts.some((part) => fits(outline, part))
}

/** A sheet of the part's name with at least half of the columns that must be there. */
function fits(outline: Outline, part: SheetPart): boolean {
  const names = part.sheet.map(comparable)
  const sheet = outline.find(({ name }) => names.includes(comparable(name)))
  const required = part.fields.filter((field) => field.required)
  return (sheet?.rows ?? []).slice(0, headerWithin).some(({ texts }) => {
    const known = new Set(texts.map((text) => part.fieldOf(text)).filter((field) => field?.required))
    return known.size > 0 && known.size * 2 >= required.length
  })
}
