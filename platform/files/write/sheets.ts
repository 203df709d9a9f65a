import type { TSchema } from 'typebox'
import { type CodeNames, type Layout, partsOf, type SheetField, type SheetPart, valueAt } from '../book/layout.ts'
import { type Shown, shownBy } from './shown.ts'

/** One cell to be written; a blank is undefined. */
export interface OutCell extends Shown {
  /** Left out for a value. */
  readonly look?: 'title' | 'head'
}

/** A sheet to be written: a title row, then labels with values or a header with lines. */
export interface OutSheet {
  readonly part: SheetPart
  readonly name: string
  /** Characters of each column. */
  readonly widths: readonly number[]
  /** Rows that stay in sight. */
  readonly frozen: number
  /** The rows from the top, made one after the other. */
  rows(): Generator<readonly (OutCell | undefined)[], void>
}

// As the customs client exports it: three labels with their values a row.
const pairsOfRow = 3

/** Rows above the lines of a table: title and header. */
export const tableHead = 2

/**
 * The sheets of a content in a layout: what an import reads back as the same content.
 *
 * @param wire wire JSON, complete or a draft; parts that are missing give empty sheets
 */
export function outSheets(schema: TSchema, layout: Layout, wire: unknown, names: CodeNames): OutSheet[] {
  return partsOf(schema, layout).map((part) => {
    const body = valueAt(wire, [part.part])
    const table = part.form === 'table'
    const columns = table ? part.fields.map(widthOf) : Array.from({ length: pairsOfRow }, () => [22, 26]).flat()
    return {
      part,
      name: part.sheet[0],
      widths: columns,
      frozen: table ? tableHead : 0,
      rows: () => (table ? tableRows(part, body, names) : pairRows(part, body, names)),
    }
  })
}

/** Where the value of a field stands: of a table in the first line. */
export function cellAt(part: SheetPart, index: number): { readonly row: number; readonly column: number } {
  return part.form === 'table'
    ? { row: tableHead + 1, column: index }
    : { row: 2 + Math.trunc(index / pairsOfRow), column: (index % pairsOfRow) * 2 + 1 }
}

function* tableRows(part: SheetPart, body: unknown, names: CodeNames): Generator<(OutCell | undefined)[], void> {
  yield [{ text: part.sheet[0], look: 'title' }]
  yield part.fields.map((field) => ({ text: part.titleOf(field), look: 'head' }))
  const show = part.fields.map((field) => shownBy(field, names))
  for (const line of Array.isArray(body) ? body : []) {
    yield part.fields.map((field, i) => show[i](valueAt(line, field.path)))
  }
}

function* pairRows(part: SheetPart, body: unknown, names: CodeNames): Generator<(OutCell | undefined)[], void> {
  yield [{ text: part.sheet[0], look: 'title' }]
  for (let i = 0; i < part.fields.length; i += pairsOfRow) {
    yield part.fields
      .slice(i, i + pairsOfRow)
      .flatMap((field): (OutCell | undefined)[] => [
        { text: part.titleOf(field), look: 'head' },
        shownBy(field, names)(valueAt(body, field.path)),
      ])
  }
}

function widthOf({ meta }: SheetField): number {
  switch (meta.kind) {
    case 'whole':
    case 'flag':
      return 10
    case 'text':
      return Math.min(40, Math.max(12, meta.max ?? 12))
    case 'identifier':
      return 22
    default:
      return 16
  }
}
