/** May the book run longer (R5.6)? */
import { monthsBegun } from '@jiamao/kernel/time'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Amendment } from '../amendment.ts'
import { amendmentWith, exampleAmendment, exampleRow } from '../example-amendment.ts'
import { book } from '../facts.ts'

const until = (validTo: string, extensions = 1) =>
  amendmentWith(({ head }) => {
    head.validTo = validTo
    head.extensions = extensions
  })

/** CUS-04: months in all of a book that is extended; a book that is not keeps what it was given. */
export const extendedTerm = defineCheck({
  id: 'R5.VALIDITY',
  of: Amendment,
  facts: { book },
  parameter: 'CUS-04',
  measure: ({ content: { head }, facts }) => {
    const [row] = facts.book
    if (!row || head.validTo <= row.validTo) return []
    const months = monthsBegun(row.validFrom, head.validTo)
    return [
      {
        at: '/head/validTo',
        value: { n: BigInt(months), d: 1n },
        terms: { from: row.validFrom, to: head.validTo, months },
      },
    ]
  },
  says: {
    zh: [
      '延期后自 {from} 至 {to} 共 {months} 个月，超过 {threshold} 个月。',
      '超过 12 个月须经海关准许；累计不得超过 24 个月，需要更长的报核后另设新手册。',
    ],
    en: [
      'Extended, the book runs from {from} to {to}: {months} months, more than {threshold}.',
      'Past 12 months customs must permit it; 24 months in all are the most: report, and set up another handbook.',
    ],
  },
  examples: [
    { content: exampleAmendment, facts: { book: [exampleRow] }, expect: 'pass' },
    { content: until('2021-01-06'), facts: { book: [exampleRow] }, expect: 'pass' },
    { content: until('2021-01-07'), facts: { book: [exampleRow] }, expect: 'hold' },
    { content: until('2022-01-06'), facts: { book: [exampleRow] }, expect: 'hold' },
    { content: until('2022-01-07'), facts: { book: [exampleRow] }, expect: 'reject' },
    // What was permitted once is not asked again.
    { content: until('2021-06-30'), facts: { book: [{ ...exampleRow, validTo: '2021-06-30' }] }, expect: 'pass' },
  ],
})

// Order 219 art. 15: from the second extension on.
const extensionsWithoutGuarantee = 1

/** R5.GUARANTEE_MAY: of a book that is extended again, customs may ask a guarantee (R5.5, R5.6). */
export const extendedAgain = defineCheck({
  id: 'R5.GUARANTEE_MAY',
  of: Amendment,
  facts: { book },
  effect: 'hold',
  ground: 'Order 219 art. 15; R5.6',
  find: ({ content: { head }, facts }) => {
    const [row] = facts.book
    const extensions = head.extensions ?? 0
    return row && head.validTo > row.validTo && extensions > extensionsWithoutGuarantee
      ? [{ at: '/head/validTo', values: { extensions } }]
      : []
  },
  says: {
    zh: ['这是第 {extensions} 次延期，海关可以要求提供担保。', '提交后由海关决定是否担保；一次延足可避免再次延期。'],
    en: [
      'This is extension {extensions} of the book: customs may ask a guarantee.',
      'Submit it and customs decides; one extension that is long enough avoids this.',
    ],
  },
  examples: [
    { content: until('2021-01-05', 1), facts: { book: [exampleRow] }, expect: 'pass' },
    { content: until('2021-01-05', 2), facts: { book: [{ ...exampleRow, extensions: 1 }] }, expect: 'hold' },
    { content: exampleAmendment, facts: { book: [{ ...exampleRow, extensions: 1 }] }, expect: 'pass' },
  ],
})
