import type { BookNumber } from '@jiamao/kernel/ids'
import { type Act, defineFiling } from '@jiamao/platform/filing/define'
import { overdue, party, past, term, unnumbered } from '../checks/book.ts'
import { empty, form, loss, mass, noLossSplit, unitColumn } from '../checks/consumption.ts'
import { goods } from '../checks/goods.ts'
import { excessPlan, lineTotal, shortPlan, split } from '../checks/lines.ts'
import { Handbook, type HandbookContent, sheetsOfHandbook } from '../content.ts'
import { exampleHandbook } from '../example.ts'
import { numberOf, rowOf } from '../head-row.ts'
import { handbookConsumption, handbookLines } from '../line-registers.ts'
import { accountOf, consumptionRow, lineRows, recipeOf } from '../line-rows.ts'
import { receiptsOfHandbook, setUpMessage, stagesOfHandbook } from '../messages.ts'
import { handbooks } from '../register.ts'
import { prefill } from '../set-up-prefill.ts'

/** 手册设立. A contract's goods are recorded; customs gives the number; the book opens in the ledger (R5.2, R5.5). */
export const establish = defineFiling({
  id: 'enterprise.handbook.establish',
  name: { zh: '手册设立', en: 'Handbook: set-up' },
  ground: 'Order 219; R5.5',
  document: 'handbook',
  content: Handbook,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  signed: ['submit'],
  key: ({ head }) => head.ownNumber,
  value: ({ materials }) => materials.reduce((sum, { total }) => sum + total, 0n),
  title: ({ head }) => ({ zh: `手册设立 ${head.ownNumber}`, en: `Handbook set-up ${head.ownNumber}` }),
  prefill,
  checks: [
    unnumbered,
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
    { act: 'put', register: handbooks.id, rows: [rowOf(content.head, given)] },
    ...opened(content, numberOf(given)),
    {
      act: 'tell',
      whom: 'filer',
      notice: 'handbook.inForce',
      values: { book: numberOf(given), ownNumber: content.head.ownNumber },
    },
  ],
  messages: [{ type: 'NPTS001', to: 'customs', view: 'everything', on: 'submit', body: setUpMessage }],
  receipts: receiptsOfHandbook,
  stages: stagesOfHandbook,
  sheets: sheetsOfHandbook,
  example: exampleHandbook,
})

/** The lines in the registers, and the book with its limits and consumption in the ledger. */
function opened(content: HandbookContent, book: BookNumber): Act[] {
  const rows = lineRows(content, book)
  return [
    { act: 'put', register: handbookLines.id, rows },
    { act: 'put', register: handbookConsumption.id, rows: content.consumption.map((row) => consumptionRow(row, book)) },
    {
      act: 'openBook',
      book,
      cycle: 1,
      accounts: rows.map(accountOf),
      recipes: content.consumption.map(recipeOf),
    },
  ]
}
