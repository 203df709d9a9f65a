/** Do the lines of a handbook fit each other (R5.3, R5.4, R5.5)? */
import { amounts, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Handbook, type HandbookContent } from '../content.ts'
import { exampleHandbook, exampleWith } from '../example.ts'
import { plannedUse } from '../planned.ts'

const sides = ['materials', 'products'] as const

/** R5.SPLIT: a consumption row names a product and a material of this handbook, each pair once a version. */
export const split = defineCheck({
  id: 'R5.SPLIT',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'R5.5',
  find: ({ content }) => {
    const known = {
      product: new Set(content.products.map(({ seq }) => seq)),
      material: new Set(content.materials.map(({ seq }) => seq)),
    }
    const seen = new Map<string, number>()
    return content.consumption.flatMap(({ no, productSeq, materialSeq, version }, i) => {
      const key = `${productSeq} ${version} ${materialSeq}`
      const first = seen.get(key)
      seen.set(key, first ?? no)
      const missing = (what: string, seq: number) => `${what}序号 ${seq} 在本手册中不存在`
      const missingEn = (what: string, seq: number) => `names ${what} ${seq}, which this handbook does not have`
      const found = (field: string, fault: string, faultEn: string) => ({
        at: `/consumption/${i}/${field}`,
        values: { no, fault, faultEn },
      })
      return [
        ...(known.product.has(productSeq)
          ? []
          : [found('productSeq', missing('成品', productSeq), missingEn('product', productSeq))]),
        ...(known.material.has(materialSeq)
          ? []
          : [found('materialSeq', missing('料件', materialSeq), missingEn('material', materialSeq))]),
        ...(first === undefined
          ? []
          : [
              found(
                'materialSeq',
                `与第 ${first} 行的成品、料件、版本相同`,
                `repeats product, material and version of row ${first}`,
              ),
            ]),
      ]
    })
  },
  says: {
    zh: ['单损耗第 {no} 行：{fault}。', '改为本手册已有的成品和料件，每个版本只填一行；没有的先增加。'],
    en: [
      'Consumption row {no} {faultEn}.',
      'Name goods of this handbook, each pair once a version; add what is missing first.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ consumption }) => {
        consumption[0].materialSeq = 7
      }),
      facts: {},
      expect: 'reject',
    },
    {
      content: exampleWith(({ consumption }) => {
        consumption.push({ ...consumption[0], no: 2 })
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R5.TOTAL: total = quantity × price, rounded half up at five decimals (R5.3). */
export const lineTotal = defineCheck({
  id: 'R5.TOTAL',
  of: Handbook,
  facts: {},
  effect: 'reject',
  ground: 'R5.3',
  find: ({ content }) =>
    sides.flatMap((side) =>
      content[side].flatMap(({ seq, quantity, price, total }, i) => {
        const right = roundHalfAway(quantity * price, quantities.one)
        const values = {
          seq,
          quantity: quantities.print(quantity),
          price: amounts.print(price),
          total: amounts.print(total),
        }
        return right === total ? [] : [{ at: `/${side}/${i}/total`, values, passes: amounts.print(right) }]
      }),
    ),
  says: {
    zh: ['第 {seq} 项总价 {total} ≠ 数量 {quantity} × 单价 {price}。', '改为 {passes}（四舍五入至 5 位小数）。'],
    en: [
      'Item {seq}: total {total} is not quantity {quantity} × price {price}.',
      'Put {passes} (rounded half up to 5 decimals).',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ materials }) => {
        materials[0].total = '8762.88663'
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** Planned use against what is filed, by material: difference = filed − planned. */
function closures(content: HandbookContent, tolerance: bigint) {
  const planned = plannedUse(content)
  return content.materials.flatMap(({ seq, quantity }, i) => {
    const need = planned.get(seq)
    const difference = quantity - (need ?? 0n)
    if (need === undefined || (difference <= tolerance && difference >= -tolerance)) return []
    const values = {
      seq,
      filed: quantities.print(quantity),
      planned: quantities.print(need),
      difference: quantities.print(difference),
    }
    return [{ at: `/materials/${i}/quantity`, values, passes: quantities.print(need), excess: difference > 0n }]
  })
}
const tolerance = (setting: { readonly value: string } | undefined) => quantities.parse(setting?.value ?? '0')

/** R5.SHORT_PLAN: less material filed than the planned products need (R5.4). */
export const shortPlan = defineCheck({
  id: 'R5.SHORT_PLAN',
  of: Handbook,
  facts: {},
  effect: 'warn',
  ground: 'R5.4',
  find: ({ content, policy }) =>
    closures(content, tolerance(policy.setting('setup.closure'))).flatMap(({ excess, ...hit }) =>
      excess ? [] : [hit],
    ),
  says: {
    zh: ['料件 {seq} 备案 {filed}，按单耗需要 {planned}，差 {difference}。', '若非有意分批备案，改为 {passes}。'],
    en: [
      'Material {seq}: {filed} filed, {planned} needed by consumption, difference {difference}.',
      'Unless you mean to file in stages, put {passes}.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ materials }) => {
        materials[0].quantity = '1000'
        materials[0].total = '8500'
      }),
      facts: {},
      expect: 'warn',
    },
  ],
})

/** R5.EXCESS_PLAN: more material filed than the planned products need (R5.4). */
export const excessPlan = defineCheck({
  id: 'R5.EXCESS_PLAN',
  of: Handbook,
  facts: {},
  effect: 'hold',
  ground: 'R5.4',
  find: ({ content, policy }) =>
    closures(content, tolerance(policy.setting('setup.closure'))).flatMap(({ excess, ...hit }) =>
      excess ? [hit] : [],
    ),
  says: {
    zh: ['料件 {seq} 备案 {filed}，按单耗只需要 {planned}，多 {difference}。', '改为 {passes}，或改单耗、成品数量。'],
    en: [
      'Material {seq}: {filed} filed, only {planned} needed by consumption, {difference} too much.',
      'Put {passes}, or mend consumption or product quantity.',
    ],
  },
  examples: [
    { content: exampleHandbook, facts: {}, expect: 'pass' },
    {
      content: exampleWith(({ materials }) => {
        materials[0].quantity = '1100'
        materials[0].total = '9350'
      }),
      facts: {},
      expect: 'hold',
    },
  ],
})
