import { amounts } from '@jiamao/kernel/numbers'
import { type Check, defineCheck } from '@jiamao/platform/policy/define'
import { bookInForce, conversion, declaration, linesOfBook, mode, overBalanceOf, total } from '../checklist/index.ts'
import { Sale } from './content.ts'
import { exampleSale, saleWith } from './example.ts'
import { firstImport, imports, shares } from './facts.ts'
import { exchangeRate, totalsOf } from './prefill.ts'
import { customsValue, deferredInterest, duty, vat } from './tax.ts'

const imported = [{ seq: 1, currency: 'USD', country: 'TWN', quantity: '500', value: '42500000000000' }]

/** R7.VALUE: everything that the tax needs is known: imports of the item, the first import, the month's exchange rate. */
const valued = defineCheck({
  id: 'R7.VALUE',
  of: Sale,
  facts: { imports, firstImport },
  effect: 'reject',
  ground: 'Order 211; R7.20, R7.21',
  find: ({ content, facts, policy }) =>
    content.lines.flatMap(({ no, seq, currency }, i) => {
      const imported = facts.imports.filter((row) => row.seq === seq)
      const at = `/lines/${i}/seq`
      if (imported.length === 0 || facts.firstImport.length === 0)
        return [{ at, values: { no, seq, fault: '没有已核扣的进口', faultEn: 'has no final import' } }]
      if (imported.length > 1)
        return [
          {
            at,
            values: {
              no,
              seq,
              fault: '以多种币制进口，须人工审价',
              faultEn: 'was imported in several currencies and is valued by hand',
            },
          },
        ]
      if (exchangeRate(policy, imported[0].currency) === undefined)
        return [
          {
            at,
            values: {
              no,
              seq,
              fault: `没有录入 ${currency} 在 ${policy.on} 的汇率`,
              faultEn: `needs the exchange rate of ${currency} on ${policy.on}, which was not entered`,
            },
          },
        ]
      return []
    }),
  says: {
    zh: ['第 {no} 行：料件 {seq} {fault}，无法计算完税价格。', '等进口清单核扣；汇率由海关按月录入。'],
    en: [
      'Line {no}: material {seq} {faultEn}; its customs value cannot be computed.',
      'Wait for the import to be final; exchange rates are entered by customs each month.',
    ],
  },
  examples: [
    { content: exampleSale, facts: { imports: [], firstImport: [] }, expect: 'reject' },
    {
      content: exampleSale,
      facts: {
        imports: [{ seq: 1, currency: 'USD', country: 'TWN', quantity: '500', value: '42500000000000' }],
        firstImport: [{ on: '2020-01-06' }],
      },
      expect: 'reject',
    },
  ],
})

/** R7.TAX: each tax follows from its terms, to the fen; sums collect what is due (R7.21–R7.23). */
const taxed = defineCheck({
  id: 'R7.TAX',
  of: Sale,
  facts: { imports },
  effect: 'reject',
  ground: 'R7.21, R7.22, R7.23',
  find: ({ content, facts, policy }) => {
    const byLine = new Map(content.tax.map((tax) => [tax.no, tax]))
    const basis = BigInt(policy.setting('deferredInterest.dayBasis')?.value ?? '360')
    const lines = content.lines.flatMap(({ no, seq, quantity }, i) => {
      const tax = byLine.get(no)
      const average = facts.imports.find((row) => row.seq === seq)
      if (!tax || !average)
        return [
          { at: `/lines/${i}`, values: { no, what: '缺少税款', whatEn: 'has no tax line', filed: '—' }, passes: '—' },
        ]
      const value = customsValue(
        quantity,
        { quantity: average.quantity, value: BigInt(average.value) },
        tax.exchangeRate,
      )
      const dutyDue = duty(value, tax.dutyRate)
      const vatDue = vat(value, dutyDue, tax.vatRate)
      const interest = tax.interestWaived
        ? 0n
        : deferredInterest(dutyDue + vatDue, tax.interestFrom, tax.interestTo, tax.interestRate, basis)
      const right = [
        ['customsValue', '完税价格', 'customs value', value],
        ['duty', '关税', 'duty', dutyDue],
        ['vat', '增值税', 'VAT', vatDue],
        ['interest', '缓税利息', 'interest', interest],
      ] as const
      return right.flatMap(([field, what, whatEn, due]) =>
        tax[field] === due
          ? []
          : [
              {
                at: `/tax/${content.tax.indexOf(tax)}/${field}`,
                values: { no, what, whatEn, filed: amounts.print(tax[field]) },
                passes: amounts.print(due),
              },
            ],
      )
    })
    const sums = totalsOf(
      content.tax.map((tax) => ({
        duty: amounts.print(tax.duty),
        vat: amounts.print(tax.vat),
        interest: amounts.print(tax.interest),
      })),
      policy,
    )
    const heads = (['dutyTotal', 'vatTotal', 'interestTotal'] as const).flatMap((field) =>
      amounts.print(content.sale[field]) === sums[field]
        ? []
        : [
            {
              at: `/sale/${field}`,
              values: { no: 0, what: '合计', whatEn: 'total', filed: amounts.print(content.sale[field]) },
              passes: sums[field],
            },
          ],
    )
    return [...lines, ...heads]
  },
  says: {
    zh: ['第 {no} 行{what} {filed} 与计算不符。', '应为 {passes}；留空由平台计算。'],
    en: [
      'Line {no}: {whatEn} {filed} does not follow from its terms.',
      'It should be {passes}; leave it empty and the platform computes it.',
    ],
  },
  examples: [
    { content: exampleSale, facts: { imports: imported }, expect: 'pass' },
    {
      content: saleWith(({ sale }) => {
        sale.interestTotal = '0.06'
      }),
      facts: { imports: imported },
      expect: 'reject',
    },
    {
      content: saleWith(({ tax }) => {
        tax[0].duty = '38.67'
      }),
      facts: { imports: imported },
      expect: 'reject',
    },
    {
      content: saleWith((wire) => {
        wire.tax = []
      }),
      facts: { imports: imported },
      expect: 'reject',
    },
  ],
})

/** COM-12: value sold at home against value imported on the book. */
const domesticShare = defineCheck({
  id: 'COM-12',
  of: Sale,
  facts: { shares },
  parameter: 'COM-12',
  measure: ({ content, facts }) => {
    const [book] = facts.shares
    if (!book || book.imported === 0n) return []
    const sold = content.lines.reduce((sum, line) => sum + line.total, book.sold as bigint)
    const terms = { sold: amounts.print(sold), imported: amounts.print(book.imported), currency: book.currency }
    return [{ at: '/lines', value: { n: sold * 100n, d: book.imported }, terms }]
  },
  says: {
    zh: [
      '内销 {sold} {currency}，超过进口 {imported} 的 {threshold}%。',
      '可照常申报；超过说明线的，5 个工作日内说明原因。',
    ],
    en: [
      'Sold {sold} {currency}: more than {threshold} % of {imported} imported.',
      'File as it is; beyond the limit explain within 5 working days.',
    ],
  },
  examples: [
    { content: exampleSale, facts: { shares: [{ currency: 'USD', imported: '1000000', sold: '0' }] }, expect: 'pass' },
    { content: exampleSale, facts: { shares: [{ currency: 'USD', imported: '200', sold: '0' }] }, expect: 'warn' },
    { content: exampleSale, facts: { shares: [{ currency: 'USD', imported: '160', sold: '0' }] }, expect: 'explain' },
  ],
})

/** The checks of the list that a sale is, too: a sale's content holds a checklist's. */
const ofList = [
  bookInForce('I'),
  linesOfBook,
  mode('I'),
  total,
  conversion,
  declaration,
  overBalanceOf('I'),
] as unknown as Check<typeof Sale>[]

export const saleChecks = [...ofList, valued, taxed, domesticShare]
