/** The head of a handbook and its row in the register: one into the other. Pure. */
import { encode } from '@jiamao/kernel/fields'
import { type BookNumber, bookNumbers } from '@jiamao/kernel/ids'
import type { ActGiven } from '@jiamao/platform/filing/define'
import { Handbook, type HandbookContent, type HandbookWire } from './content.ts'
import type { HandbookRow } from './register.ts'

type Head = HandbookContent['head']

const kinds = { suppliedMaterials: 'B', importedMaterials: 'C' } as const
const kindNames = { B: 'suppliedMaterials', C: 'importedMaterials' } as const

/** The number that customs gave. Its form was checked when the receipt was read. */
export const numberOf = ({ known }: ActGiven): BookNumber => bookNumbers.parse(String(known.number ?? ''))

/** The row of a handbook that customs has set up. */
export const rowOf = (head: Head, given: ActGiven): HandbookRow => ({
  ...changedBy(head),
  book: numberOf(given),
  ownNumber: head.ownNumber,
  preentryNumber: given.known.preentryNumber as HandbookRow['preentryNumber'],
  kind: kinds[head.bookKind],
  tradeMode: head.tradeMode,
  competentCustoms: head.competentCustoms,
  operatingCustomsCode: head.operatingEnterprise.customsCode,
  operatingCreditCode: head.operatingEnterprise.creditCode,
  processingCustomsCode: head.processingEnterprise.customsCode,
  processingCreditCode: head.processingEnterprise.creditCode,
  importCurrency: head.importCurrency,
  exportCurrency: head.exportCurrency,
  declarationStage: head.declarationStage,
  validFrom: given.on,
  amendments: 0,
  state: 'active',
  filing: given.filing,
  extensions: 0,
  pauseMark: head.pauseMark,
})

/** What a change may alter of the row (R5.8); everything else is the book's for its whole life. */
export function changedBy(head: Head) {
  const { operatingEnterprise: operating, processingEnterprise: processing, declarant } = head
  return {
    operatingName: operating.name,
    processingName: processing.name,
    processingDistrict: processing.district,
    declarantCustomsCode: declarant.customsCode,
    declarantCreditCode: declarant.creditCode,
    declarantName: declarant.name,
    declarantKind: head.declarantKind,
    validTo: head.validTo,
    importContract: head.importContract,
    exportContract: head.exportContract,
    levyNature: head.levyNature,
    processingType: head.processingType,
    ports: head.ports,
    purpose: head.purpose,
    capacity: head.capacity,
    approvalCertificate: head.approvalCertificate,
    contact: head.contact,
    contactPhone: head.contactPhone,
  }
}

/** The head that a handbook in force has, as a filing would say it: what the register does not hold is missing. */
export function headOf(row: HandbookRow): HandbookWire['head'] {
  const declarant = {
    customsCode: row.declarantCustomsCode,
    creditCode: row.declarantCreditCode,
    name: row.declarantName,
  }
  const head = {
    number: row.book,
    ownNumber: row.ownNumber,
    preentryNumber: row.preentryNumber,
    bookKind: kindNames[row.kind],
    tradeMode: row.tradeMode,
    operatingEnterprise: {
      customsCode: row.operatingCustomsCode,
      creditCode: row.operatingCreditCode,
      name: row.operatingName,
    },
    processingEnterprise: {
      customsCode: row.processingCustomsCode,
      creditCode: row.processingCreditCode,
      name: row.processingName,
      district: row.processingDistrict,
    },
    declarant,
    inputBy: declarant,
    declarantKind: row.declarantKind,
    competentCustoms: row.competentCustoms,
    importCurrency: row.importCurrency,
    exportCurrency: row.exportCurrency,
    declarationStage: row.declarationStage,
    validTo: row.validTo,
    importContract: row.importContract,
    exportContract: row.exportContract,
    levyNature: row.levyNature,
    processingType: row.processingType,
    ports: row.ports,
    purpose: row.purpose,
    capacity: row.capacity,
    approvalCertificate: row.approvalCertificate,
    contact: row.contact,
    contactPhone: row.contactPhone,
  }
  // Optional columns of rows from before they were kept are missing here, and asked of the filer.
  return encode(headSchema, head as Head)
}

const headSchema = Handbook.properties.head
