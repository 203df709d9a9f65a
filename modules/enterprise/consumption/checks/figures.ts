/** Are the figures of each row possible, and in one form (R3.1–R3.5)? */
import { consumptions, HUNDRED, percents } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Declaration, type RowContent } from '../content.ts'
import { exampleDeclaration, rowsWith } from '../example.ts'
import { leftOf } from '../versions.ts'

const named = ({ no, productPart: product, materialPart: material }: RowContent) => ({ no, product, material })

const inUnitForm = { net: undefined, tangible: undefined, intangible: undefined, unitConsumption: '1.030927835' }

/** R3.RANGE: a row takes something (R3.1). */
const range = defineCheck({
  id: 'R3.RANGE',
  of: Declaration,
  facts: {},
  effect: 'reject',
  ground: 'R3.1, R3.9',
  find: ({ content }) =>
    content.consumption.flatMap((row, i) =>
      (['net', 'unitConsumption'] as const).flatMap((field) =>
        row[field] === 0n ? [{ at: `/consumption/${i}/${field}`, values: named(row) }] : [],
      ),
    ),
  says: {
    zh: ['第 {no} 行：成品 {product} 对料件 {material} 的用量为 0。', '填写大于 0 的用量；不用该料件的，删除这一行。'],
    en: [
      'Row {no}: product {product} takes 0 of material {material}.',
      'Give a figure above 0, or delete the row where nothing is taken.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({ net: '0' }), facts: {}, expect: 'reject' },
    { content: rowsWith({ net: '0.000000001' }), facts: {}, expect: 'pass' },
  ],
})

/** R3.LOSS: losses refer to total use and together stay below 100 % (R3.3); a share is at most 100 % (R3.5). */
const loss = defineCheck({
  id: 'R3.LOSS',
  of: Declaration,
  facts: {},
  effect: 'reject',
  ground: 'Order 155; R3.3, R3.5',
  find: ({ content }) =>
    content.consumption.flatMap((row, i) => [
      ...(leftOf(row) > 0n
        ? []
        : [
            {
              at: `/consumption/${i}/tangible`,
              values: {
                ...named(row),
                what: '损耗率之和',
                whatEn: 'losses together',
                value: percents.print(HUNDRED - leftOf(row)),
              },
            },
          ]),
      ...(row.bondedShare <= HUNDRED
        ? []
        : [
            {
              at: `/consumption/${i}/bondedShare`,
              values: {
                ...named(row),
                what: '保税料件比例',
                whatEn: 'bonded share',
                value: percents.print(row.bondedShare),
              },
            },
          ]),
    ]),
  says: {
    zh: [
      '第 {no} 行（{product} 用 {material}）{what}为 {value}%。',
      '损耗率以总耗用量为基数，两项之和须小于 100%；保税料件比例不超过 100%。',
    ],
    en: [
      'Row {no} ({product} of {material}): {whatEn} {value} %.',
      'Losses refer to total use and together stay below 100 %; a share is at most 100 %.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({ tangible: '60', intangible: '39.999999999' }), facts: {}, expect: 'pass' },
    { content: rowsWith({ tangible: '60', intangible: '40' }), facts: {}, expect: 'reject' },
    { content: rowsWith({ bondedShare: '100.000000001' }), facts: {}, expect: 'reject' },
  ],
})

/** R3.FORM: net form with both rates, or unit form without; one of the two, and the one that the head names (R3.4). */
const form = defineCheck({
  id: 'R3.FORM',
  of: Declaration,
  facts: {},
  effect: 'reject',
  ground: 'announcement of 2011-12-21; R3.4',
  find: ({ content }) =>
    content.consumption.flatMap((row, i) => {
      const { net, unitConsumption, tangible, intangible } = row
      const rates = [tangible, intangible].filter((rate) => rate !== undefined).length
      const isRight = net === undefined ? unitConsumption !== undefined && rates === 0 : rates === 2
      const isOther = content.head.form !== undefined && (content.head.form === 'net') !== (net !== undefined)
      return isRight && !isOther
        ? []
        : [{ at: `/consumption/${i}/${net === undefined ? 'unitConsumption' : 'net'}`, values: named(row) }]
    }),
  says: {
    zh: [
      '第 {no} 行（{product} 用 {material}）的填报形式不完整，或与表头的申报形式不一致。',
      '填净耗的，两项损耗率都填（可为 0）；只填单耗的，不填损耗率。',
    ],
    en: [
      'Row {no} ({product} of {material}) is in neither form, or not in the one that the head names.',
      'Net use needs both loss rates (0 is a rate); unit consumption stands without.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({ intangible: undefined }), facts: {}, expect: 'reject' },
    { content: rowsWith({ net: undefined, unitConsumption: '1' }), facts: {}, expect: 'reject' },
    { content: rowsWith({ net: undefined }), facts: {}, expect: 'reject' },
    { content: rowsWith(inUnitForm), facts: {}, expect: 'reject' },
    { content: ofForm(), facts: {}, expect: 'pass' },
  ],
})

function ofForm() {
  const { head, ...wire } = rowsWith(inUnitForm)
  return { ...wire, head: { ...head, form: 'unitConsumption' as const } }
}

/** R3.NO_LOSS_SPLIT: unit form counts no scrap (R3.4). */
const noLossSplit = defineCheck({
  id: 'R3.NO_LOSS_SPLIT',
  of: Declaration,
  facts: {},
  effect: 'warn',
  ground: 'R3.4',
  find: ({ content }) => {
    const rows = content.consumption.filter(({ net, unitConsumption }) => net === undefined && unitConsumption)
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
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: ofForm(), facts: {}, expect: 'warn' },
  ],
})

/** R3.UNIT_COLUMN: a filled 单耗 column beside net use is only compared (R3.4, R3.3). */
const unitColumn = defineCheck({
  id: 'R3.UNIT_COLUMN',
  of: Declaration,
  facts: {},
  effect: 'warn',
  ground: 'R3.3, R3.4',
  find: ({ content }) =>
    content.consumption.flatMap((row, i) => {
      const { net, unitConsumption } = row
      const left = leftOf(row)
      if (net === undefined || unitConsumption === undefined || left <= 0n) return []
      const right = roundHalfAway(net * HUNDRED, left)
      const values = { ...named(row), filed: consumptions.print(unitConsumption) }
      return right === unitConsumption
        ? []
        : [{ at: `/consumption/${i}/unitConsumption`, values, passes: consumptions.print(right) }]
    }),
  says: {
    zh: [
      '第 {no} 行（{product} 用 {material}）单耗 {filed} 与净耗、损耗率不符。',
      '以净耗和损耗率为准；按其计算单耗应为 {passes}。',
    ],
    en: [
      'Row {no} ({product} of {material}): unit consumption {filed} does not follow from net use and losses.',
      'Net use and losses count; they give {passes}.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: {}, expect: 'pass' },
    { content: rowsWith({ unitConsumption: '1.030927835' }), facts: {}, expect: 'pass' },
    { content: rowsWith({ unitConsumption: '1.03' }), facts: {}, expect: 'warn' },
  ],
})

export const figureChecks = [range, loss, form, noLossSplit, unitColumn]
