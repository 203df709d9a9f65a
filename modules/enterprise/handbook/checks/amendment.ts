/** May this book be changed, now and so (R5.6, R5.8, R5.13)? */
import { defineCheck } from '@jiamao/platform/policy/define'
import { Amendment } from '../amendment.ts'
import { amendmentWith, exampleAmendment, exampleRow } from '../example-amendment.ts'
import { book, filedOnBook } from '../facts.ts'
import { changedBy, headOf } from '../head-row.ts'

/** R5.CHANGE_BOOK: the book is there, runs, and has not ended: a change is filed before expiry (R5.8). */
export const runningBook = defineCheck({
  id: 'R5.CHANGE_BOOK',
  of: Amendment,
  facts: { book },
  effect: 'reject',
  ground: 'R5.8, R5.13',
  find: ({ content: { head }, facts, on }) => {
    const [row] = facts.book
    const found = (fault: string, faultEn: string) => [
      { at: '/head/number', values: { book: head.number, fault, faultEn } },
    ]
    if (!row) return found('不是本企业的手册', 'is no handbook of this enterprise')
    if (row.state === 'reporting') return found('正在报核', 'is being reported')
    if (row.state === 'closed') return found('已结案', 'is closed')
    if (row.state === 'cancelled') return found('已注销', 'is cancelled')
    if (row.validTo < on) return found(`已于 ${row.validTo} 到期`, `ended on ${row.validTo}`)
    return []
  },
  says: {
    zh: ['手册 {book} {fault}，不能变更。', '核对编号；到期前才能变更，正在报核的等海关退回，结案的另设新手册。'],
    en: [
      'Handbook {book} {faultEn} and cannot be changed.',
      'Check the number; a change is filed before the book ends and while no report is open; else set up another one.',
    ],
  },
  examples: [
    { content: exampleAmendment, facts: { book: [exampleRow] }, expect: 'pass' },
    { content: exampleAmendment, facts: { book: [] }, expect: 'reject' },
    { content: exampleAmendment, facts: { book: [{ ...exampleRow, state: 'reporting' }] }, expect: 'reject' },
    { content: exampleAmendment, facts: { book: [{ ...exampleRow, state: 'closed' }] }, expect: 'reject' },
    { content: exampleAmendment, facts: { book: [exampleRow] }, on: '2020-12-31', expect: 'pass' },
    { content: exampleAmendment, facts: { book: [exampleRow] }, on: '2021-01-01', expect: 'reject' },
  ],
})

/** Marks under which customs takes no change; a pause of imports or exports leaves it open (code-lists, R5.13). */
const changePaused = ['changePaused', 'allPaused']

/** R5.CHANGE_PAUSED: customs has paused the book's changes. */
export const notPaused = defineCheck({
  id: 'R5.CHANGE_PAUSED',
  of: Amendment,
  facts: { book },
  effect: 'reject',
  ground: 'R5.13',
  find: ({ content: { head }, facts }) => {
    const [row] = facts.book
    const known = row?.pauseMark ?? (row?.state === 'paused' ? 'allPaused' : undefined)
    return [known, head.pauseMark].some((mark) => mark !== undefined && changePaused.includes(mark))
      ? [{ at: '/head/pauseMark', values: { book: head.number } }]
      : []
  },
  says: {
    zh: ['海关已暂停手册 {book} 的变更。', '向主管海关了解原因，恢复后再申报。'],
    en: ['Customs has paused changes of handbook {book}.', 'Ask your customs office why, and file when it is resumed.'],
  },
  examples: [
    { content: exampleAmendment, facts: { book: [exampleRow] }, expect: 'pass' },
    {
      content: exampleAmendment,
      facts: { book: [{ ...exampleRow, state: 'paused', pauseMark: 'importPaused' }] },
      expect: 'pass',
    },
    { content: exampleAmendment, facts: { book: [{ ...exampleRow, state: 'paused' }] }, expect: 'reject' },
    { content: exampleAmendment, facts: { book: [{ ...exampleRow, pauseMark: 'changePaused' }] }, expect: 'reject' },
    {
      content: amendmentWith(({ head }) => {
        head.pauseMark = 'allPaused'
      }),
      facts: { book: [exampleRow] },
      expect: 'reject',
    },
  ],
})

/** R5.CHANGE_OPEN: one change of a book at a time, and none beside its report (R5.8, R4.17). */
export const nothingUnderWay = defineCheck({
  id: 'R5.CHANGE_OPEN',
  of: Amendment,
  facts: { filed: filedOnBook },
  effect: 'reject',
  ground: 'R5.8, R4.17',
  find: ({ content: { head }, facts }) =>
    facts.filed
      .filter(({ open }) => open)
      .map(({ kind, number }) => ({
        at: '/head/number',
        values: {
          book: head.number,
          number,
          what: kind === 'change' ? '变更' : '报核',
          whatEn: kind === 'change' ? 'change' : 'write-off report',
        },
      })),
  says: {
    zh: ['手册 {book} 的{what} {number} 尚未办结。', '等该申报办结，或撤回后再申报变更。'],
    en: ['The {whatEn} {number} of handbook {book} is still open.', 'Wait until it is decided, or withdraw it first.'],
  },
  examples: [
    { content: exampleAmendment, facts: { filed: [] }, expect: 'pass' },
    {
      content: exampleAmendment,
      facts: { filed: [{ kind: 'change', number: 'HB-1-1', open: true }] },
      expect: 'reject',
    },
    { content: exampleAmendment, facts: { filed: [{ kind: 'report', number: 'C1-1', open: true }] }, expect: 'reject' },
    {
      content: exampleAmendment,
      facts: { filed: [{ kind: 'change', number: 'HB-1-1', open: false }] },
      expect: 'pass',
    },
  ],
})

const fixed = [
  ['bookKind', '手册类型', 'kind of handbook'],
  ['tradeMode', '监管方式', 'trade mode'],
  ['competentCustoms', '主管海关', 'competent customs'],
  ['importCurrency', '进口币制', 'import currency'],
  ['exportCurrency', '出口币制', 'export currency'],
  ['declarationStage', '单耗申报环节', 'stage at which consumption is declared'],
] as const
const firms = [
  ['operatingEnterprise', '经营单位', 'operating enterprise'],
  ['processingEnterprise', '加工单位', 'processing enterprise'],
] as const
const codes = ['customsCode', 'creditCode'] as const

/** R5.CHANGE_HEAD: what a book is set up with for its whole life is not changed (R5.8). */
export const sameBook = defineCheck({
  id: 'R5.CHANGE_HEAD',
  of: Amendment,
  facts: { book },
  effect: 'reject',
  ground: 'R5.8',
  find: ({ content: { head }, facts }) => {
    const [row] = facts.book
    if (!row) return []
    const held = headOf(row)
    return [
      ...fixed.flatMap(([field, zh, en]) =>
        head[field] === held[field]
          ? []
          : [{ at: `/head/${field}`, values: { zh, en, given: head[field] }, passes: held[field] }],
      ),
      ...firms.flatMap(([role, zh, en]) =>
        codes.flatMap((code) =>
          head[role][code] === held[role][code]
            ? []
            : [{ at: `/head/${role}/${code}`, values: { zh, en, given: head[role][code] }, passes: held[role][code] }],
        ),
      ),
    ]
  },
  says: {
    zh: ['{zh}“{given}”与手册不符，变更不能修改。', '手册为“{passes}”；需要不同的，另设新手册。'],
    en: [
      'The {en} "{given}" is not the book’s, and a change does not alter it.',
      'The book says "{passes}"; where it must differ, set up another handbook.',
    ],
  },
  examples: [
    { content: exampleAmendment, facts: { book: [exampleRow] }, expect: 'pass' },
    {
      content: amendmentWith(({ head }) => {
        head.tradeMode = '0214'
      }),
      facts: { book: [exampleRow] },
      expect: 'reject',
    },
    {
      content: amendmentWith(({ head }) => {
        head.processingEnterprise.customsCode = '4419940002'
      }),
      facts: { book: [exampleRow] },
      expect: 'reject',
    },
  ],
})

/** R5.CHANGE_NOTHING: a change that leaves everything as it is. */
export const changesSomething = defineCheck({
  id: 'R5.CHANGE_NOTHING',
  of: Amendment,
  facts: { book },
  effect: 'reject',
  ground: 'R5.8',
  find: ({ content: { head, materials, products, consumption }, facts }) => {
    const [row] = facts.book
    if (!row) return []
    const now = changedBy(head)
    const differs = (Object.keys(now) as (keyof typeof now)[]).some((field) => now[field] !== row[field])
    const marked = [...materials, ...products, ...consumption].some(({ changeMark }) => changeMark !== 'unchanged')
    return differs || marked ? [] : [{ at: '', values: { book: head.number } }]
  },
  says: {
    zh: ['与手册 {book} 相比没有任何变化。', '修改需要变更的内容后再提交。'],
    en: ['Nothing differs from handbook {book} as it stands.', 'Change what is to be changed and submit again.'],
  },
  examples: [
    { content: exampleAmendment, facts: { book: [exampleRow] }, expect: 'pass' },
    {
      content: amendmentWith((wire) => {
        for (const line of [...wire.materials, ...wire.products]) line.changeMark = 'unchanged'
      }),
      facts: { book: [exampleRow] },
      expect: 'reject',
    },
    {
      content: amendmentWith((wire) => {
        for (const line of [...wire.materials, ...wire.products]) line.changeMark = 'unchanged'
        wire.head.importContract = '2020-IM-002'
      }),
      facts: { book: [exampleRow] },
      expect: 'pass',
    },
  ],
})
