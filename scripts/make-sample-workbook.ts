/**
 * Makes `apps/cli/demo/sample-handbook.xlsx`: the set-up of the demo's electronics firm as a workbook, from `data/demo`.
 * `node scripts/make-sample-workbook.ts` writes it anew; a test finds a file that is not what this makes.
 */
import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { parseDate, startOf } from '@jiamao/kernel/time'
import { modules } from '@jiamao/modules'
import { writeBook } from '@jiamao/platform/files'
import { firstPolicy } from '@jiamao/platform/policy'
import { codeNamesOf } from '@jiamao/server'
import { readFirms } from '../apps/cli/year/goods.ts'
import { setUpOf } from '../apps/cli/year/set-up.ts'

export const sampleWorkbook = fileURLToPath(new URL('../apps/cli/demo/sample-handbook.xlsx', import.meta.url))

// Names of codes as they stand on the day on which the demo sets it up.
const on = parseDate('2020-01-02')
const validTo = parseDate('2020-12-31')

/** The bytes of the workbook. */
export async function makeSampleWorkbook(): Promise<Buffer> {
  const firm = readFirms().find(({ key }) => key === 'electronics')
  const establish = modules.flatMap(({ filings }) => filings).find(({ id }) => id === 'enterprise.handbook.establish')
  if (!firm || !establish?.sheets)
    throw new Error('the sample is made of the electronics firm and the set-up of handbooks')
  const names = codeNamesOf(firstPolicy().inForce(on, startOf(validTo)))
  const wire = setUpOf(firm, `${firm.customsCode}T0001`, validTo)
  return buffer(writeBook(establish.content, establish.sheets, wire, names))
}

if (import.meta.main) writeFileSync(sampleWorkbook, await makeSampleWorkbook())
