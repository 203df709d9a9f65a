import { holds } from '../book/part-reader.ts'
import { addressOf, type Row } from '../grid/cell.ts'
import type { Grid } from '../grid/grid.ts'

/** The first rows of a sheet as text, by column: enough to guess what its columns are. */
export interface SheetOutline {
  readonly name: string
  readonly rows: readonly OutlineRow[]
}
export interface OutlineRow {
  readonly no: number
  /** By column from 0; '' where a cell holds nothing. */
  readonly texts: readonly string[]
}

/** 工作簿概貌. What a guess is made from, and what a person is shown of it. */
export type Outline = readonly SheetOutline[]

// Titles, a header of two rows, and some dozens of lines; a preview and a share of what fits need no more.
const mostRows = 60
const mostColumns = 80
const mostText = 120

/** Reads the first rows of each sheet, however long the sheets are. Sheets without rows are left out. */
export async function outlineOf(grid: Grid): Promise<Outline> {
  const outline: SheetOutline[] = []
  for (const sheet of grid.sheets) {
    const rows: OutlineRow[] = []
    for await (const { no, cells } of sheet.rows()) {
      const texts: string[] = []
      for (const cell of cells) {
        if (cell.column < mostColumns && holds(cell)) texts[cell.column] = cell.text.slice(0, mostText).toWellFormed()
      }
      if (texts.length === 0) continue
      if (rows.push({ no, texts: Array.from(texts, (text) => text ?? '') }) === mostRows) break
    }
    if (rows.length > 0) outline.push({ name: sheet.name, rows })
  }
  return outline
}

/** An outline as a workbook: its first rows are read as the whole will be. */
export const gridOf = (outline: Outline): Grid => ({
  sheets: outline.map(({ name, rows }) => ({
    name,
    hidden: false,
    rows: async function* () {
      for (const row of rows) yield cellsOf(row)
    },
  })),
  close: () => Promise.resolve(),
})

const cellsOf = ({ no, texts }: OutlineRow): Row => ({
  no,
  cells: texts.flatMap((text, column) =>
    text === '' ? [] : [{ column, address: addressOf(no, column), text, kind: 'text' as const, formula: false }],
  ),
})
