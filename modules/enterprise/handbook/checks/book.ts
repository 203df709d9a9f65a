/** May this handbook be set up at all (R5.5, R5.6)? */
import { monthsBegun } from '@jiamao/kernel/time'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Handbook } from '../content.ts'
import { exampleHandbook, exampleWith } from '../example.ts'
import { firms, overdueBooks } from '../facts.ts'

const firm = { creditCode: '91441900MA00000010', customsCode: '4419940001', name: '东莞样例复合材料有限公司' }
const known = { firms: [firm] }

const roles = [
  { role: 'operatingEnterprise', zh: '经营单位', en: 'operating enterprise' },
  { role: 'processingEnterprise', zh: '加工单位', en: 'processing enterprise' },
] as const

const running = [
  { field: 'number', zh: '手册编号', en: 'a handbook number' },
  { field: 'amendments', zh: '变更次数', en: 'a count of changes' },
  { field: 'filingKind', zh: '申报类型“变更”', en: 'the kind of filing "change"' },
] as const
/** What a new handbook may say of itself. */
const ofNew: readonly unknown[] = [undefined, 0, 'establish']

/** R5.RUNNING: what customs has given a number is changed, not set up once more (R5.1, R5.8). */
export const unnumbered = defineCheck({
  id: 'R5.RUNNING',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'R5.1, R5.8',
  find: ({ content: { head } }) =>
    running.flatMap(({ field, zh, en }) =>
      ofNew.includes(head[field]) ? [] : [{ at: `/head/${field}`, values: { zh, en } }],
    ),
  says: {
    zh: [
      '表头带有{zh}，这是已设立手册的数据。',
      '要修改已设立的手册，请办理手册变更；要另设新手册，请清空编号、变更次数和申报类型。',
    ],
    en: [
      'The head has {en}: these are data of a handbook that is set up already.',
      'To change that handbook, file a change; to set up another, clear number, count of changes and kind of filing.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ head }) => {
        head.amendments = 0
        head.filingKind = 'establish'
      }),
      facts: {},
      expect: 'pass',
    },
    {
      content: exampleWith(({ head }) => {
        head.number = 'C520719A0001'
      }),
      facts: {},
      expect: 'reject',
    },
    {
      content: exampleWith(({ head }) => {
        head.amendments = 2
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R5.PARTY: operating and processing enterprise are registered and hold the customs codes they name. */
export const party = defineCheck({
  id: 'R5.PARTY',
  of: Handbook,
  facts: { firms },
  effect: 'reject',
  ground: 'Order 219; R5.5',
  find: ({ content: { head }, facts }) =>
    roles.flatMap(({ role, zh, en }) => {
      const { creditCode, customsCode, name } = head[role]
      const found = facts.firms.find((f) => f.creditCode === creditCode)
      const fault = !found
        ? ['没有登记', 'is not registered']
        : found.customsCode !== customsCode
          ? [`海关编码应为 ${found.customsCode}`, `has customs code ${found.customsCode}`]
          : undefined
      return fault
        ? [{ at: `/head/${role}`, values: { zh, en, name, creditCode, fault: fault[0], faultEn: fault[1] } }]
        : []
    }),
  says: {
    zh: ['{zh}“{name}”（{creditCode}）{fault}。', '核对代码；未登记的企业先办理企业备案。'],
    en: [
      'The {en} "{name}" ({creditCode}) {faultEn}.',
      'Compare the codes; an enterprise that is not registered registers first.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: known, expect: 'pass' },
    { content: exampleHandbook, facts: { firms: [] }, expect: 'reject' },
    {
      content: exampleWith(({ head }) => {
        head.processingEnterprise.customsCode = '4419940002'
      }),
      facts: known,
      expect: 'reject',
    },
  ],
})

/** CUS-04: months from the filing to the end of validity (R5.6). */
export const term = defineCheck({
  id: 'R5.VALIDITY',
  of: Handbook,
  facts: {},
  parameter: 'CUS-04',
  measure: ({ content: { head }, on }) => [
    {
      at: '/head/validTo',
      value: { n: BigInt(monthsBegun(on, head.validTo)), d: 1n },
      terms: { from: on, to: head.validTo, months: monthsBegun(on, head.validTo) },
    },
  ],
  says: {
    zh: [
      '有效期自 {from} 至 {to}，共 {months} 个月，超过 {threshold} 个月。',
      '缩短有效期；需要更长的，到期前办理延期。',
    ],
    en: [
      'Valid from {from} to {to}: {months} months, more than {threshold}.',
      'Shorten it; where more is needed, extend before it ends.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, on: '2020-01-02', expect: 'pass' },
    {
      content: exampleWith(({ head }) => {
        head.validTo = '2021-06-30'
      }),
      facts: {},
      on: '2020-01-01',
      expect: 'reject',
    },
  ],
})

/** R5.PAST: a handbook that has ended before it begins. */
export const past = defineCheck({
  id: 'R5.PAST',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'R5.6',
  find: ({ content: { head }, on }) =>
    head.validTo < on ? [{ at: '/head/validTo', values: { to: head.validTo, on } }] : [],
  says: {
    zh: ['有效期 {to} 早于申报日期 {on}。', '填写申报日之后的有效期。'],
    en: ['Valid to {to}, which is before the filing date {on}.', 'Give a day after the filing date.'],
  },
  examples: [
    { content: exampleHandbook, facts: {}, on: '2020-01-02', expect: 'pass' },
    { content: exampleHandbook, facts: {}, on: '2021-01-02', expect: 'reject' },
  ],
})

/** CUS-13, R5.OVERDUE_BOOK: while a due book is not reported, no new one is set up. */
export const overdue = defineCheck({
  id: 'R5.OVERDUE_BOOK',
  of: Handbook,
  facts: { overdueBooks },
  parameter: 'CUS-13',
  measure: ({ facts }) =>
    facts.overdueBooks.length === 0
      ? []
      : [
          {
            at: '',
            value: { n: BigInt(facts.overdueBooks.length), d: 1n },
            terms: {
              count: facts.overdueBooks.length,
              book: facts.overdueBooks[0].book,
              dueOn: facts.overdueBooks[0].dueOn,
            },
          },
        ],
  says: {
    zh: ['有 {count} 本手册逾期未报核，如 {book}（应于 {dueOn} 前报核）。', '先报核逾期手册。'],
    en: ['{count} handbooks are overdue, such as {book} (report due {dueOn}).', 'Report the overdue handbooks first.'],
  },
  examples: [
    { content: exampleHandbook, facts: { overdueBooks: [] }, expect: 'pass' },
    {
      content: exampleHandbook,
      facts: { overdueBooks: [{ book: 'C520719A0001', dueOn: '2020-01-31' }] },
      expect: 'reject',
    },
  ],
})
