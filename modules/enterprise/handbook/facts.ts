/** What is known of a handbook and its enterprises before it is filed. */
import { bookNumber, choice, creditCode, customsCode, day, flag, group, list, text } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'
import { handbookConsumption, handbookLines } from './line-registers.ts'
import { handbooks } from './register.ts'

/** Enterprises that the content names and the platform knows. */
export const firms = defineFact({
  id: 'registry.firms',
  name: { zh: '已登记企业', en: 'Registered enterprises' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '企业', en: 'Enterprise' },
      {
        creditCode: creditCode({ zh: '社会信用代码', en: 'Credit code' }),
        customsCode: customsCode({ zh: '海关编码', en: 'Customs code' }),
        name: text({ zh: '名称', en: 'Name', max: 512 }),
      },
    ),
    { zh: '企业', en: 'Enterprises', max: 10 },
  ),
})

/** Books of the enterprise that are past their day and not reported (R5.OVERDUE_BOOK). */
export const overdueBooks = defineFact({
  id: 'handbook.overdue',
  name: { zh: '逾期未报核手册', en: 'Overdue handbooks' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '手册', en: 'Handbook' },
      { book: bookNumber({ zh: '手册编号', en: 'Book' }), dueOn: day({ zh: '报核期限', en: 'Report due' }) },
    ),
    { zh: '手册', en: 'Handbooks', max: 10_000 },
  ),
})

/** The handbook that a filing names, as it is in force; empty where there is none. */
export const book = defineFact({
  id: 'handbook.book',
  name: { zh: '手册', en: 'Handbook' },
  moves: 'slowly',
  value: list(handbooks.columns, { zh: '手册', en: 'Handbook', max: 1 }),
})

/** The lines of it that the filing names, on the filing's side. */
export const bookLines = defineFact({
  id: 'handbook.lines',
  name: { zh: '手册明细', en: 'Handbook lines' },
  moves: 'slowly',
  value: list(handbookLines.columns, { zh: '手册明细', en: 'Handbook lines', max: 100_000 }),
})

/** All lines of the handbook that a change names. */
export const linesInForce = defineFact({
  id: 'handbook.lines-in-force',
  name: { zh: '手册全部明细', en: 'All lines of the handbook' },
  moves: 'slowly',
  value: list(handbookLines.columns, { zh: '手册明细', en: 'Handbook lines', max: 200_000 }),
})

/** Numbers and marks of its consumption rows. */
export const consumptionMarks = defineFact({
  id: 'handbook.consumption-marks',
  name: { zh: '单损耗序号与标志', en: 'Numbers and marks of consumption rows' },
  moves: 'slowly',
  value: list(handbookConsumption.columns, { zh: '单损耗', en: 'Consumption rows', max: 100_000 }),
})

/**
 * Changes and write-off reports of the handbook that were filed, but for the filing that asks. One fact: that there is no
 * open change, and how many there were, must be of one moment.
 */
export const filedOnBook = defineFact({
  id: 'handbook.filed',
  name: { zh: '已申报的变更与报核', en: 'Changes and reports filed' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '申报', en: 'Filing' },
      {
        kind: choice({
          zh: '申报',
          en: 'Filing',
          of: {
            change: { zh: '变更', en: 'change', code: '1' },
            report: { zh: '报核', en: 'write-off report', code: '2' },
          },
        }),
        number: text({ zh: '编号', en: 'Number', max: 80 }),
        open: flag({ zh: '在途', en: 'Still open' }),
      },
    ),
    { zh: '申报', en: 'Filings', max: 10_000 },
  ),
})
