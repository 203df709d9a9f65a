import type { BookNumber } from '@jiamao/kernel/ids'
import { bookNumbers } from '@jiamao/kernel/ids'
import type { Quantity } from '@jiamao/kernel/numbers'
import { type Act, type ActGiven, defineFiling, type ReceiptMap } from '@jiamao/platform/filing/define'
import type { Account, RecipeRow } from '@jiamao/platform/ledger/define'
import { overdue, party, past, term } from '../checks/book.ts'
import { empty, form, loss, mass, noLossSplit, unitColumn } from '../checks/consumption.ts'
import { goods } from '../checks/goods.ts'
import { excessPlan, lineTotal, shortPlan, split } from '../checks/lines.ts'
import { Handbook, type HandbookContent } from '../content.ts'
import { exampleHandbook } from '../example.ts'
import { toNpts001 } from '../messages.ts'
import { domesticMaterials, netForm } from '../planned.ts'
import { type HandbookLineRow, type HandbookRow, handbookLines, handbooks } from '../register.ts'

const kinds = { suppliedMaterials: 'B', importedMaterials: 'C' } as const

/** 手册设立. A contract's goods are recorded; customs gives the number; the book opens in the ledger (R5.2, R5.5). */
export const establish = defineFiling({
  id: 'enterprise.handbook.establish',
  name: { zh: '手册设立', en: 'Handbook: set-up' },
  ground: 'Order 219; R5.5',
  document: 'handbook',
  content: Handbook,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  key: ({ head }) => head.ownNumber,
  title: ({ head }) => ({ zh: `手册设立 ${head.ownNumber}`, en: `Handbook set-up ${head.ownNumber}` }),
  checks: [
    party,
    past,
    term,
    overdue,
    ...goods,
    split,
    lineTotal,
    shortPlan,
    excessPlan,
    loss,
    form,
    noLossSplit,
    unitColumn,
    empty,
    mass,
  ],
  views: {
    everything: {
      name: { zh: '全部', en: 'Everything' },
      parts: ['head', 'materials', 'products', 'consumption'],
      ground: 'Order 219',
    },
    goods: {
      name: { zh: '表头与商品', en: 'Head and goods, no consumption' },
      parts: ['head', 'materials', 'products'],
      ground: 'R8.1',
    },
    book: { name: { zh: '表头', en: 'Head' }, parts: ['head'], ground: 'R8.1' },
  },
  accept: (content, given) => [
    { act: 'put', register: handbooks.id, rows: [bookRow(content, given)] },
    ...linesOf(content, numberOf(given)),
    {
      act: 'tell',
      whom: 'filer',
      notice: 'handbook.inForce',
      values: { book: numberOf(given), ownNumber: content.head.ownNumber },
    },
  ],
  messages: [{ type: 'NPTS001', to: 'customs', view: 'everything', on: 'submit', body: toNpts001('establish') }],
  receipts: receiptsOfHandbook(),
  stages: {
    imported: { zh: '已导入海关客户端', en: 'Imported by the customs client' },
    manual: { zh: '转人工审核', en: 'In manual review' },
  },
  sheets: [
    { part: 'head', sheet: ['表头'], form: 'pairs' },
    { part: 'materials', sheet: ['料件'], form: 'table' },
    { part: 'products', sheet: ['成品'], form: 'table' },
    { part: 'consumption', sheet: ['单损耗', '单耗'], form: 'table' },
  ],
  example: exampleHandbook,
})

/** Receipts of NPTS001: the import's answer is seen, the review's is EML211 as of 2017 (messages §12.2). */
export function receiptsOfHandbook(): ReceiptMap[] {
  return [
    {
      type: 'CommonResponeMessage',
      rank: { 0: { level: 'T1', stage: 'imported' }, '-1': { level: 'T1', event: 'sendBack' } },
    },
    {
      type: 'EML211',
      rank: {
        Y: { level: 'B0', event: 'takenIn' },
        Z: { level: 'B0', event: 'sendBack' },
        2: { level: 'B1', stage: 'manual' },
        1: { level: 'B2', event: 'accept' },
        3: { level: 'B2', event: 'reject' },
      },
    },
  ]
}

/** The number that customs gave. Its form was checked when the receipt was read. */
const numberOf = ({ known }: ActGiven): BookNumber => bookNumbers.parse(String(known.number ?? ''))

function bookRow({ head }: HandbookContent, given: ActGiven): HandbookRow {
  const { operatingEnterprise: operating, processingEnterprise: processing, declarant } = head
  return {
    book: numberOf(given),
    ownNumber: head.ownNumber,
    preentryNumber: given.known.preentryNumber as HandbookRow['preentryNumber'],
    kind: kinds[head.bookKind],
    tradeMode: head.tradeMode,
    operatingCustomsCode: operating.customsCode,
    operatingCreditCode: operating.creditCode,
    operatingName: operating.name,
    processingCustomsCode: processing.customsCode,
    processingCreditCode: processing.creditCode,
    processingName: processing.name,
    declarantCustomsCode: declarant.customsCode,
    declarantCreditCode: declarant.creditCode,
    declarantName: declarant.name,
    competentCustoms: head.competentCustoms,
    importCurrency: head.importCurrency,
    exportCurrency: head.exportCurrency,
    declarationStage: head.declarationStage,
    validFrom: given.on,
    validTo: head.validTo,
    amendments: 0,
    state: 'active',
    filing: given.filing,
  }
}

/** The lines in the register, and the book with its limits and consumption in the ledger. */
export function linesOf(content: HandbookContent, book: BookNumber): Act[] {
  const domestic = domesticMaterials(content.consumption)
  const row =
    (side: 'I' | 'E') =>
    (line: HandbookContent['materials'][number] | HandbookContent['products'][number]): HandbookLineRow => {
      const {
        seq,
        part,
        hsCode,
        name,
        specification,
        declaredUnit,
        legalUnit,
        secondLegalUnit,
        factor,
        secondFactor,
        price,
        currency,
        quantity,
        total,
        country,
        levyMode,
      } = line
      return {
        book,
        side,
        seq,
        part,
        hsCode,
        name,
        specification,
        declaredUnit,
        legalUnit,
        secondLegalUnit,
        factor,
        secondFactor,
        price,
        currency,
        quantity,
        total,
        country,
        levyMode,
        domestic: side === 'I' && domestic.has(seq),
      }
    }
  const rows = [...content.materials.map(row('I')), ...content.products.map(row('E'))]
  // What is bought at home takes no posting (R2.17): nothing of it may be drawn.
  const accounts = rows.map(
    ({ side, seq, declaredUnit, quantity, domestic: home }): Account => ({
      side,
      seq,
      unit: declaredUnit,
      ceiling: home ? (0n as Quantity) : quantity,
    }),
  )
  return [
    { act: 'put', register: handbookLines.id, rows },
    { act: 'openBook', book, cycle: 1, accounts, recipes: content.consumption.map((line) => recipeOf(line)) },
  ]
}

const states = { undeclared: 1, declared: 2, determined: 3 } as const
const always = '1900-01-01' as RecipeRow['validFrom']

function recipeOf(row: HandbookContent['consumption'][number]): RecipeRow {
  return {
    product: row.productSeq,
    version: row.version,
    material: row.materialSeq,
    ...netForm(row),
    bondedShare: row.bondedShare,
    validFrom: row.validFrom ?? always,
    validTo: row.validTo ?? null,
    state: states[row.declarationState ?? 'declared'],
  }
}
