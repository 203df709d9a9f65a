import { quoted } from '@jiamao/kernel/words'
import { addressOf, type Cell, columnName, type Row } from '../grid/cell.ts'
import type { Sheet } from '../grid/grid.ts'
import type { SheetPart } from './layout.ts'
import { emptyBody, type FieldReader, fieldReader, holds, type Reading } from './part-reader.ts'
import type { PartPlace } from './places.ts'
import * as remarks from './remarks.ts'

// The header stands among the first rows that hold something: above it are titles, dates, the name of the firm.
const headerWithin = 10

/** What a sheet held, and where. */
export interface ReadPart {
  readonly body: unknown
  readonly place: PartPlace
}

/** Reads a sheet of lines under a header row: the row, of the first ten, in which most columns are known. */
export async function readTable(sheet: Sheet, part: SheetPart, reading: Reading): Promise<ReadPart | undefined> {
  const head: Row[] = []
  let table: Table | undefined
  for await (const row of sheet.rows()) {
    if (table) table.take(row)
    else if (head.push(row) === headerWithin) table = begin(head, sheet.name, part, reading)
    if (!table && head.length === headerWithin) break
  }
  table ??= begin(head, sheet.name, part, reading)
  if (!table) {
    const titles = part.fields.slice(0, 5).map(part.titleOf).join('、')
    reading.findings.add('fault', remarks.headerMissing, { sheet: sheet.name }, { sheet: sheet.name, titles })
  }
  return table?.finish()
}

interface Table {
  take(row: Row): void
  finish(): ReadPart
}

/** Chooses the header among the first rows and reads those behind it; undefined if no row knows a single column. */
function begin(head: readonly Row[], sheet: string, part: SheetPart, reading: Reading): Table | undefined {
  const { fieldOf } = part
  const known = ({ cells }: Row) => new Set(cells.map(({ text }) => fieldOf(text)).filter(Boolean)).size
  const scores = head.map(known)
  const best = scores.indexOf(Math.max(...scores))
  if (best < 0 || scores[best] === 0) return undefined
  for (const row of head.slice(0, best)) tellUnread(row, sheet, reading)
  const table = tableUnder(head[best], sheet, part, reading)
  for (const row of head.slice(best + 1)) table.take(row)
  return table
}

/** A row above the header with a single text is a title; one with more may hold something that was meant. */
function tellUnread({ no, cells }: Row, sheet: string, { findings }: Reading): void {
  const held = cells.filter(holds)
  if (held.length < 2) return
  const values = {
    row: no,
    sample: quoted(held[1].text),
    place: '表头下方',
    placeEn: 'the lines below the header',
  }
  findings.add('notice', remarks.rowUnread, { sheet, cell: held[0].address }, values)
}

function tableUnder(header: Row, sheet: string, part: SheetPart, reading: Reading): Table {
  const { findings } = reading
  const columns = columnsOf(header, sheet, part, reading)
  const unknown = unknownColumns(header)
  const lines: Record<string, unknown>[] = []
  const rows: number[] = []
  const empty = { count: 0, first: 0 }
  let last = header.no

  function take({ no, cells }: Row): void {
    let line: Record<string, unknown> | undefined
    for (const cell of cells) {
      if (!holds(cell)) continue
      const column = columns[cell.column]
      if (!column) unknown.take(cell)
      else {
        line ??= emptyBody(part.groups)
        column.take(cell, line, lines.length)
      }
    }
    if (!line) return
    if (no > last + 1) {
      empty.count += no - last - 1
      empty.first ||= last + 1
    }
    last = no
    lines.push(line)
    rows.push(no)
  }

  function finish(): ReadPart {
    if (empty.count > 0) {
      const place = { sheet, cell: addressOf(empty.first, 0) }
      findings.add('notice', remarks.rowsEmpty, place, { count: empty.count, row: empty.first })
    }
    unknown.tell(sheet, reading)
    const cells = new Map<string, number>()
    for (const column of columns) {
      if (column) cells.set(column.field.pointer, column.column)
      column?.finish()
    }
    return {
      body: lines,
      place: { form: 'table', sheet, header: header.no, columns: cells, rows: Uint32Array.from(rows) },
    }
  }
  return { take, finish }
}

/** The readers of the columns, by column number. Tells of required columns that are missing and of those that stand twice. */
function columnsOf(header: Row, sheet: string, part: SheetPart, reading: Reading): (FieldReader | undefined)[] {
  const { fieldOf } = part
  const columns: (FieldReader | undefined)[] = []
  const found = new Map<string, string>()
  for (const { column, text, address } of header.cells) {
    const field = fieldOf(text)
    if (!field) continue
    const first = found.get(field.pointer)
    if (first === undefined) columns[column] = fieldReader(field, column, part, sheet, reading)
    else {
      const values = { title: quoted(text), first, cell: address }
      reading.findings.add('fault', remarks.columnRepeated, { sheet, cell: address }, values)
    }
    if (first === undefined) found.set(field.pointer, address)
  }
  for (const field of part.fields) {
    if (!field.required || found.has(field.pointer)) continue
    const values = { sheet, title: part.titleOf(field), titleEn: field.meta.en }
    reading.findings.add('fault', remarks.columnMissing, { sheet, pointer: `/${part.part}` }, values)
  }
  return columns
}

/** Columns under a name that is not known, or under none: their values stay in the file, and are told of. */
function unknownColumns(header: Row) {
  const titles = new Map(header.cells.map(({ column, text }) => [column, text]))
  const seen = new Map<number, { count: number; cell: string; sample: string }>()
  return {
    take(cell: Cell) {
      const before = seen.get(cell.column)
      if (before) before.count += 1
      else seen.set(cell.column, { count: 1, cell: cell.address, sample: quoted(cell.text) })
    },
    tell(sheet: string, { findings }: Reading) {
      for (const [column, { count, cell, sample }] of seen) {
        const values = { column: columnName(column), title: quoted(titles.get(column) ?? ''), count, sample }
        findings.add('notice', remarks.columnUnknown, { sheet, cell }, values)
      }
    },
  }
}
