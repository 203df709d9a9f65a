import { addressOf } from '../grid/cell.ts'
import type { SheetPlace } from './findings.ts'

/**
 * Where the values of one part stand. Kept compact, since a list may have 200,000 lines: a column number per field and a
 * row number per line.
 */
export type PartPlace =
  | {
      readonly form: 'table'
      readonly sheet: string
      readonly header: number
      /** Pointer within the line → column from 0. */
      readonly columns: ReadonlyMap<string, number>
      /** Line → row. */
      readonly rows: Uint32Array
    }
  | {
      readonly form: 'pairs'
      readonly sheet: string
      /** Pointer within the head → address of the value. */
      readonly cells: ReadonlyMap<string, string>
    }

/** A place, and whether it is the value's own cell: a value whose column is missing is placed by its line. */
export interface FoundPlace extends SheetPlace {
  readonly own: boolean
}

/**
 * The cell of a JSON pointer into the content: of a value its cell, of a group the first of its cells, of a line its
 * first, of a list its header. Works for values that are missing, too.
 *
 * @returns undefined where the part came from no sheet
 */
export function placeOf(parts: ReadonlyMap<string, PartPlace>, pointer: string): FoundPlace | undefined {
  const [, part, within = ''] = /^\/([^/]*)(.*)$/s.exec(pointer) ?? []
  const place = part === undefined ? undefined : parts.get(part)
  if (!place) return undefined
  const { sheet } = place
  if (place.form === 'pairs') {
    const cell = firstUnder(place.cells, within)
    return cell === undefined ? { sheet, own: false } : { sheet, cell, own: true }
  }
  const [, index, rest] = /^\/(\d{1,9})(.*)$/s.exec(within) ?? []
  const row = index === undefined ? place.header : place.rows[+index]
  if (row === undefined) return { sheet, own: false }
  const column = firstUnder(place.columns, rest ?? '')
  return { sheet, cell: addressOf(row, column ?? Math.min(...place.columns.values())), own: column !== undefined }
}

/** The value at a pointer, or at the first pointer below it. */
function firstUnder<T>(values: ReadonlyMap<string, T>, pointer: string): T | undefined {
  const exact = values.get(pointer)
  if (exact !== undefined) return exact
  for (const [known, value] of values) if (known.startsWith(`${pointer}/`)) return value
  return undefined
}
