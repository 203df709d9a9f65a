import { quoted } from '@jiamao/kernel/words'
import type { SheetPart } from '../book/layout.ts'
import { emptyBody, type FieldReader, fieldReader, holds, type Reading } from '../book/part-reader.ts'
import * as remarks from '../book/remarks.ts'
import type { ReadPart } from '../book/table.ts'
import { type Cell, columnName, type Row } from '../grid/cell.ts'
import type { Sheet } from '../grid/grid.ts'
import type { SheetMapping } from './mapping.ts'

const total = /^[\s(（【]*(合\s*计|总\s*计|小\s*计|共\s*计|grand\s*total|sub-?\s*total|total|sum)/i

/** Reads a sheet of lines as a person mapped it. Rows stream; what is left out is counted and told. */
export async function readMapped(
  sheet: Sheet,
  part: SheetPart,
  { header, columns }: SheetMapping,
  reading: Reading,
): Promise<ReadPart> {
  const fields = new Map(part.fields.map((field) => [field.pointer, field]))
  const readers: (FieldReader | undefined)[] = []
  for (const { column, field: pointer } of columns) {
    const field = fields.get(pointer)
    if (field) readers[column] = fieldReader(field, column, part, sheet.name, reading)
  }
  const down = columns.flatMap((one) => (one.down ? [{ column: one.column, last: undefined as Cell | undefined }] : []))
  const left = leftOut(sheet.name)
  const lines: Record<string, unknown>[] = []
  const rows: number[] = []

  function take(row: Row): void {
    const cells = row.cells.filter(holds)
    const mapped = cells.filter(({ column }) => readers[column])
    // A line says at least two things; a total, a signature or a note says one, or begins with its word.
    if (mapped.length < Math.min(2, Math.max(1, columns.length)) || total.test(cells[0].text)) {
      if (cells.length > 0) left.row(row.no, cells[0])
      return
    }
    const line = emptyBody(part.groups)
    for (const one of down) {
      const own = mapped.find(({ column }) => column === one.column)
      one.last = own ?? one.last
      if (!own && one.last) readers[one.column]?.take(one.last, line, lines.length)
    }
    for (const cell of mapped) readers[cell.column]?.take(cell, line, lines.length)
    for (const cell of cells) if (!readers[cell.column]) left.cell(cell)
    lines.push(line)
    rows.push(row.no)
  }

  for await (const row of sheet.rows()) {
    if (row.no > header) take(row)
    else if (row.no === header) left.name(row)
  }
  left.tell(reading)
  for (const reader of readers) reader?.finish()
  const places = new Map(columns.map(({ column, field }) => [field, column]))
  return {
    body: lines,
    place: { form: 'table', sheet: sheet.name, header, columns: places, rows: Uint32Array.from(rows) },
  }
}

/** What was not read of a sheet: counted while it streams, told at its end. */
function leftOut(sheet: string) {
  const titles = new Map<number, string>()
  const seen = new Map<number, { count: number; cell: Cell }>()
  let rows: { count: number; row: number; cell: Cell } | undefined
  return {
    name: ({ cells }: Row) => {
      for (const { column, text } of cells) titles.set(column, text)
    },
    cell: (cell: Cell) => {
      const before = seen.get(cell.column)
      if (before) before.count += 1
      else seen.set(cell.column, { count: 1, cell })
    },
    row: (row: number, cell: Cell) => {
      if (rows) rows.count += 1
      else rows = { count: 1, row, cell }
    },
    tell: ({ findings }: Reading) => {
      for (const [column, { count, cell }] of seen) {
        const title = quoted(titles.get(column) ?? '')
        const values = { column: columnName(column), title, count, sample: quoted(cell.text) }
        findings.add('notice', remarks.columnLeftOut, { sheet, cell: cell.address }, values)
      }
      if (!rows) return
      const { count, row, cell } = rows
      findings.add(
        'notice',
        remarks.rowsLeftOut,
        { sheet, cell: cell.address },
        { count, row, sample: quoted(cell.text) },
      )
    },
  }
}
