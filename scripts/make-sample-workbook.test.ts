import { readGrid } from '@jiamao/platform/files'
import { expect, test } from 'vitest'
import { makeSampleWorkbook, sampleWorkbook } from './make-sample-workbook.ts'

/** All cells of a workbook, as text with their kind. */
async function cellsOf(source: string | Buffer): Promise<string[]> {
  const grid = await readGrid(source)
  try {
    const cells: string[] = []
    for (const sheet of grid.sheets) {
      for await (const { no, cells: row } of sheet.rows()) {
        cells.push(...row.map(({ column, text, kind }) => `${sheet.name} ${no}/${column} ${kind} ${text}`))
      }
    }
    return cells
  } finally {
    await grid.close()
  }
}

test('the sample workbook is what the script makes of data/demo', async () => {
  const committed = await cellsOf(sampleWorkbook)
  expect(committed.length).toBeGreaterThan(500)
  expect(committed).toEqual(await cellsOf(await makeSampleWorkbook()))
})
