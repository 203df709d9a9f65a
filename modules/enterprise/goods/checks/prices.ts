/** Condition 6 of merging: what is merged costs about the same (R2.9). */
import { amounts, rates } from '@jiamao/kernel/numbers'
import { defineCheck, type Measure } from '@jiamao/platform/policy/define'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'
import { Relation, type RelationLineContent } from '../content.ts'
import { exampleItems, exampleRelation, exampleRelations, relationWith } from '../example.ts'
import { items, relations } from '../facts.ts'
import { keyOf } from '../prefill.ts'
import type { RelationRow } from '../register.ts'
import { relationsOn } from '../relations.ts'
import { breach, merged } from './merged.ts'

interface Priced {
  readonly part: string
  /** Per unit of the part, of which one is so many declared units of the item. */
  readonly price: bigint
  readonly factor: bigint
  readonly currency: string
}

const priced = ({ part, price, partFactor: factor, currency }: RelationLineContent | RelationRow): Priced[] =>
  price === undefined || currency === undefined || !factor ? [] : [{ part, price, factor, currency }]

/** Whether a costs more than b per declared unit, or `times` as much (10⁻⁹). */
const isDearer = (a: Priced, b: Priced, times: bigint = rates.one) =>
  a.price * b.factor * rates.one > b.price * a.factor * times

/** R2.MERGE_6: prices of one item lie within a factor of each other, in one currency. */
export const samePrice = defineCheck({
  id: 'R2.MERGE_6',
  of: Relation,
  facts: { items, relations },
  parameter: 'R2.MERGE',
  measure: ({ content, facts: known, policy }) => {
    const { book, validFrom: on } = content.head
    const filed = new Set(content.lines.map(({ part }) => part))
    const standing = [...relationsOn(known.relations, { on, book }).values()].filter(({ part }) => !filed.has(part))
    const others = Map.groupBy(standing, keyOf)
    return [...Map.groupBy(merged(content, known), ({ line }) => keyOf(line))].flatMap(([item, lines]) =>
      apart(lines, (others.get(item) ?? []).flatMap(priced), policy),
    )
  },
  says: {
    zh: [
      '归并条件（6）：料号 {part} 单价 {price} {currency}，同项的料号 {other} 为 {otherPrice} {otherCurrency}，{fault}。',
      '价格相差较大的料号归入另一项号；币制不同的先换算为手册币制。',
    ],
    en: [
      'Condition (6) of merging: part {part} costs {price} {currency}, part {other} of the same item {otherPrice} {otherCurrency}: {faultEn}.',
      'Merge parts of a distant price into another item; give prices in the currency of the book.',
    ],
  },
  examples: [
    { content: exampleRelation, facts: seen(), expect: 'pass' },
    { content: together('17', 'USD'), facts: seen(), expect: 'pass' },
    { content: together('17.00001', 'USD'), facts: seen(), expect: 'warn' },
    { content: together('4.24999', 'USD'), facts: seen(), expect: 'warn' },
    { content: together('8.5', 'EUR'), facts: seen(), expect: 'warn' },
    // A bag of 25 kg at 425 costs 17 a kilogram.
    { content: together('425', 'USD', '25'), facts: seen(), expect: 'pass' },
    { content: together('425.00001', 'USD', '25'), facts: seen(), expect: 'warn' },
    { content: together('17.00001', 'USD'), facts: seen(), on: '2019-12-31', expect: 'hold' },
  ],
})

function seen() {
  return { items: exampleItems, relations: exampleRelations }
}

/** A second part in the item of M1, which is registered at 8.5 USD. */
function together(price: string, currency: string, partFactor = '1') {
  return relationWith(({ lines }) => {
    lines.splice(0, 2, { ...lines[0], part: 'M2', price, currency, partFactor })
  })
}

/** Each line of one item that is too far from another part of it: dearer than the cheapest, or cheaper than what is registered. */
function apart(lines: ReturnType<typeof merged>, others: readonly Priced[], policy: PolicyInForce): Measure[] {
  const ratio = policy.setting('merge.priceRatio')
  const all = [...others, ...lines.flatMap(({ line }) => priced(line))]
  const [first] = all
  if (!ratio || !first) return []
  const most = rates.parse(ratio.value)
  const lowest = all.reduce((a, b) => (isDearer(a, b) ? b : a))
  const highest = others.reduce<Priced | undefined>((a, b) => (!a || isDearer(b, a) ? b : a), undefined)
  const tooFar = { zh: `相差超过 ${ratio.value} 倍`, en: `more than ${ratio.value} times as much` }
  return lines.flatMap(({ line, at }) =>
    priced(line).flatMap((here) => {
      if (here.currency !== first.currency) return [between(at, here, first, otherCurrency)]
      if (isDearer(here, lowest, most)) return [between(at, here, lowest, tooFar)]
      return highest && isDearer(highest, here, most) ? [between(at, here, highest, tooFar)] : []
    }),
  )
}
const otherCurrency = { zh: '币制不同，无法比较', en: 'prices in different currencies cannot be compared' }

const between = (at: string, here: Priced, there: Priced, fault: { zh: string; en: string }): Measure =>
  breach(`${at}/price`, {
    part: here.part,
    price: amounts.print(here.price),
    currency: here.currency,
    other: there.part,
    otherPrice: amounts.print(there.price),
    otherCurrency: there.currency,
    fault: fault.zh,
    faultEn: fault.en,
  })
