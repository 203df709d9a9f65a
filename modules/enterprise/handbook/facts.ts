/** What is known of a handbook and its enterprises before it is filed. */
import { bookNumber, choice, creditCode, customsCode, day, group, list, text } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'

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

/** State of a handbook's life (R5.13). */
export const handbookState = choice({
  zh: '手册状态',
  en: 'State',
  ground: 'R5.13',
  of: {
    active: { zh: '执行中', en: 'Active', code: 'active' },
    paused: { zh: '暂停', en: 'Paused', code: 'paused' },
    reporting: { zh: '报核中', en: 'Reporting', code: 'reporting' },
    closed: { zh: '已结案', en: 'Closed', code: 'closed' },
    cancelled: { zh: '已注销', en: 'Cancelled', code: 'cancelled' },
  },
})
