import { quoted } from '@jiamao/kernel/words'
import { addressOf, type Cell, type Row } from '../grid/cell.ts'
import type { Sheet } from '../grid/grid.ts'
import type { SheetPart } from './layout.ts'
import { emptyBody, fieldReader, holds, type Reading } from './part-reader.ts'
import * as remarks from './remarks.ts'
import type { ReadPart } from './table.ts'

// A head has some dozens of labels; a sheet with more rows than this is a table under a wrong name.
const mostRows = 1_000

/**
 * Reads a sheet of labels with their values to the right, several pairs a row. In which columns labels stand is learned
 * from the labels that are known; so a value that reads like a label is a value, and merged cells do not matter.
 */
export async function readPairs(sheet: Sheet, part: SheetPart, reading: Reading): Promise<ReadPart | undefined> {
  const rows: Row[] = []
  for await (const row of sheet.rows()) {
    if (rows.push(row) < mostRows) continue
    const values = { row: row.no + 1, sample: '…', place: `前 ${mostRows} 行`, placeEn: `the first ${mostRows} rows` }
    reading.findings.add('fault', remarks.rowUnread, { sheet: sheet.name }, values)
    break
  }
  const { fieldOf } = part
  const labels = labelColumns(rows, fieldOf)
  if (labels.length > 0) return readRows(rows, labels, sheet.name, part, reading)
  const titles = part.fields.slice(0, 5).map(part.titleOf).join('、')
  reading.findings.add('fault', remarks.headerMissing, { sheet: sheet.name }, { sheet: sheet.name, titles })
  return undefined
}

/**
 * Columns in which a good part of what stands there are known labels: a quarter, since a sheet may have labels that the
 * filing does not. The column beside labels holds values, even if some read like labels.
 */
function labelColumns(rows: readonly Row[], fieldOf: SheetPart['fieldOf']): number[] {
  const known: number[] = []
  const all: number[] = []
  for (const { cells } of rows) {
    for (const { column, text } of cells.filter(holds)) {
      all[column] = (all[column] ?? 0) + 1
      known[column] = (known[column] ?? 0) + (fieldOf(text) ? 1 : 0)
    }
  }
  const labels: number[] = []
  all.forEach((count, column) => {
    const beside = labels.includes(column - 1) && known[column - 1] >= known[column]
    if (known[column] > 0 && known[column] * 4 >= count && !beside) labels.push(column)
  })
  return labels
}

function readRows(
  rows: readonly Row[],
  labels: readonly number[],
  sheet: string,
  part: SheetPart,
  reading: Reading,
): ReadPart {
  const { fieldOf } = part
  const body = emptyBody(part.groups)
  const found = new Map<string, { label: string; value: string }>()
  const { findings } = reading

  function takePair(label: Cell, value: Cell | undefined, no: number) {
    const field = fieldOf(label.text)
    if (!field) return tellUnknown(label, value)
    const first = found.get(field.pointer)
    if (first) {
      const values = { title: quoted(label.text), first: first.label, cell: label.address }
      return findings.add('fault', remarks.columnRepeated, { sheet, cell: label.address }, values)
    }
    const column = value?.column ?? label.column + 1
    found.set(field.pointer, { label: label.address, value: addressOf(no, column) })
    if (!value) return
    const reader = fieldReader(field, column, part, sheet, reading)
    reader.take(value, body)
    reader.finish()
  }

  function tellUnknown(label: Cell, value: Cell | undefined) {
    if (!value) return // a title, or a label without value: nothing was meant to be read
    const values = { cell: label.address, title: quoted(label.text), sample: quoted(value.text) }
    findings.add('notice', remarks.labelUnknown, { sheet, cell: label.address }, values)
  }

  for (const { no, cells } of rows) {
    const held = cells.filter(holds)
    for (const label of held.filter(({ column }) => labels.includes(column))) {
      const until = labels.find((column) => column > label.column) ?? Number.POSITIVE_INFINITY
      takePair(
        label,
        held.find(({ column }) => column > label.column && column < until),
        no,
      )
    }
  }
  for (const field of part.fields) {
    if (!field.required || found.has(field.pointer)) continue
    const values = { sheet, title: part.titleOf(field), titleEn: field.meta.en }
    findings.add('fault', remarks.columnMissing, { sheet, pointer: `/${part.part}${field.pointer}` }, values)
  }
  const cells = new Map(Array.from(found, ([pointer, { value }]) => [pointer, value]))
  return { body, place: { form: 'pairs', sheet, cells } }
}
