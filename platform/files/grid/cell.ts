/** What a cell holds. A `number` is exact decimal text, a `date` is `YYYY-MM-DD`, with ` hh:mm:ss` where the cell shows a time. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error'

/** One cell that holds something. Blank cells do not appear. */
export interface Cell {
  /** From 0. */
  readonly column: number
  /** As in Excel: `H7`. */
  readonly address: string
  /** What it says: `TRUE`, `#REF!`, `3%`. Of a formula the result that Excel last computed, empty if there is none. */
  readonly text: string
  readonly kind: CellKind
  /** The text is the result of a formula, which is never evaluated here (S8.5). */
  readonly formula: boolean
}

/** One row that holds something. Rows come in ascending order, cells by column. */
export interface Row {
  /** From 1, as in Excel. */
  readonly no: number
  readonly cells: readonly Cell[]
}

/** Some rows of a sheet as columns of values: what crosses from the thread that reads to the one that uses. */
export interface RowBatch {
  readonly rows: Uint32Array
  /** Where the cells of each row end. */
  readonly ends: Uint32Array
  readonly columns: Uint16Array
  /** Place in `kinds`, plus 8 for a formula. */
  readonly kinds: Uint8Array
  /** All texts one after the other, and where each ends: one string crosses to another thread much faster than thousands. */
  readonly text: string
  readonly textEnds: Uint32Array
}

export const kinds: readonly CellKind[] = ['text', 'number', 'date', 'boolean', 'error']
export const FORMULA = 8

const names: string[] = []

/** The letters of a column: 0 is `A`, 26 is `AA`. */
export function columnName(column: number): string {
  names[column] ??=
    column < 26 ? String.fromCharCode(65 + column) : columnName(Math.trunc(column / 26) - 1) + columnName(column % 26)
  return names[column]
}

export const addressOf = (row: number, column: number): string => columnName(column) + row

/** A cell of a batch; its address is spelled only when asked for, since most cells are in order. */
class BatchCell implements Cell {
  readonly column: number
  readonly text: string
  readonly kind: CellKind
  readonly formula: boolean
  readonly #row: number

  constructor(row: number, column: number, text: string, kind: number) {
    this.#row = row
    this.column = column
    this.text = text
    this.kind = kinds[kind & 7]
    this.formula = kind >= FORMULA
  }

  get address(): string {
    return addressOf(this.#row, this.column)
  }
}

/** The rows of a batch. */
export function* rowsOf(batch: RowBatch): Generator<Row, void> {
  let at = 0
  let from = 0
  for (let i = 0; i < batch.rows.length; i++) {
    const no = batch.rows[i]
    const cells: Cell[] = []
    for (; at < batch.ends[i]; at++) {
      const to = batch.textEnds[at]
      cells.push(new BatchCell(no, batch.columns[at], batch.text.slice(from, to), batch.kinds[at]))
      from = to
    }
    yield { no, cells }
  }
}
