/** Is the unit consumption of a handbook in order (R3)? */
import { consumptions, HUNDRED, percents } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Handbook } from '../content.ts'
import { exampleHandbook, exampleWith } from '../example.ts'
import { netForm } from '../planned.ts'

/** R3.LOSS: losses refer to total use and together stay below 100 % (R3.3); a share is at most 100 % (R3.5). */
export const loss = defineCheck({
  id: 'R3.LOSS',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'Order 155; R3.3, R3.5',
  find: ({ content }) =>
    content.consumption.flatMap(({ no, tangible = 0n, intangible = 0n, bondedShare }, i) => [
      ...(tangible + intangible < HUNDRED
        ? []
        : [
            {
              at: `/consumption/${i}/tangible`,
              values: {
                no,
                what: '损耗率之和',
                whatEn: 'losses together',
                value: percents.print(tangible + intangible),
              },
            },
          ]),
      ...(bondedShare <= HUNDRED
        ? []
        : [
            {
              at: `/consumption/${i}/bondedShare`,
              values: { no, what: '保税料件比例', whatEn: 'bonded share', value: percents.print(bondedShare) },
            },
          ]),
    ]),
  says: {
    zh: ['单损耗第 {no} 行{what}为 {value}%。', '损耗率之和须小于 100%，保税料件比例不超过 100%。'],
    en: ['Consumption row {no}: {whatEn} {value} %.', 'Losses together stay below 100 %, a share at most 100 %.'],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].tangible = '60'
        consumption[0].intangible = '40'
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R3.FORM: net form with both rates, or unit form without; one of the two (R3.4). */
export const form = defineCheck({
  id: 'R3.FORM',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'announcement of 2011-12-21; R3.4',
  find: ({ content }) =>
    content.consumption.flatMap(({ no, net, unitConsumption, tangible, intangible }, i) => {
      const netFormRight = net !== undefined && tangible !== undefined && intangible !== undefined
      const unitFormRight =
        net === undefined && unitConsumption !== undefined && tangible === undefined && intangible === undefined
      return netFormRight || unitFormRight ? [] : [{ at: `/consumption/${i}/net`, values: { no } }]
    }),
  says: {
    zh: [
      '单损耗第 {no} 行的填报形式不完整：净耗须同时填两项损耗率（可为 0），或只填单耗、不填损耗率。',
      '补全净耗和损耗率，或清空损耗率、只填单耗。',
    ],
    en: [
      'Consumption row {no}: net use needs both loss rates (0 is a rate), unit consumption stands alone.',
      'Complete net use and rates, or clear the rates and give unit consumption only.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].intangible = undefined
      }),
      facts: {},
      expect: 'reject',
    },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].net = undefined
        consumption[0].unitConsumption = '1'
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R3.NO_LOSS_SPLIT: unit form counts no scrap (R3.4). */
export const noLossSplit = defineCheck({
  id: 'R3.NO_LOSS_SPLIT',
  of: Handbook,
  facts: {},
  effect: 'warn',
  ground: 'R3.4',
  find: ({ content }) => {
    const rows = content.consumption.filter(
      ({ net, unitConsumption }) => net === undefined && unitConsumption !== undefined,
    )
    return rows.length === 0 ? [] : [{ at: '/consumption', values: { count: rows.length, first: rows[0].no } }]
  },
  says: {
    zh: ['{count} 行只填单耗（首行 {first}）：不区分损耗，核销时不计算边角料。', '如有边角料，改填净耗和损耗率。'],
    en: [
      '{count} rows in unit form (first {first}): losses are not told apart, no scrap is counted at write-off.',
      'Where scrap arises, give net use and loss rates.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0] = {
          ...consumption[0],
          net: undefined,
          tangible: undefined,
          intangible: undefined,
          unitConsumption: '1.030927835',
        }
      }),
      facts: {},
      expect: 'warn',
    },
  ],
})

/** R3.UNIT_COLUMN: a filled 单耗 column beside net use is only compared (R3.4, R3.3). */
export const unitColumn = defineCheck({
  id: 'R3.UNIT_COLUMN',
  of: Handbook,
  facts: {},
  effect: 'warn',
  ground: 'R3.3, R3.4',
  find: ({ content }) =>
    content.consumption.flatMap(({ no, net, unitConsumption, tangible = 0n, intangible = 0n }, i) => {
      if (net === undefined || unitConsumption === undefined || tangible + intangible >= HUNDRED) return []
      const right = roundHalfAway(net * HUNDRED, HUNDRED - tangible - intangible)
      return right === unitConsumption
        ? []
        : [
            {
              at: `/consumption/${i}/unitConsumption`,
              values: { no, filed: consumptions.print(unitConsumption) },
              passes: consumptions.print(right),
            },
          ]
    }),
  says: {
    zh: ['单损耗第 {no} 行单耗 {filed} 与净耗、损耗率不符。', '报文只传净耗和损耗率；按其计算单耗应为 {passes}。'],
    en: [
      'Consumption row {no}: unit consumption {filed} does not follow from net use and losses.',
      'Messages carry net use and losses only; they give {passes}.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].unitConsumption = '1.03'
      }),
      facts: {},
      expect: 'warn',
    },
  ],
})

/** R3.EMPTY: a product without any consumption row (R3.11). */
export const empty = defineCheck({
  id: 'R3.EMPTY',
  of: Handbook,
  facts: {},
  effect: 'hold',
  ground: 'Order 155; R3.11',
  find: ({ content }) => {
    const used = new Set(content.consumption.map(({ productSeq }) => productSeq))
    return content.products.flatMap(({ seq, name }, i) =>
      used.has(seq) ? [] : [{ at: `/products/${i}`, values: { seq, name } }],
    )
  },
  says: {
    zh: ['成品 {seq}（{name}）没有单耗。', '补充该成品的单损耗行；否则转海关人工审核。'],
    en: [
      'Product {seq} ({name}) has no consumption row.',
      'Add its consumption; otherwise the filing waits for customs.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith((wire) => {
        wire.consumption = []
        wire.materials = []
      }),
      facts: {},
      expect: 'hold',
    },
  ],
})

const kilogram = '035'

/** R3.MASS: where everything is counted in kilograms, net use per kilogram of product is 1 (R3.15). */
export const mass = defineCheck({
  id: 'R3.MASS',
  of: Handbook,
  facts: {},
  effect: 'warn',
  ground: 'R3.15',
  find: ({ content, policy }) => {
    const tolerance = percents.parse(policy.setting('mass.tolerance')?.value ?? '0') / 100n
    const unitOf = new Map(content.materials.map(({ seq, declaredUnit }) => [seq, declaredUnit]))
    const sums = new Map<string, { product: number; version: string; net: bigint; all: boolean }>()
    for (const row of content.consumption) {
      const key = `${row.productSeq} ${row.version}`
      const sum = sums.get(key) ?? { product: row.productSeq, version: row.version, net: 0n, all: true }
      sums.set(key, {
        ...sum,
        net: sum.net + netForm(row).net,
        all: sum.all && unitOf.get(row.materialSeq) === kilogram,
      })
    }
    const at = new Map(
      content.products.flatMap(({ seq, declaredUnit }, i) => (declaredUnit === kilogram ? [[seq, i] as const] : [])),
    )
    return [...sums.values()].flatMap(({ product, version, net, all }) => {
      const i = at.get(product)
      const off = net > consumptions.one ? net - consumptions.one : consumptions.one - net
      return all && i !== undefined && off > tolerance
        ? [{ at: `/products/${i}`, values: { seq: product, version, net: consumptions.print(net) } }]
        : []
    })
  },
  says: {
    zh: [
      '成品 {seq}（版本 {version}）每千克净耗合计 {net} 千克，应为 1。',
      '核对净耗；有水分、气体等进出的，保留说明。',
    ],
    en: [
      'Product {seq} (version {version}): net use sums to {net} kg per kg; it should be 1.',
      'Check net use; where water or gas comes or goes, keep the explanation.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].net = '0.99'
      }),
      facts: {},
      expect: 'warn',
    },
  ],
})
