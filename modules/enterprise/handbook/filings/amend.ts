import { type Act, type ActGiven, defineFiling } from '@jiamao/platform/filing/define'
import { goodsChecks } from '../../goods/index.ts'
import { Amendment, type AmendmentContent } from '../amendment.ts'
import { prefill } from '../amendment-prefill.ts'
import { afterwards } from '../checks/afterwards.ts'
import { changesSomething, nothingUnderWay, notPaused, runningBook, sameBook } from '../checks/amendment.ts'
import { past } from '../checks/book.ts'
import { empty, form, loss, mass, noLossSplit, unitColumn } from '../checks/consumption.ts'
import { extendedAgain, extendedTerm } from '../checks/extension.ts'
import { frozen } from '../checks/frozen.ts'
import { excessPlan, lineTotal, shortPlan, split } from '../checks/lines.ts'
import { knownLines, usedLines } from '../checks/used.ts'
import { sheetsOfHandbook } from '../content.ts'
import { amendmentWith, exampleAmendment } from '../example-amendment.ts'
import { changedBy } from '../head-row.ts'
import { holdOf } from '../impact.ts'
import { handbookConsumption, handbookLines } from '../line-registers.ts'
import { accountOf, consumptionRow, lineRows, recipeOf } from '../line-rows.ts'
import { amendmentMessage, receiptsOfHandbook, stagesOfHandbook } from '../messages.ts'
import { handbooks } from '../register.ts'
import { standing } from '../standing.ts'

// Lines that stay as they are were judged by the rules of their day (R0: old books run by old rules).
const goods = goodsChecks({
  of: Amendment,
  lines: ({ materials, products }) => [
    ...materials.flatMap((line, i) => (isNew(line) ? [{ ...line, at: `/materials/${i}`, side: 'I' as const }] : [])),
    ...products.flatMap((line, i) => (isNew(line) ? [{ ...line, at: `/products/${i}`, side: 'E' as const }] : [])),
  ],
  example: exampleAmendment,
  exampleWith: (change) =>
    amendmentWith(({ materials }) => {
      Object.assign(materials[0], change)
    }),
})

/** 手册变更. A running book gets other lines, limits, consumption or validity; what was used of it stays (R5.8). */
export const amend = defineFiling({
  id: 'enterprise.handbook.amend',
  name: { zh: '手册变更', en: 'Handbook: change' },
  ground: 'R5.8',
  document: 'handbook-change',
  on: { filing: 'enterprise.handbook.establish', as: 'amendment' },
  content: Amendment,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  signed: ['submit'],
  key: ({ head }) => `${head.ownNumber}-${head.filingNo ?? 1}`,
  changes: ({ head }) => head.ownNumber,
  title: ({ head }) => ({
    zh: `手册变更 ${head.number} 第 ${head.amendments} 次`,
    en: `Change ${head.amendments} of handbook ${head.number}`,
  }),
  touches: ({ head }) => (typeof head?.number === 'string' ? { book: head.number, side: 'I', seqs: [] } : undefined),
  prefill,
  checks: [
    runningBook,
    notPaused,
    nothingUnderWay,
    sameBook,
    changesSomething,
    afterwards(past),
    extendedTerm,
    extendedAgain,
    usedLines,
    knownLines,
    frozen,
    ...goods,
    ...[split, lineTotal, shortPlan, excessPlan, loss, form, noLossSplit, unitColumn, empty, mass].map(afterwards),
  ],
  views: {
    everything: {
      name: { zh: '全部', en: 'Everything' },
      parts: ['head', 'materials', 'products', 'consumption', 'impact'],
      ground: 'R5.8',
    },
    goods: {
      name: { zh: '表头与商品', en: 'Head and goods, no consumption' },
      parts: ['head', 'materials', 'products', 'impact'],
      ground: 'R8.1',
    },
  },
  reserve: (content, { on }) => {
    const postings = holdOf(content)
    return postings.length === 0 ? [] : [{ book: content.head.number, cycle: 1, day: on, postings }]
  },
  accept: (content, given) => [
    { act: 'settle', as: 'released', on: given.on },
    ...changed(content, given),
    { act: 'amends', ownNumber: content.head.ownNumber, learned: learnedOf(content) },
    {
      act: 'tell',
      whom: 'filer',
      notice: 'handbook.changed',
      values: { ...learnedOf(content), book: content.head.number },
    },
  ],
  messages: [{ type: 'NPTS001', to: 'customs', view: 'everything', on: 'submit', body: amendmentMessage }],
  receipts: receiptsOfHandbook,
  stages: stagesOfHandbook,
  sheets: sheetsOfHandbook,
  example: exampleAmendment,
})

interface Marked {
  readonly changeMark?: string
}
const isNew = ({ changeMark }: Marked) => changeMark === 'changed' || changeMark === 'added'
const goes = ({ changeMark }: Marked) => changeMark === 'deleted'

const learnedOf = ({ head }: AmendmentContent) => ({ amendments: head.amendments ?? 0, validTo: head.validTo })

/** What the change makes of the registers and of the book in the ledger. Lines that it leaves alone are not written. */
function changed(content: AmendmentContent, { on }: ActGiven): Act[] {
  const { head, materials, products, consumption, impact } = content
  const book = head.number
  const former = new Map(impact.map(({ side, seq, formerHsCode }) => [`${side}${seq}`, formerHsCode]))
  const written = new Set([
    ...former.keys(),
    ...materials.filter(isNew).map(({ seq }) => `I${seq}`),
    ...products.filter(isNew).map(({ seq }) => `E${seq}`),
  ])
  const rows = lineRows(standing(content).after, book).filter(({ side, seq }) => written.has(`${side}${seq}`))
  const gone = lineRows({ ...content, materials: materials.filter(goes), products: products.filter(goes) }, book)
  const withFormer = <R extends (typeof rows)[number]>(row: R) => ({
    ...row,
    formerHsCode: former.get(`${row.side}${row.seq}`),
  })
  const [newRows, goneRows] = [consumption.filter(isNew), consumption.filter(goes)]
  return [
    {
      act: 'put',
      register: handbookLines.id,
      rows: [...rows.map(withFormer), ...gone.map((row) => ({ ...withFormer(row), endedOn: on }))],
    },
    {
      act: 'put',
      register: handbookConsumption.id,
      rows: [
        ...newRows.map((row) => consumptionRow(row, book)),
        ...goneRows.map((row) => ({ ...consumptionRow(row, book), endedOn: on })),
      ],
    },
    {
      act: 'amendBook',
      book,
      cycle: 1,
      accounts: rows.map(accountOf),
      goneAccounts: gone.map(({ side, seq }) => ({ side, seq })),
      recipes: newRows.map(recipeOf),
      goneRecipes: goneRows.map(recipeOf),
    },
    {
      act: 'move',
      register: handbooks.id,
      key: { book },
      event: 'amend',
      set: { ...changedBy(head), amendments: head.amendments, extensions: head.extensions },
    },
  ]
}
