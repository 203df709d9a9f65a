/** Does the book take this list (R6.3)? */
import { quantities } from '@jiamao/kernel/numbers'
import { remaining } from '@jiamao/platform/ledger/facts'
import { type Direction, movementKinds } from '@jiamao/platform/ledger/kinds'
import { defineCheck } from '@jiamao/platform/policy/define'
import { book, bookLines } from '../../handbook/index.ts'
import { Checklist } from '../content.ts'
import { checklistWith, exampleBook, exampleBookLines, exampleExport, exampleImport } from '../example.ts'
import { kindOf, sideOf } from '../movement.ts'

/** R6.BOOK: the book is in force on the date; once it is due, only what treats its remainders moves (R5.13). */
export const bookInForce = (direction: Direction) =>
  defineCheck({
    id: 'R6.BOOK',
    of: Checklist,
    facts: { book },
    effect: 'reject',
    ground: 'R6.3, R5.13',
    find: ({ content, facts, on }) => {
      const [found] = facts.book
      const at = '/head/book'
      const number = content.head.book
      if (!found) return [{ at, values: { book: number, fault: '不存在', faultEn: 'does not exist' } }]
      if (found.state !== 'active')
        return [{ at, values: { book: number, fault: `处于“${found.state}”`, faultEn: `is ${found.state}` } }]
      const kind = kindOf(content, direction)
      const treats = kind !== undefined && ['-', 'none'].includes(movementKinds[kind].effect)
      if (found.validTo < on && !treats)
        return [
          {
            at,
            values: {
              book: number,
              fault: `已于 ${found.validTo} 到期，只能处理剩余料件`,
              faultEn: `ended on ${found.validTo}: only remainders are treated`,
            },
          },
        ]
      return []
    },
    says: {
      zh: ['手(账)册 {book} {fault}。', '核对编号；到期的办理延期，暂停的等恢复。'],
      en: ['Book {book} {faultEn}.', 'Check the number; extend a book before it ends, wait while it is paused.'],
    },
    examples: [
      { content: exampleImport, facts: { book: [exampleBook] }, expect: 'pass' },
      { content: exampleImport, facts: { book: [] }, expect: 'reject' },
      { content: exampleImport, facts: { book: [{ ...exampleBook, state: 'closed' }] }, expect: 'reject' },
      { content: exampleImport, facts: { book: [{ ...exampleBook, validTo: '2020-02-01' }] }, expect: 'reject' },
    ],
  })

const compared = [
  ['hsCode', '商品编码', 'HS code'],
  ['name', '商品名称', 'name'],
  ['declaredUnit', '申报计量单位', 'declared unit'],
  ['legalUnit', '法定计量单位', 'legal unit'],
] as const

/** R6.LINE: each line is a line of the book, with its code, name and units. */
export const linesOfBook = defineCheck({
  id: 'R6.LINE',
  of: Checklist,
  facts: { lines: bookLines },
  effect: 'reject',
  ground: 'R6.3',
  find: ({ content, facts }) => {
    const known = new Map(facts.lines.map((line) => [line.seq, line]))
    return content.lines.flatMap((line, i) => {
      const found = known.get(line.seq)
      if (!found)
        return [
          {
            at: `/lines/${i}/seq`,
            values: { no: line.no, seq: line.seq, what: '备案序号不存在', whatEn: 'no such book item' },
            passes: '—',
          },
        ]
      return compared.flatMap(([field, what, whatEn]) =>
        line[field] === found[field]
          ? []
          : [
              {
                at: `/lines/${i}/${field}`,
                values: {
                  no: line.no,
                  seq: line.seq,
                  what: `${what}与备案不符`,
                  whatEn: `${whatEn} differs from the book`,
                },
                passes: found[field],
              },
            ],
      )
    })
  },
  says: {
    zh: ['第 {no} 行（备案序号 {seq}）：{what}。', '按备案填写：{passes}；备案有误的先办理变更。'],
    en: [
      'Line {no} (book item {seq}): {whatEn}.',
      'Put what the book says: {passes}; amend the book first if it is wrong.',
    ],
  },
  examples: [
    { content: exampleImport, facts: { lines: [exampleBookLines.material] }, expect: 'pass' },
    { content: exampleImport, facts: { lines: [] }, expect: 'reject' },
    {
      content: exampleImport,
      facts: { lines: [{ ...exampleBookLines.material, declaredUnit: '036' }] },
      expect: 'reject',
    },
  ],
})

/** R6.MODE: trade mode, direction and goods together mean a movement of this kind of book (R4.2). */
export const mode = (direction: Direction) =>
  defineCheck({
    id: 'R6.MODE',
    of: Checklist,
    facts: {},
    effect: 'reject',
    ground: 'R4.2, R6.2',
    find: (given) =>
      kindOf(given.content, direction)
        ? []
        : [
            {
              at: '/head/tradeMode',
              values: {
                mode: given.content.head.tradeMode,
                direction,
                goods: given.content.head.goodsKind,
                book: given.content.head.book,
              },
            },
          ],
    says: {
      zh: [
        '手册 {book} 不接受监管方式 {mode}（{direction}，{goods}）。',
        '核对监管方式、进出口标记和料件成品标记；进料手册用 06 类，来料手册用 02 类。',
      ],
      en: [
        'Book {book} takes no trade mode {mode} ({direction}, {goods}).',
        'Check mode, direction and goods; C books take the feeding modes, B books the supplied ones.',
      ],
    },
    examples:
      direction === 'I'
        ? [
            { content: exampleImport, facts: {}, expect: 'pass' },
            {
              content: checklistWith(exampleImport, ({ head }) => {
                head.tradeMode = '0214'
              }),
              facts: {},
              expect: 'reject',
            },
          ]
        : [
            { content: exampleExport, facts: {}, expect: 'pass' },
            // E5 of the rulebook: material cannot be exported under 0615.
            {
              content: checklistWith(exampleExport, ({ head }) => {
                head.goodsKind = 'material'
              }),
              facts: {},
              expect: 'reject',
            },
          ],
  })

/** CUS-08, R6.QUANTITY: what is left of each book line after this list (R5.9). */
export const quantityLeft = (direction: Direction) =>
  defineCheck({
    id: 'R6.QUANTITY',
    of: Checklist,
    facts: { remaining },
    parameter: 'CUS-08',
    measure: ({ content, facts }) => {
      const kind = kindOf(content, direction)
      if (!kind || movementKinds[kind].ceilingSign !== 1) return []
      const side = sideOf(content)
      const left = new Map(
        facts.remaining.flatMap((line) =>
          line.side === side && line.limited === 'yes' ? [[line.seq, line.remaining as bigint] as const] : [],
        ),
      )
      const asked = new Map<number, bigint>()
      return content.lines.flatMap(({ no, seq, quantity }, i) => {
        const before = left.get(seq)
        if (before === undefined) return []
        const sum = (asked.get(seq) ?? 0n) + quantity
        asked.set(seq, sum)
        const free = before - sum + quantity
        const terms = { no, seq, asked: quantities.print(quantity), left: quantities.print(free > 0n ? free : 0n) }
        return [
          { at: `/lines/${i}/quantity`, value: { n: before - sum, d: quantities.one }, terms, passes: terms.left },
        ]
      })
    },
    says: {
      zh: ['第 {no} 行：备案序号 {seq} 申报 {asked}，备案余量 {left}。', '至多 {passes}；不够的先办理手册变更。'],
      en: [
        'Line {no}: item {seq} asks {asked}; {left} of the filed quantity is left.',
        'At most {passes}; amend the book first if more is needed.',
      ],
    },
    examples: [
      { content: exampleOf(direction), facts: { remaining: remainingOf(direction, '500') }, expect: 'pass' },
      { content: exampleOf(direction), facts: { remaining: remainingOf(direction, '399.99999') }, expect: 'reject' },
    ],
  })

const exampleOf = (direction: Direction) => (direction === 'I' ? exampleImport : exampleExport)
const remainingOf = (direction: Direction, left: string) => [
  { side: direction === 'I' ? ('I' as const) : ('E' as const), seq: 1, remaining: left, limited: 'yes' as const },
]
