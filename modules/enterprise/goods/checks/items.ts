/** Are items and parts right in themselves (R2.1–R2.6, R2.16, R2.17)? */
import { quantities } from '@jiamao/kernel/numbers'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Goods, type GoodsContent } from '../content.ts'
import { exampleGoods, goodsWith } from '../example.ts'
import { goodsChecks } from '../line-checks.ts'
import { keyOf } from '../prefill.ts'
import { metricFactor } from '../units.ts'

/** The items that are recorded, with their place; what is ended is judged no more. */
const recorded = ({ items = [] }: GoodsContent) =>
  items.flatMap((line, i) => (line.mark === 'end' ? [] : [{ line, at: `/items/${i}` }]))

const firstItem = (change: Partial<NonNullable<(typeof exampleGoods)['items']>[number]>) =>
  goodsWith(({ items = [] }) => {
    Object.assign(items[0], change)
  })

const ofEveryBook = goodsChecks({
  of: Goods,
  lines: (content) =>
    recorded(content).map(({ line, at }) => ({
      ...line,
      legalUnit: line.legalUnit ?? '',
      at,
      seq: line.item,
      side: line.kind === 'material' ? ('I' as const) : ('E' as const),
    })),
  example: exampleGoods,
  exampleWith: firstItem,
})

/** R2.LEGAL_UNIT_GIVEN: where no tariff of the day gives the legal unit, the line does (R2.2). */
const legalUnitGiven = defineCheck({
  id: 'R2.LEGAL_UNIT_GIVEN',
  of: Goods,
  facts: {},
  effect: 'reject',
  ground: 'R2.2',
  find: ({ content, policy }) =>
    policy.catalogue('tariff').isEmpty
      ? recorded(content).flatMap(({ line: { item, hsCode, legalUnit }, at }) =>
          legalUnit === undefined ? [{ at: `${at}/legalUnit`, values: { item, hsCode, on: policy.on } }] : [],
        )
      : [],
  says: {
    zh: ['项号 {item}（{hsCode}）没有法定计量单位，平台没有 {on} 的税则可以补全。', '按当日税则填写法定计量单位。'],
    en: [
      'Item {item} ({hsCode}) has no legal unit, and no tariff of {on} was entered that could give it.',
      'Give the legal unit of that day’s tariff.',
    ],
  },
  examples: [
    { content: exampleGoods, facts: {}, on: '2019-12-31', expect: 'pass' },
    { content: firstItem({ legalUnit: undefined }), facts: {}, on: '2019-12-31', expect: 'reject' },
    // With a tariff, a unit that is missing differs from it: R2.LEGAL_UNIT; and a code that is missing is R2.HS_UNKNOWN.
    { content: firstItem({ legalUnit: undefined }), facts: {}, on: '2020-01-01', expect: 'pass' },
  ],
})

/** R2.FACTOR_OWN: what the units do not decide needs a factor of its own, above 0; the second legal unit likewise (R2.4). */
const ownFactor = defineCheck({
  id: 'R2.FACTOR_OWN',
  of: Goods,
  facts: {},
  effect: 'reject',
  ground: 'R2.4',
  find: ({ content }) =>
    recorded(content).flatMap(({ line, at }) =>
      (
        [
          ['factor', line.legalUnit],
          ['secondFactor', line.secondLegalUnit],
        ] as const
      ).flatMap(([field, to]) => {
        const filed = line[field]
        if (to === undefined) return []
        const metric = metricFactor(line.declaredUnit, to)
        if (metric === undefined ? filed !== undefined && filed > 0n : filed === metric) return []
        // A wrong first factor is R2.FACTOR's; one fault is told once.
        if (field === 'factor' && metric !== undefined && filed !== undefined) return []
        const values = {
          item: line.item,
          from: line.declaredUnit,
          to,
          filed: filed === undefined ? '—' : quantities.print(filed),
        }
        return [{ at: `${at}/${field}`, values, passes: metric === undefined ? '> 0' : quantities.print(metric) }]
      }),
    ),
  says: {
    zh: ['项号 {item}：1 个申报单位 {from} 合多少法定单位 {to}，比例因子不能是 {filed}。', '填写 {passes}。'],
    en: ['Item {item}: {filed} is not the factor from declared unit {from} to legal unit {to}.', 'Put {passes}.'],
  },
  examples: [
    { content: exampleGoods, facts: {}, expect: 'pass' },
    { content: firstItem({ declaredUnit: '007', factor: '25' }), facts: {}, expect: 'pass' },
    { content: firstItem({ declaredUnit: '007', factor: undefined }), facts: {}, expect: 'reject' },
    { content: firstItem({ declaredUnit: '007', factor: '0' }), facts: {}, expect: 'reject' },
    { content: firstItem({ secondLegalUnit: '036', secondFactor: '1000' }), facts: {}, expect: 'pass' },
    { content: firstItem({ secondLegalUnit: '036', secondFactor: '1' }), facts: {}, expect: 'reject' },
    { content: firstItem({ secondLegalUnit: '007' }), facts: {}, expect: 'reject' },
  ],
})

/** R2.ITEM_REPEATED: one line an item (R2.7). */
const repeated = defineCheck({
  id: 'R2.ITEM_REPEATED',
  of: Goods,
  facts: {},
  effect: 'reject',
  ground: 'R2.7',
  find: ({ content }) => {
    const seen = new Map<string, number>()
    return (content.items ?? []).flatMap((line, i) => {
      const first = seen.get(keyOf(line))
      if (first === undefined) seen.set(keyOf(line), i + 1)
      return first === undefined ? [] : [{ at: `/items/${i}/item`, values: { item: line.item, first } }]
    })
  },
  says: {
    zh: ['项号 {item} 在第 {first} 行已出现。', '料件和成品各自编号，每个项号一行。'],
    en: ['Item {item} already stands in line {first}.', 'One line an item; materials and products are numbered apart.'],
  },
  examples: [
    { content: exampleGoods, facts: {}, expect: 'pass' },
    { content: firstItem({ kind: 'product' }), facts: {}, expect: 'reject' },
  ],
})

/** R2.KIND: what is said of materials only: main or auxiliary, consumable, bought at home (R2.9, R2.16, R2.17). */
const materialOnly = defineCheck({
  id: 'R2.KIND',
  of: Goods,
  facts: {},
  effect: 'reject',
  ground: 'R2.9, R2.16, R2.17',
  find: ({ content }) =>
    recorded(content).flatMap(({ line, at }) =>
      line.kind === 'material'
        ? []
        : (['mainMaterial', 'consumable', 'domestic'] as const).flatMap((field) =>
            line[field] === undefined || line[field] === false
              ? []
              : [{ at: `${at}/${field}`, values: { item: line.item, zh: names[field][0], en: names[field][1] } }],
          ),
    ),
  says: {
    zh: ['项号 {item} 是成品，不填“{zh}”。', '清空该栏；或改料件成品标记。'],
    en: ['Item {item} is a product: "{en}" is said of materials.', 'Clear it, or make the item a material.'],
  },
  examples: [
    { content: exampleGoods, facts: {}, expect: 'pass' },
    {
      content: goodsWith(({ items = [] }) => {
        items[1].domestic = true
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})
const names = {
  mainMaterial: ['主料标志', 'main or auxiliary'],
  consumable: ['消耗性物料', 'consumable'],
  domestic: ['内购', 'bought at home'],
} as const

/** R2.NAME: the name that parts are merged under is a Chinese one (R2.9 (3)). */
const chineseName = defineCheck({
  id: 'R2.NAME',
  of: Goods,
  facts: {},
  effect: 'warn',
  ground: 'R2.9 (3); the check is ours',
  find: ({ content }) =>
    recorded(content).flatMap(({ line: { item, name }, at }) =>
      /\p{Script=Han}/u.test(name) ? [] : [{ at: `${at}/name`, values: { item, name } }],
    ),
  says: {
    zh: ['项号 {item} 的商品名称“{name}”没有中文。', '填写规范的中文品名；外文名称写入规格型号。'],
    en: [
      'Item {item}: the name "{name}" has no Chinese in it.',
      'Give the Chinese name; a foreign one may stand in the specification.',
    ],
  },
  examples: [
    { content: exampleGoods, facts: {}, expect: 'pass' },
    { content: firstItem({ name: 'EPOXY RESIN' }), facts: {}, expect: 'warn' },
  ],
})

/** R2.CURRENCY: a price says in which currency (R2.9 (6)). */
const priceCurrency = defineCheck({
  id: 'R2.CURRENCY',
  of: Goods,
  facts: {},
  effect: 'reject',
  ground: 'R2.9 (6)',
  find: ({ content: { parts = [] } }) =>
    parts.flatMap(({ part, lastPrice, currency }, i) =>
      lastPrice === undefined || currency !== undefined ? [] : [{ at: `/parts/${i}/currency`, values: { part } }],
    ),
  says: {
    zh: ['料号 {part} 有参考单价，没有币制。', '填写币制，或清空单价。'],
    en: ['Part {part} has a price without a currency.', 'Give the currency, or clear the price.'],
  },
  examples: [
    { content: exampleGoods, facts: {}, expect: 'pass' },
    {
      content: goodsWith(({ parts = [] }) => {
        parts[0].currency = undefined
      }),
      facts: {},
      expect: 'reject',
    },
  ],
})

export const itemChecks = [
  ...ofEveryBook,
  legalUnitGiven,
  ownFactor,
  repeated,
  materialOnly,
  chineseName,
  priceCurrency,
]
