import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import { modules } from '@jiamao/modules'
import { importBook, readGrid } from '@jiamao/platform/files'
import { firstPolicy } from '@jiamao/platform/policy'
import { codeNamesOf } from '@jiamao/server'

const root = fileURLToPath(new URL('../../', import.meta.url))
const real = resolve(root, process.env.JIAMAO_SAMPLES || '../shared/data', 'handbook-export.xlsx')

/** The real handbook workbook where this machine has it; says so where not. */
export function realWorkbook(): string | undefined {
  if (existsSync(real)) return real
  process.stdout.write(`skipped: there is no handbook-export.xlsx in JIAMAO_SAMPLES (${real})\n`)
  return undefined
}

export const handbookType = 'enterprise.handbook.establish'
/** The first edition on the day of the demo. */
export const policyOf2020 = firstPolicy().inForce('2020-01-02' as LocalDate, '2020-01-02T09:00:00.000+08:00' as Moment)
const names = codeNamesOf(policyOf2020)

/** A handbook workbook as wire JSON. */
export async function wireOf(book: string | Buffer): Promise<Record<string, unknown>> {
  const handbook = modules.flatMap(({ filings }) => filings).find(({ id }) => id === handbookType)
  if (!handbook?.sheets) throw new Error('handbooks have no layout')
  const grid = await readGrid(book)
  return importBook(handbook.content, handbook.sheets, grid, names).then(async ({ wire }) => {
    await grid.close()
    return wire
  })
}

/** Single values of a wire, by pointer. */
export function leaves(value: unknown, pointer = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[pointer, value]])
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leaves(part, `${pointer}/${name}`)]))
}

/** How many cells of a workbook hold a value: below the header row in tables, beside the labels in the head. */
export async function valueCells(book: string): Promise<number> {
  const grid = await readGrid(book)
  let count = 0
  for (const sheet of grid.sheets) {
    for await (const { no, cells } of sheet.rows()) {
      if (sheet.name === '表头') count += no > 1 ? cells.filter(({ column }) => column % 2 === 1).length : 0
      else count += no > 2 ? cells.length : 0
    }
  }
  await grid.close()
  return count
}
