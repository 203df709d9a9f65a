import type { Finding } from '../api/types.ts'
import { type Field, isFigure } from '../pages/fields.ts'
import { pointerOf, valueAt, type Wire } from '../pages/wire.ts'
import { gridWords } from '../words/grid.ts'
import type { Language } from '../words/words.ts'
import { isUnderstood } from './read-cell.ts'

/** What is marked at a cell: the finding of the gate, or that the value cannot be one of its column. */
export interface Mark {
  readonly effect: string
  readonly told: string
}

export type Marks = ReadonlyMap<string, Finding>

export const placeIn = (name: string, row: number, field: Field | undefined): string =>
  pointerOf([name, row, ...(field?.path ?? [])])

export function markOf(
  marks: Marks,
  pointer: string,
  field: Field | undefined,
  line: Wire,
  language: Language,
): Mark | undefined {
  const finding = marks.get(pointer)
  if (finding) return { effect: finding.effect, told: `${finding.message[language]} ${finding.remedy[language]}` }
  if (!field || isUnderstood(field.field, valueAt(line, field.path))) return undefined
  return { effect: 'reject', told: `${gridWords.unread[language]}。${wanted(field)[language]}` }
}

function wanted({ field }: Field) {
  if (field.kind === 'whole') return gridWords.wantsWhole
  if (field.kind === 'day') return gridWords.wantsDay
  return isFigure(field) ? gridWords.wantsFigure : gridWords.wantsChoice
}

/** Pointers of a list's marked cells in reading order: lines as they lie, columns as they are shown. */
export function markedIn(marks: Marks, name: string, lines: readonly Wire[], fields: readonly Field[]): string[] {
  const places: string[] = []
  for (const [row, line] of lines.entries()) {
    for (const field of [undefined, ...fields]) {
      if (field && !isUnderstood(field.field, valueAt(line, field.path))) places.push(placeIn(name, row, field))
      else if (marks.size > 0 && marks.has(placeIn(name, row, field))) places.push(placeIn(name, row, field))
    }
  }
  return places
}
