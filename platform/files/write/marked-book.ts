import type { Readable } from 'node:stream'
import type { Words } from '@jiamao/kernel/words'
import type { Cell } from 'exceljs'
import type { TSchema } from 'typebox'
import type { Finding, Weight } from '../book/findings.ts'
import { type CodeNames, findingSheet, type Layout, type SheetPart } from '../book/layout.ts'
import { addressOf } from '../grid/cell.ts'
import { richBook, solid } from './rich-book.ts'
import { cellAt, type OutSheet, outSheets, tableHead } from './sheets.ts'

const grounds: Readonly<Record<Weight, string>> = { fault: 'FFFFC7CE', confirm: 'FFFFEB9C', notice: 'FFDDEBF7' }
const ranks: readonly Weight[] = ['fault', 'confirm', 'notice']
const weights: Readonly<Record<Weight, Words>> = {
  fault: { zh: '须修改', en: 'To be mended' },
  confirm: { zh: '须确认', en: 'To be confirmed' },
  notice: { zh: '提示', en: 'For notice' },
}
const heads: Readonly<Record<keyof Words, readonly string[]>> = {
  zh: ['工作表', '单元格', '程度', '问题', '办法', '代码'],
  en: ['Sheet', 'Cell', 'Weight', 'Finding', 'Remedy', 'Code'],
}
// More than these on one cell nobody reads in a note; all stand in the sheet of findings.
const notesOfCell = 5

/**
 * The content as a workbook in its layout, with what was found in it (批注): cells that are meant are tinted and carry the
 * findings as a note, and a last sheet, 问题, lists all with their cells in this book. Written from the wire, so
 * what was typed and not understood is there; columns that were not read are not.
 */
export function markedBook(
  schema: TSchema,
  layout: Layout,
  wire: unknown,
  findings: readonly Finding[],
  names: CodeNames,
  language: keyof Words,
): Readable {
  const sheets = outSheets(schema, layout, wire, names)
  const placed = findings.map((finding) => ({ finding, ...placeIn(sheets, finding.pointer) }))
  const byCell = Map.groupBy(
    placed.filter(({ cell }) => cell !== undefined),
    ({ sheet, cell }) => `${sheet}!${cell}`,
  )

  function dress(cell: Cell, { name }: OutSheet, row: number, column: number) {
    const found = byCell.get(`${name}!${addressOf(row, column)}`)?.map(({ finding }) => finding)
    if (!found) return
    const weight = ranks.find((rank) => found.some((finding) => finding.weight === rank)) ?? 'notice'
    cell.fill = solid(grounds[weight])
    cell.note = found
      .slice(0, notesOfCell)
      .map(({ message, remedy }) => [message[language], remedy?.[language]].filter(Boolean).join('\n'))
      .join('\n\n')
  }

  function* rows() {
    yield heads[language]
    for (const { finding, sheet, cell } of placed) {
      const { message, remedy, code, weight } = finding
      // A finding about a sheet or column that is not in this book keeps the place it had in the one that was read.
      const where = sheet === undefined ? [finding.sheet ?? '', finding.cell ?? ''] : [sheet, cell ?? '']
      yield [...where, weights[weight][language], message[language], remedy?.[language] ?? '', code]
    }
  }
  return richBook(sheets, { dress, dropDowns: () => [], last: { name: findingSheet, hidden: false, rows } })
}

/** The cell of a pointer in the book that is written: of a line its first, of a list its header, of a part its title. */
function placeIn(sheets: readonly OutSheet[], pointer: string | undefined): { sheet?: string; cell?: string } {
  const [, name, within = ''] = /^\/([^/]*)(.*)$/s.exec(pointer ?? '') ?? []
  const sheet = sheets.find(({ part }) => part.part === name)
  if (!sheet) return {}
  const { part } = sheet
  if (within === '') return { sheet: sheet.name, cell: 'A1' }
  const [, line, rest] = (part.form === 'table' && /^\/(\d{1,9})(.*)$/s.exec(within)) || ['', '', within]
  const { row, column } = cellAt(part, fieldUnder(part, rest))
  return { sheet: sheet.name, cell: addressOf(part.form === 'table' ? tableHead + 1 + +line : row, column) }
}

/** The field at a pointer, or the first below it. */
function fieldUnder({ fields }: SheetPart, pointer: string): number {
  const exact = fields.findIndex((field) => field.pointer === pointer)
  return Math.max(0, exact >= 0 ? exact : fields.findIndex((field) => field.pointer.startsWith(`${pointer}/`)))
}
