/** Are the figures of each line right among themselves (R6.3)? */
import { amounts, percents, quantities } from '@jiamao/kernel/numbers'
import { defineCheck } from '@jiamao/platform/policy/define'
import { legalQuantity, metricFactor } from '../../goods/index.ts'
import { Checklist } from '../content.ts'
import { checklistWith, exampleImport } from '../example.ts'

/** R6.TOTAL: |total − quantity × price| ≤ max(0.01, 0.00005 × quantity): the price has only four decimals. */
export const total = defineCheck({
  id: 'R6.TOTAL',
  of: Checklist,
  facts: {},
  effect: 'reject',
  ground: 'R6.3',
  find: ({ content }) =>
    content.lines.flatMap(({ no, quantity, price, total: filed }, i) => {
      // All sides in 10⁻¹⁰.
      const difference = filed * quantities.one - quantity * price
      const size = difference < 0n ? -difference : difference
      const most = [10n ** 8n, quantity * 5n].reduce((a, b) => (a > b ? a : b))
      if (size <= most) return []
      const right = (quantity * price + 5n * 10n ** 7n) / 10n ** 8n
      const values = {
        no,
        quantity: quantities.print(quantity),
        price: amounts.print(price),
        total: amounts.print(filed),
      }
      return [{ at: `/lines/${i}/total`, values, passes: amounts.print(right * 1_000n) }]
    }),
  says: {
    zh: ['第 {no} 行总价 {total} 与数量 {quantity} × 单价 {price} 不符。', '改为 {passes}，或核对单价。'],
    en: ['Line {no}: total {total} does not follow from {quantity} × {price}.', 'Put {passes}, or check the price.'],
  },
  examples: [
    { content: exampleImport, facts: {}, expect: 'pass' },
    {
      content: checklistWith(exampleImport, ({ lines }) => {
        lines[0].total = '4250.02'
      }),
      facts: {},
      expect: 'pass',
    },
    {
      content: checklistWith(exampleImport, ({ lines }) => {
        lines[0].total = '4250.03'
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R2.CONVERSION: the legal quantity follows from the declared one; an average weight leaves a little room (R2.5). */
export const conversion = defineCheck({
  id: 'R2.CONVERSION',
  of: Checklist,
  facts: {},
  effect: 'hold',
  ground: 'R2.4, R2.5',
  find: ({ content, policy }) => {
    const tolerance = percents.parse(policy.setting('goods.legalTolerance')?.value ?? '0')
    return content.lines.flatMap(({ no, quantity, legalQuantity: filed, declaredUnit, legalUnit, factor }, i) => {
      const metric = metricFactor(declaredUnit, legalUnit)
      const by = metric ?? factor
      if (by === undefined) return []
      const right = legalQuantity(quantity, by)
      const off = filed > right ? filed - right : right - filed
      const most = metric === undefined ? (right * tolerance) / (percents.one * 100n) : 0n
      return off <= most
        ? []
        : [
            {
              at: `/lines/${i}/legalQuantity`,
              values: { no, filed: quantities.print(filed) },
              passes: quantities.print(right),
            },
          ]
    })
  },
  says: {
    zh: ['第 {no} 行法定数量 {filed} 与申报数量换算不符。', '改为 {passes}，或核对比例因子。'],
    en: [
      'Line {no}: legal quantity {filed} does not follow from the declared one.',
      'Put {passes}, or check the factor.',
    ],
  },
  examples: [
    { content: exampleImport, facts: {}, expect: 'pass' },
    {
      content: checklistWith(exampleImport, ({ lines }) => {
        lines[0].legalQuantity = '500.00001'
      }),
      facts: {},
      expect: 'hold',
    },
    // U1: 1234.5 × 0.04536 = 55.99692, within half a per cent of an average weight.
    {
      content: checklistWith(exampleImport, ({ lines }) =>
        Object.assign(lines[0], {
          declaredUnit: '007',
          factor: '0.04536',
          quantity: '1234.5',
          legalQuantity: '56',
          total: '10493.25',
        }),
      ),
      facts: {},
      expect: 'pass',
    },
    {
      content: checklistWith(exampleImport, ({ lines }) =>
        Object.assign(lines[0], {
          declaredUnit: '007',
          factor: '0.04536',
          quantity: '1234.5',
          legalQuantity: '56.3',
          total: '10493.25',
        }),
      ),
      facts: {},
      expect: 'hold',
    },
  ],
})

const undeclared = ['0657', '0258', '0200', '0400', '0456']

/** R6.NO_DECLARATION: which lists may go without a declaration since 2018-07-01 (R6.5). */
export const declaration = defineCheck({
  id: 'R6.NO_DECLARATION',
  of: Checklist,
  facts: {},
  effect: 'reject',
  ground: 'GAC 23/2018; R6.5',
  find: ({ content: { head } }) =>
    head.declared === 'declared' || undeclared.includes(head.tradeMode)
      ? []
      : [{ at: '/head/declared', values: { mode: head.tradeMode } }],
  says: {
    zh: ['监管方式 {mode} 的清单须报关。', '改为“报关”；只有余料结转、无收入销毁、设备结转可不报关。'],
    en: [
      'A list of trade mode {mode} needs a declaration.',
      'Set it to declared; only carry-over, destruction without income and equipment transfer go without.',
    ],
  },
  examples: [
    { content: exampleImport, facts: {}, expect: 'pass' },
    {
      content: checklistWith(exampleImport, ({ head }) => {
        head.declared = 'notDeclared'
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})
