import { type Archive, openArchive, type Source } from '../receive/archive.ts'
import { type Row, type RowBatch, rowsOf } from './cell.ts'
import type { BookParts } from './rows.ts'
import { readSheet } from './sheet.ts'
import { readStrings } from './strings.ts'
import { readStyles } from './styles.ts'
import { readWorkbook, type Workbook } from './workbook.ts'

/** One sheet. Hidden sheets, rows and columns are read as others: what is not seen still counts. */
export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** Its rows, once, from the top. Not while another sheet is being read. */
  rows(): AsyncGenerator<Row, void>
}

/** An open workbook. Close it, however reading ended. */
export interface Grid {
  readonly sheets: readonly Sheet[]
  close(): Promise<void>
}

/** How far reading has come. */
export interface Progress {
  /** Unpacked bytes of sheets read so far, and of all sheets. */
  readonly bytes: number
  readonly total: number
  readonly rows: number
}

/** An open workbook as the thread sees that reads it: batches instead of rows. */
export interface BatchGrid {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
  batches(sheet: number): AsyncGenerator<{ readonly batch: RowBatch; readonly progress: Progress }, void>
  close(): void
}

/**
 * Opens a workbook (工作簿) for reading, in this thread; a server reads by `readInWorker`. Rows stream: only shared strings,
 * styles and one batch are held.
 *
 * @throws the refusals of `openArchive` and `readWorkbook` here, those of single sheets while their rows are read
 */
export async function readGrid(source: Source): Promise<Grid> {
  const grid = await openGrid(source)
  async function* rows(sheet: number): AsyncGenerator<Row, void> {
    for await (const { batch } of grid.batches(sheet)) yield* rowsOf(batch)
  }
  return {
    sheets: grid.sheets.map(({ name, hidden }, i) => ({ name, hidden, rows: () => rows(i) })),
    close: async () => grid.close(),
  }
}

/** As `readGrid`, in batches. */
export async function openGrid(source: Source): Promise<BatchGrid> {
  const archive = await openArchive(source)
  try {
    const book = await readWorkbook(archive)
    return batchGrid(archive, book, await partsOf(archive, book))
  } catch (error) {
    archive.close()
    throw error
  }
}

const partsOf = async (archive: Archive, { strings, styles, from1904 }: Workbook): Promise<BookParts> => ({
  strings: strings ? await readStrings(archive, strings) : [],
  styles: styles ? await readStyles(archive, styles, from1904) : [],
})

function batchGrid(archive: Archive, { sheets }: Workbook, parts: BookParts): BatchGrid {
  const total = sheets.reduce((sum, { part }) => sum + archive.sizeOf(part), 0)
  let before = 0
  let rowsBefore = 0

  async function* batches(index: number) {
    const { name, part } = sheets[index]
    let rows = 0
    for await (const piece of readSheet(name, part, archive.bytes(part), parts)) {
      rows = piece.rows
      yield { batch: piece.batch, progress: { bytes: before + piece.read, total, rows: rowsBefore + rows } }
    }
    before += archive.sizeOf(part)
    rowsBefore += rows
  }
  return { sheets, batches, close: () => archive.close() }
}
