/** One piece of work in a process of its own, so that its time is cold and its peak of memory its own. */
import { createWriteStream } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { metaOf, shape } from '@jiamao/kernel/fields'
import { type Cell, type Grid, importBook, type Row, readInWorker, writeBook } from '@jiamao/platform/files'
import { lists, names } from '../../platform/files/testing.ts'
import { Lines, layout, lineCount, sampleLines } from './sample.ts'

/** What a run prints, as JSON. */
export interface Run {
  readonly ms: number
  readonly peakMiB: number
}
export type Work = 'make' | 'import' | 'import-exceljs' | 'export' | 'export-exceljs'

const acts: Readonly<Record<Work, (path: string) => Promise<void>>> = {
  make: (path) => writeByExceljs(path, true),
  import: async (path) => expectSound(await imported(await readInWorker(path))),
  'import-exceljs': async (path) => void (await imported(await gridOfExceljs(path))),
  export: async (path) => pipeline(writeBook(Lines, layout, given, names), createWriteStream(path)),
  'export-exceljs': (path) => writeByExceljs(path, false),
}

/** Columns matched, codes found, every value checked: the same on both sides. */
async function imported(grid: Grid) {
  const { wire, findings } = await importBook(Lines, layout, grid, names)
  await grid.close()
  const { content, faults } = shape(Lines, wire, lists)
  return { content, found: [...findings, ...faults] }
}

/** Asked of us only: exceljs breaks Chinese characters that lie across two chunks of a file. */
function expectSound({ content, found }: Awaited<ReturnType<typeof imported>>): void {
  if (found.length > 0 || content?.lines.length !== lineCount) throw new Error(JSON.stringify(found.slice(0, 3)))
}

/** The reference's cells in our form. */
async function gridOfExceljs(path: string): Promise<Grid> {
  const { default: ExcelJS } = await import('exceljs')
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
  })
  async function* rows(): AsyncGenerator<Row, void> {
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: Cell[] = []
        row.eachCell(({ value }, column) => {
          const kind = typeof value === 'number' ? 'number' : 'text'
          cells.push({ column: column - 1, address: '', text: String(value), kind, formula: false })
        })
        yield { no: row.number, cells }
      }
    }
  }
  return { sheets: [{ name: '表体', hidden: false, rows }], close: async () => {} }
}

/** The same cells by exceljs: names for codes, numbers for figures, no styles. With shared strings it is as Excel's own. */
async function writeByExceljs(path: string, useSharedStrings: boolean): Promise<void> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings })
  const sheet = book.addWorksheet('表体')
  const fields = Object.entries(Lines.properties.lines.items.properties)
  const shows = fields.map(([name, schema]) => {
    const { kind, list = '', choices = {} } = metaOf(schema) ?? {}
    const show = (value: unknown) => {
      if (kind === 'code') return names.nameOf(list, String(value))
      if (kind === 'choice') return choices[String(value)].zh
      return kind === 'amount' || kind === 'quantity' ? +String(value) : value
    }
    return { name, show }
  })
  sheet.addRow(['表体']).commit()
  sheet.addRow(fields.map(([, schema]) => metaOf(schema)?.zh)).commit()
  let count = 0
  for (const line of given.lines as Record<string, unknown>[]) {
    sheet.addRow(shows.map(({ name, show }) => show(line[name]))).commit()
    count += 1
    // It writes without asking whether anybody reads.
    if (count % 2_000 === 0) await setImmediate()
  }
  sheet.commit()
  await book.commit()
}

const [, , work, path] = process.argv
const given = work.startsWith('import') ? { lines: [] } : sampleLines()
const from = performance.now()
await acts[work as Work](path)
const ms = performance.now() - from
console.log(JSON.stringify({ ms, peakMiB: process.resourceUsage().maxRSS / 1024 } satisfies Run))
