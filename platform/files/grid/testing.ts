import { Problem } from '@jiamao/kernel/problem'
import { bookOf, type TestBook } from '../receive/testing.ts'
import type { Cell } from './cell.ts'
import { readGrid } from './grid.ts'

/** For tests: the cells of the first sheet as `H7=text`, formulas marked `=`, other kinds than text by their first letter. */
export async function cellsOf(book: TestBook): Promise<string[]> {
  const grid = await readGrid(bookOf(book))
  try {
    const cells: string[] = []
    for await (const row of grid.sheets[0].rows()) cells.push(...row.cells.map(told))
    return cells
  } finally {
    await grid.close()
  }
}

const told = ({ address, text, kind, formula }: Cell) =>
  `${address}${formula ? ' =' : ''}=${text}${kind === 'text' ? '' : ` (${kind})`}`

/** As `cellsOf` of one sheet, or the code of the problem with which it is refused. */
export const outcomeOf = (sheet: string): Promise<string[] | string> =>
  cellsOf({ sheets: { a: sheet }, strings: '<si><t>甲</t></si><si><t>乙</t></si>', formats: ['yyyy-mm-dd'] }).catch(
    (error) => {
      if (error instanceof Problem) return error.kind.code
      throw error
    },
  )
