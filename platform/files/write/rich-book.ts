import { PassThrough, type Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { Cell, DataValidation, Worksheet } from 'exceljs'
import { figureFormat } from './package-parts.ts'
import type { OutCell, OutSheet } from './sheets.ts'
import { escaped } from './shown.ts'

/** A drop-down over cells; a value outside it is warned of, not refused, since codes are as good as names. */
export interface DropDown {
  /** `C3:C1002` */
  readonly cells: string
  /** `'代码'!$A$2:$A$9` */
  readonly source: string
}

/** What a book has beyond its content. */
export interface Extras {
  /** Dresses a cell that has been written: notes, colours. Row and column from 1 and 0, also for blank cells of a line. */
  dress(cell: Cell, sheet: OutSheet, row: number, column: number): void
  dropDowns(sheet: OutSheet): readonly DropDown[]
  /** A sheet of its own behind the others. */
  readonly last: { readonly name: string; readonly hidden: boolean; rows(): Iterable<readonly (string | undefined)[]> }
}

// exceljs writes without asking whether anybody reads: after so many rows the stream gets its turn.
const rowsOfTurn = 500

/**
 * Writes a book with notes, colours and drop-downs, by exceljs. The sheets and their cells are those of `writeBook`.
 *
 * @returns the bytes; the stream fails with FILE_CELL_TOO_LONG if a text fits no cell
 */
export function richBook(sheets: readonly OutSheet[], extras: Extras): Readable {
  const output = new PassThrough()
  write(sheets, extras, output).catch((error) => output.destroy(error))
  return output
}

async function write(sheets: readonly OutSheet[], extras: Extras, stream: PassThrough): Promise<void> {
  // 25 MB, which a server that only reads and exports need not carry.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  for (const sheet of sheets) {
    const { frozen } = sheet
    const views = frozen ? [{ state: 'frozen' as const, xSplit: 0, ySplit: frozen }] : []
    await writeSheet(book.addWorksheet(sheet.name, { views }), sheet, extras)
  }
  const { name, hidden, rows } = extras.last
  const last = book.addWorksheet(name, { state: hidden ? 'hidden' : 'visible' })
  last.columns = Array.from({ length: 8 }, () => ({ width: hidden ? 24 : 18 }))
  for (const texts of rows()) {
    const row = last.addRow(texts.map((text) => text && escaped(text)))
    row.eachCell((cell) => {
      cell.numFmt = '@'
      cell.font = { bold: row.number === 1 }
    })
    row.commit()
    if (row.number % rowsOfTurn === 0) await setImmediate()
  }
  last.commit()
  await book.commit()
}

async function writeSheet(target: Worksheet, sheet: OutSheet, extras: Extras): Promise<void> {
  target.columns = sheet.widths.map((width) => ({ width }))
  let no = 0
  for (const cells of sheet.rows()) {
    no += 1
    const row = target.getRow(no)
    for (let column = 0; column < cells.length; column++) {
      const cell = row.getCell(column + 1)
      put(cell, cells[column])
      extras.dress(cell, sheet, no, column)
    }
    row.commit()
    if (no % rowsOfTurn === 0) await setImmediate()
  }
  for (const { cells, source } of extras.dropDowns(sheet)) addDropDown(target, cells, source)
  target.commit()
}

function put(cell: Cell, out: OutCell | undefined): void {
  if (!out) return
  if (out.decimals === undefined) {
    cell.value = escaped(out.text)
    cell.numFmt = '@'
  } else {
    // exceljs takes numbers only. At most 15 significant digits: the double nearest to them prints as them again.
    cell.value = +out.text
    cell.numFmt = figureFormat(out.decimals)
  }
  if (out.look) cell.font = { bold: true }
  if (out.look === 'head') cell.fill = solid('FFE8EEF4')
}

/** A cell's ground in one colour. @param argb as `FFE8EEF4` */
export const solid = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } })

/** The type of a worksheet hides that it keeps validations by range. */
function addDropDown(target: Worksheet, cells: string, source: string): void {
  const { dataValidations } = target as unknown as {
    dataValidations: { add(cells: string, rule: DataValidation): void }
  }
  dataValidations.add(cells, {
    type: 'list',
    allowBlank: true,
    formulae: [source],
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: '不在列表中 Not in the list',
    error: '可填列表中的名称，也可填代码。A name of the list, or its code.',
  })
}
