import { modules } from '@jiamao/modules'
import { importBook, readGrid } from '@jiamao/platform/files'
import { CommandFault } from '../failure.ts'
import type { Firm, Head } from './parties.ts'

// Whose book it is must be known before anybody can be signed in to import it; codes are the platform's to read.
const asWritten = { codeOf: (_: string, text: string) => text, nameOf: () => undefined, entries: () => [] }

/** The firms that a workbook's head names, the operating one first, with the end of its validity. */
export async function readFirms(workbook: string): Promise<readonly (Firm & { readonly validTo: string })[]> {
  const establish = modules.flatMap(({ filings }) => filings).find(({ id }) => id === 'enterprise.handbook.establish')
  if (!establish) throw new Error('no module files handbooks')
  const grid = await readGrid(workbook).catch((error: Error) => {
    throw new CommandFault(2, `${workbook}: ${error.message}`)
  })
  const { wire } = await importBook(establish.content, establish.sheets ?? [], grid, asWritten).finally(() =>
    grid.close(),
  )
  const {
    operatingEnterprise: operating,
    processingEnterprise: processing,
    validTo,
  } = (wire.head ?? {}) as Partial<Head>
  if (!operating?.creditCode || !processing?.creditCode || !validTo) {
    throw new CommandFault(1, `${workbook}: sheet 表头 names no 经营单位, 加工单位 or 有效期`)
  }
  const firms = [operating, processing].map((firm) => ({ ...firm, validTo }))
  return firms.filter(({ creditCode }, i) => i === 0 || creditCode !== operating.creditCode)
}
