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

/**
 * Pointers of a list's marked cells in reading order: lines as they lie, columns as they are shown.
 *
 * @param also a cell that comes along, marked or not: where one stands and goes on from
 */
export function markedIn(
  marks: Marks,
  name: string,
  lines: readonly Wire[],
  fields: readonly Field[],
  also: string,
): string[] {
  const isPlace = (pointer: string) => pointer === also || marks.has(pointer)
  // Pointers are made for the lines that have some: of 100,000 lines most have none.
  const named = new Set(
    [...marks.keys(), also]
      .map((pointer) => pointer.split('/'))
      .filter(([, part]) => part === name)
      .map(([, , row]) => Number(row)),
  )
  return lines.flatMap((line, row) =>
    [undefined, ...fields]
      .filter(
        (field) =>
          (field && !isUnderstood(field.field, valueAt(line, field.path))) ||
          (named.has(row) && isPlace(placeIn(name, row, field))),
      )
      .map((field) => placeIn(name, row, field)),
  )
}
