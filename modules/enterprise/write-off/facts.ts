/** What the ledger and the registers know of a book that is to be reported. */
import { amount, choice, day, group, list, text, whole } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'
import { reportParts } from './content.ts'

const most = 100_000

/** Every material's terms from the final postings (R4.4–R4.8). */
export const terms = defineFact({
  id: 'writeOff.terms',
  name: { zh: '料件核算', en: 'Terms of every material' },
  moves: 'book',
  value: list(reportParts.Terms, { zh: '核算', en: 'Terms', max: most }),
})

/** What went out of each product in each version. */
export const products = defineFact({
  id: 'writeOff.products',
  name: { zh: '成品核算', en: 'Quantities of every product' },
  moves: 'book',
  value: list(reportParts.Product, { zh: '成品', en: 'Products', max: most }),
})

/** The final checklists of the book. */
export const lists = defineFact({
  id: 'writeOff.lists',
  name: { zh: '已核扣清单', en: 'Final checklists' },
  moves: 'book',
  value: list(reportParts.List, { zh: '清单', en: 'Lists', max: most }),
})

/** Values of the book in its currency, its last export, and how often it was reported. */
export const summary = defineFact({
  id: 'writeOff.summary',
  name: { zh: '手册汇总', en: 'Summary of the book' },
  moves: 'book',
  value: list(
    group(
      { zh: '汇总', en: 'Summary' },
      {
        importValue: amount({ zh: '进口金额', en: 'Value imported' }),
        exportValue: amount({ zh: '出口金额', en: 'Value exported' }),
        reports: whole({ zh: '已报核次数', en: 'Reports so far', max: 99 }),
        dueOn: day({ zh: '报核期限', en: 'Report due' }),
      },
    ),
    { zh: '汇总', en: 'Summary', max: 1 },
  ),
})

/** What is still open on the book and keeps it from closing (R4.17). */
export const openMatters = defineFact({
  id: 'writeOff.open',
  name: { zh: '未了事项', en: 'Open matters' },
  moves: 'book',
  value: list(
    group(
      { zh: '未了事项', en: 'Open matter' },
      {
        kind: choice({
          zh: '事项',
          en: 'Kind',
          of: {
            reserved: { zh: '未核扣的申报', en: 'Not deducted yet', code: '1' },
            unpaid: { zh: '未缴税的内销', en: 'Sale not paid', code: '2' },
          },
        }),
        number: text({ zh: '编号', en: 'Number', max: 64 }),
      },
    ),
    { zh: '未了事项', en: 'Open matters', max: 1_000 },
  ),
})
