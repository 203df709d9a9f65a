import { quantities } from '@jiamao/kernel/numbers'
import { daysBetween } from '@jiamao/kernel/time'
import { type Check, defineCheck } from '@jiamao/platform/policy/define'
import { exampleBook } from '../checklist/index.ts'
import { book } from '../handbook/index.ts'
import { Report } from './content.ts'
import { exampleReport, reportWith } from './example.ts'
import { openMatters, terms } from './facts.ts'
import { theoreticalOf } from './prefill.ts'

/** R4.BOOK: the book is there and running; a report that is open already is not filed twice. */
const running = defineCheck({
  id: 'R4.BOOK',
  of: Report,
  facts: { book },
  effect: 'reject',
  ground: 'R4.17',
  find: ({ content, facts }) => {
    const state = facts.book[0]?.state
    return state === 'active' ? [] : [{ at: '/head/book', values: { book: content.head.book, state: state ?? '—' } }]
  },
  says: {
    zh: ['手册 {book} 当前为“{state}”，不能报核。', '核对编号；正在报核的等海关答复。'],
    en: [
      'Handbook {book} is "{state}" and cannot be reported.',
      'Check the number; where a report is open, wait for customs.',
    ],
  },
  examples: [
    { content: exampleReport, facts: { book: [exampleBook] }, expect: 'pass' },
    { content: exampleReport, facts: { book: [{ ...exampleBook, state: 'reporting' }] }, expect: 'reject' },
    { content: exampleReport, facts: { book: [] }, expect: 'reject' },
  ],
})

/** R4.OPEN: nothing reserved, every sale paid (R4.17). */
const nothingOpen = defineCheck({
  id: 'R4.OPEN',
  of: Report,
  facts: { openMatters },
  effect: 'reject',
  ground: 'R4.17',
  find: ({ facts }) =>
    facts.openMatters.map(({ kind, number }) => ({
      at: '',
      values: {
        number,
        what: kind === 'reserved' ? '尚未核扣' : '尚未缴税',
        whatEn: kind === 'reserved' ? 'is not deducted yet' : 'is not paid yet',
      },
    })),
  says: {
    zh: ['{number} {what}。', '等海关核扣或退单；内销先缴税。'],
    en: ['{number} {whatEn}.', 'Wait for customs to deduct or refuse it; pay the sale first.'],
  },
  examples: [
    { content: exampleReport, facts: { openMatters: [] }, expect: 'pass' },
    { content: exampleReport, facts: { openMatters: [{ kind: 'reserved', number: 'E-7' }] }, expect: 'reject' },
  ],
})

/** R4.REMAINDER: a handbook is reported when every material's balance was brought to 0 (R4.14). */
const remainder = defineCheck({
  id: 'R4.REMAINDER',
  of: Report,
  facts: { terms },
  effect: 'hold',
  ground: 'R4.14',
  find: ({ facts }) =>
    facts.terms.flatMap((line, i) => {
      const left = theoreticalOf(line)
      return left > 0n
        ? [
            {
              at: `/balance/${i}/theoretical`,
              values: { seq: line.seq, name: line.name, left: quantities.print(left) },
            },
          ]
        : []
    }),
  says: {
    zh: ['料件 {seq}（{name}）尚余 {left} 未处理。', '内销、复出、结转或销毁后再报核；否则转海关人工审核。'],
    en: [
      'Material {seq} ({name}): {left} is left untreated.',
      'Sell, re-export, carry over or destroy it first; otherwise customs decides.',
    ],
  },
  examples: [
    { content: exampleReport, facts: { terms: exampleReport.terms }, expect: 'pass' },
    {
      content: exampleReport,
      facts: { terms: [{ ...exampleReport.terms[0], materialReexport: '97.93813' }] },
      expect: 'hold',
    },
  ],
})

/** R4.SHORT: a balance below zero cannot be (R4.11, R4.15). */
const short = defineCheck({
  id: 'R4.OVER_BALANCE',
  of: Report,
  facts: { terms },
  effect: 'hold',
  ground: 'R4.11',
  find: ({ facts }) =>
    facts.terms.flatMap((line, i) => {
      const left = theoreticalOf(line)
      return left < 0n
        ? [
            {
              at: `/balance/${i}/theoretical`,
              values: { seq: line.seq, name: line.name, left: quantities.print(left) },
            },
          ]
        : []
    }),
  says: {
    zh: ['料件 {seq}（{name}）理论结余为 {left}，耗用多于进口。', '查明原因：漏报进口、单耗有误或串料。'],
    en: [
      'Material {seq} ({name}): balance {left}, more was used than came in.',
      'Find the cause: an import not filed, wrong consumption, swapped material.',
    ],
  },
  examples: [
    { content: exampleReport, facts: { terms: exampleReport.terms }, expect: 'pass' },
    {
      content: exampleReport,
      facts: { terms: [{ ...exampleReport.terms[0], materialImport: '999.99999' }] },
      expect: 'hold',
    },
  ],
})

/** R4.FIGURE: a figure that differs from the ledger needs its reason (R4.18). */
const figures = defineCheck({
  id: 'R4.FIGURE',
  of: Report,
  facts: { terms },
  effect: 'reject',
  ground: 'R4.18',
  find: ({ content, facts }) => {
    const known = new Map(facts.terms.map((line) => [line.seq, theoreticalOf(line)]))
    return content.balance.flatMap(({ seq, theoretical, overrideReason }, i) => {
      const right = known.get(seq)
      return right === theoretical || overrideReason
        ? []
        : [
            {
              at: `/balance/${i}/theoretical`,
              values: { seq, filed: quantities.print(theoretical) },
              passes: right === undefined ? '—' : quantities.print(right),
            },
          ]
    })
  },
  says: {
    zh: ['料件 {seq} 的理论结余 {filed} 与底账不符。', '改为 {passes}，或填写与底账不符的理由。'],
    en: [
      'Material {seq}: balance {filed} is not the ledger’s.',
      'Put {passes}, or give the reason for another figure.',
    ],
  },
  examples: [
    { content: exampleReport, facts: { terms: exampleReport.terms }, expect: 'pass' },
    {
      content: reportWith(({ balance }) => {
        balance[0].theoretical = '1'
      }),
      facts: { terms: exampleReport.terms },
      expect: 'reject',
    },
    {
      content: reportWith(({ balance }) => {
        Object.assign(balance[0], { theoretical: '1', overrideReason: '盘点' })
      }),
      facts: { terms: exampleReport.terms },
      expect: 'pass',
    },
  ],
})

/** CUS-14: scrap disposed of against scrap from tangible loss, in per cent (R4.8). */
const scrap = defineCheck({
  id: 'R4.SCRAP',
  of: Report,
  facts: { terms },
  parameter: 'CUS-14',
  measure: ({ facts }) =>
    facts.terms.flatMap(({ seq, name, tangible, scrapDisposed }, i) =>
      tangible <= 0n
        ? []
        : [
            {
              at: `/terms/${i}/scrapDisposed`,
              value: { n: scrapDisposed * 100n, d: tangible },
              terms: { seq, name, disposed: quantities.print(scrapDisposed), arisen: quantities.print(tangible) },
            },
          ],
    ),
  says: {
    zh: [
      '料件 {seq}（{name}）处置边角料 {disposed}，按有形损耗应有 {arisen}，超出 {threshold}%。',
      '补办边角料内销、复出或销毁；或在期限内说明。',
    ],
    en: [
      'Material {seq} ({name}): scrap of {disposed} disposed of, {arisen} arose: outside {threshold} %.',
      'Sell, re-export or destroy the scrap, or explain in time.',
    ],
  },
  examples: [
    { content: exampleReport, facts: { terms: exampleReport.terms }, expect: 'pass' },
    { content: exampleReport, facts: { terms: [{ ...exampleReport.terms[0], scrapDisposed: '25' }] }, expect: 'warn' },
    {
      content: exampleReport,
      facts: { terms: [{ ...exampleReport.terms[0], scrapDisposed: '0' }] },
      expect: 'explain',
    },
  ],
})

/** CUS-12: days past the day on which the report was due (R4.16). */
const due = defineCheck({
  id: 'R4.DUE',
  of: Report,
  facts: {},
  parameter: 'CUS-12',
  measure: ({ content: { head }, on }) => {
    const late = daysBetween(head.dueOn, on)
    return late <= 0
      ? []
      : [{ at: '/head/dueOn', value: { n: BigInt(late), d: 1n }, terms: { dueOn: head.dueOn, late } }]
  },
  says: {
    zh: ['报核期限 {dueOn} 已过 {late} 天。', '尽快报核；逾期期间不能设立新手册。'],
    en: ['The report was due on {dueOn}, {late} days ago.', 'Report soon; meanwhile no new handbook is set up.'],
  },
  examples: [
    { content: exampleReport, facts: {}, on: '2020-06-10', expect: 'pass' },
    { content: exampleReport, facts: {}, on: '2021-02-01', expect: 'warn' },
  ],
})

export const reportChecks: readonly Check<typeof Report>[] = [
  running,
  nothingOpen,
  remainder,
  short,
  figures,
  scrap,
  due,
]
