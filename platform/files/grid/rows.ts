import { limits } from '../limits.ts'
import { broken, cellTooLong, tooMany } from '../refusals.ts'
import { addressOf, FORMULA, kinds, type RowBatch } from './cell.ts'
import { decimalOf } from './decimal.ts'
import { unescaped } from './strings.ts'
import type { Shown } from './styles.ts'

/** What the cells of every sheet refer to. */
export interface BookParts {
  readonly strings: readonly string[]
  readonly styles: readonly (Shown | undefined)[]
}

/** Takes the rows of one sheet as they are read, converts cells to what they say, and gives them out in batches. */
export interface RowBuilder {
  /** @param no the row's number as written; without one it follows the last */
  openRow(no: string | undefined): void
  /** A cell of the open row, as stored. @param address as written; without one it follows the last */
  cell(
    address: string | undefined,
    type: string | undefined,
    style: string | undefined,
    stored: string,
    formula: boolean,
  ): void
  closeRow(): void
  /** Forgets the open row, which another reader will read again. */
  undoRow(): void
  /** The rows since the last call, if there are enough of them, or at the end any. */
  take(end: boolean): RowBatch | undefined
  /** Rows so far that hold something. */
  count(): number
}

// One batch is a few milliseconds of work on the other side.
const cellsOfBatch = 8_192
const lastRow = 1_048_576
const lastColumn = 16_384

const TEXT = kinds.indexOf('text')
const NUMBER = kinds.indexOf('number')
const DATE = kinds.indexOf('date')
const BOOLEAN = kinds.indexOf('boolean')
const ERROR = kinds.indexOf('error')

/**
 * Builds the rows of one sheet. Rows must ascend; cells may come in any order. A cell that holds nothing, and a row of
 * such cells, leave no trace.
 *
 * @throws FILE_BROKEN for what Excel itself would not open, FILE_TOO_MANY, FILE_CELL_TOO_LONG
 */
export function rowBuilder(sheet: string, { strings, styles }: BookParts): RowBuilder {
  let batch = newBatch()
  let count = 0
  let row = 0
  let rowText = '0'
  let before = 0
  let column = -1
  let sorted = true
  let first = 0
  let text = ''

  const fail = (reason: string) => broken({ place: `${sheet}!${addressOf(row, Math.max(column, 0))}`, reason })

  /** Turns the stored value in `text` into what the cell says. @returns its kind */
  function convert(type: string | undefined, style: string | undefined): number {
    switch (type) {
      case undefined:
      case 'n':
        return convertNumber(style)
      case 's': {
        const index = wholeOf(text)
        const string = index === undefined ? undefined : strings[index]
        if (string === undefined) throw fail(`shared string ${text.slice(0, 12)}`)
        text = string
        return TEXT
      }
      case 'b':
        text = text.trim() === '1' || text.trim() === 'true' ? 'TRUE' : 'FALSE'
        return BOOLEAN
      case 'e':
        return ERROR
      case 'd':
        text = text.replace(/T(?:00:00(?::00(?:\.0+)?)?)?Z?$/, '').replace('T', ' ')
        return DATE
      default:
        text = unescaped(text)
        return TEXT
    }
  }

  function convertNumber(style: string | undefined): number {
    const figure = decimalOf(text) ?? decimalOf(text.trim())
    if (figure === undefined) throw fail(`number ${text.slice(0, 24)}`)
    const shown = style === undefined ? undefined : styles[+style]?.(figure)
    text = shown?.text ?? figure
    return shown?.kind === 'date' ? DATE : NUMBER
  }

  function checkLimits() {
    const over = (zh: string, en: string, count: number, max: number) =>
      tooMany({ what: `“${sheet}”的${zh}`, whatEn: `${en} of "${sheet}"`, count, max })
    if (row > limits.rows) throw over('行数', 'Rows', row, limits.rows)
    if (column >= limits.columns) throw over('列数', 'Columns', column + 1, limits.columns)
    if (text.length > limits.cellCharacters) {
      throw cellTooLong({
        place: `${sheet}!${addressOf(row, column)}`,
        length: text.length,
        max: limits.cellCharacters,
      })
    }
  }

  return {
    openRow(no) {
      const next = no === undefined ? row + 1 : wholeOf(no)
      if (next === undefined || next <= row || next > lastRow) throw fail(`row ${(no ?? '').slice(0, 12)}`)
      before = row
      row = next
      rowText = no ?? String(next)
      column = -1
      sorted = true
      first = batch.columns.length
    },
    cell(address, type, style, stored, formula) {
      const next = address === undefined ? column + 1 : columnOf(address, rowText)
      if (next === undefined || next >= lastColumn) throw fail(`cell ${(address ?? '').slice(0, 12)}`)
      if (next <= column) sorted = false
      column = next
      text = stored
      const kind = text === '' ? TEXT : convert(type, style)
      if (text === '' && !formula) return
      checkLimits()
      batch.columns.push(column)
      batch.kinds.push(formula ? kind + FORMULA : kind)
      batch.texts.push(text)
    },
    closeRow() {
      if (batch.columns.length === first) return
      if (!sorted) sortRow(batch, first, fail)
      batch.rows.push(row)
      batch.ends.push(batch.columns.length)
      count += 1
    },
    undoRow() {
      row = before
      batch.columns.length = first
      batch.kinds.length = first
      batch.texts.length = first
    },
    take(end) {
      if (batch.rows.length === 0 || (!end && batch.columns.length < cellsOfBatch)) return undefined
      const full = batch
      // The cells of a row that is still open stay behind, and begin the next batch.
      batch = restOf(full)
      first = 0
      return sealed(full)
    },
    count: () => count,
  }
}

/** A batch that still grows. */
interface Growing {
  readonly rows: number[]
  readonly ends: number[]
  readonly columns: number[]
  readonly kinds: number[]
  readonly texts: string[]
}

const newBatch = (): Growing => ({ rows: [], ends: [], columns: [], kinds: [], texts: [] })

function restOf({ ends, columns, kinds, texts }: Growing): Growing {
  const cut = ends[ends.length - 1]
  return { rows: [], ends: [], columns: columns.splice(cut), kinds: kinds.splice(cut), texts: texts.splice(cut) }
}

function sealed({ rows, ends, columns, kinds, texts }: Growing): RowBatch {
  const textEnds = new Uint32Array(texts.length)
  let end = 0
  for (let i = 0; i < texts.length; i++) {
    end += texts[i].length
    textEnds[i] = end
  }
  return {
    rows: new Uint32Array(rows),
    ends: new Uint32Array(ends),
    columns: new Uint16Array(columns),
    kinds: new Uint8Array(kinds),
    text: texts.join(''),
    textEnds,
  }
}

/** Puts the cells of the last row in order. @throws FILE_BROKEN where two have the same address */
function sortRow({ columns, kinds, texts }: Growing, first: number, fail: (reason: string) => Error): void {
  const cells = columns.splice(first).map((column, i) => ({ column, kind: kinds[first + i], text: texts[first + i] }))
  cells.sort((a, b) => a.column - b.column)
  cells.forEach(({ column, kind, text }, i) => {
    if (i > 0 && cells[i - 1].column === column) throw fail('cell twice')
    columns.push(column)
    kinds[first + i] = kind
    texts[first + i] = text
  })
}

/** A whole number as the format writes it: no sign, no more than nine digits. */
const wholeOf = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? +text : undefined)

/** The column of an address such as `H7`, from 0; undefined if it is none, or names another row than its own. */
function columnOf(address: string, row: string): number | undefined {
  const letters = address.length - row.length
  if (letters < 1 || letters > 3 || !address.endsWith(row)) return undefined
  let column = 0
  for (let i = 0; i < letters; i++) {
    const letter = address.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) return undefined
    column = column * 26 + letter
  }
  return column - 1
}
